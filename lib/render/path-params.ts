import { normalizeName, typed, type ValueMap } from '../template';

/** What a traversal tells about a folder, and about a file in it. */
export interface PathParamsOptions {
  readonly goTemplate: boolean;
  /** Name that `path` stands below. `''` for none. */
  readonly prefix: string;
}

/** Puts `path` and what follows from it into `params`, over what has that name already. */
export function addPath(
  params: ValueMap,
  folder: string,
  file: string | undefined,
  { goTemplate, prefix }: PathParamsOptions,
): void {
  const facts: Record<string, string> = {
    basename: baseOf(folder),
    basenameNormalized: normalizeName(baseOf(folder)),
    ...(file !== undefined && { filename: file, filenameNormalized: normalizeName(file) }),
  };
  const segments = folder.split('/');
  if (goTemplate) {
    const path = { path: folder, ...facts, segments: typed([...segments], '[]string') };
    if (prefix === '') params.path = path;
    else params[prefix] = { path };
    return;
  }
  const name = prefix === '' ? 'path' : `${prefix}.path`;
  params[name] = folder;
  for (const [key, value] of Object.entries(facts)) params[`${name}.${key}`] = value;
  segments.forEach((segment, i) => {
    if (segment !== '') params[`${name}[${i}]`] = segment;
  });
}

/** Folder of a file, `.` at the top. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '.' : path.slice(0, end);
}

export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
