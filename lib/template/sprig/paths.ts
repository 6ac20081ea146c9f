import { fixed, type TemplateFunction } from '../functions';

const base = fixed(['string'], (path) => {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
});
const clean = fixed(['string'], cleanPath);
const dir = fixed(['string'], (path) => cleanPath(path.slice(0, path.lastIndexOf('/') + 1)));
const ext = fixed(['string'], (path) => /\.[^./]*$/.exec(path)?.[0] ?? '');
const isAbs = fixed(['string'], (path) => path.startsWith('/'));

/** Go's path; the controller runs on Linux, where file paths are the same. */
export const paths: Readonly<Record<string, TemplateFunction>> = {
  base,
  clean,
  dir,
  ext,
  isAbs,
  osBase: base,
  osClean: clean,
  osDir: dir,
  osExt: ext,
  osIsAbs: isAbs,
};

/** The shortest path that means the same: no `.`, no doubled `/`, `..` only at the start. */
function cleanPath(path: string): string {
  const absolute = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!absolute) kept.push('..');
  }
  return absolute ? `/${kept.join('/')}` : kept.join('/') || '.';
}
