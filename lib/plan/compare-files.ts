import { parseDocuments } from '../core';
import { compareValues } from './compare-values';
import type { Gap } from './content';
import type { FileChange, ReleaseFile } from './types';
import { isMap } from './values';

type Files = Pick<Gap, 'files'>;

/** How the files of a source differ that a tool renders, in the order of their paths. */
export function compareFiles({ files: before = [] }: Files, { files: after = [] }: Files) {
  const [old, now] = [byPath(before), byPath(after)];
  const found: FileChange[] = [];
  for (const path of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const [a, b] = [old.get(path), now.get(path)];
    if (a === undefined) found.push({ action: 'add', path, fields: [] });
    else if (b === undefined) found.push({ action: 'remove', path, fields: [] });
    else if (a !== b) found.push({ action: 'change', path, fields: fieldsIn(path, a, b) });
  }
  return found;
}

function byPath(files: readonly ReleaseFile[]): Map<string, string> {
  return new Map(files.map(({ path, text }) => [path, text]));
}

/** Fields of two files with one document each; none where a Secret or a template is in them. */
function fieldsIn(path: string, before: string, after: string): FileChange['fields'] {
  const [a, b] = [documentIn(path, before), documentIn(path, after)];
  if (!isMap(a) || !isMap(b) || [a, b].some(({ kind }) => kind === 'Secret')) return [];
  return compareValues(a, b);
}

function documentIn(path: string, text: string): unknown {
  if (!/\.(?:ya?ml|json)$|(?:^|\/)Kustomization$/.test(path) || text.includes('{{'))
    return undefined;
  const documents = parseDocuments(text).filter(({ empty }) => !empty);
  const [only] = documents;
  return documents.length === 1 && only?.problem?.kind !== 'syntax' ? only?.value : undefined;
}
