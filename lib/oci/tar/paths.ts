import { OciError } from '../errors';

/**
 * Refuses a path that no archive of ours may carry, on the way in and on the way out.
 *
 * @throws {OciError} `OCI_PATH_INVALID` for absolute paths, `.` and `..`, empty parts, backslashes,
 *   drive letters, control characters and text that is not Unicode.
 */
export function checkPath(path: string): void {
  const fault = faultOf(path);
  if (fault === undefined) return;
  throw new OciError(
    'OCI_PATH_INVALID',
    `path ${JSON.stringify(path)} ${fault}`,
    'name files by their path below the folder, with forward slashes',
  );
}

/**
 * Refuses paths that cannot all exist on every file system.
 *
 * @param paths each checked by {@link checkPath}.
 * @throws {OciError} `OCI_PATH_CONFLICT`, naming the two.
 */
export function checkConflicts(paths: readonly string[]): void {
  const files = new Map<string, string>();
  for (const path of paths) {
    const folded = fold(path);
    const other = files.get(folded);
    if (other === path) throw conflict(path, other, 'are the same path twice');
    if (other !== undefined) throw conflict(other, path, 'differ in case or Unicode form only');
    files.set(folded, path);
  }
  const checked = new Set<string>();
  for (const path of paths) {
    const folded = fold(path);
    for (let at = folded.lastIndexOf('/'); at > 0; at = folded.lastIndexOf('/', at - 1)) {
      const folder = folded.slice(0, at);
      if (checked.has(folder)) break;
      checked.add(folder);
      const file = files.get(folder);
      if (file !== undefined) throw conflict(file, path, 'need one name as a file and as a folder');
    }
  }
}

const PLAIN = /^[\x20-\x7e]*$/;

function fold(path: string): string {
  return PLAIN.test(path) ? path.toLowerCase() : path.normalize('NFC').toLowerCase();
}

function faultOf(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (path.startsWith('/')) return 'is absolute';
  if (path.includes('\\')) return 'has a backslash';
  if (/^[A-Za-z]:/.test(path)) return 'starts with a drive letter';
  if (/[\x00-\x1f\x7f]/.test(path)) return 'has a control character';
  if (/(?:^|\/)\.\.(?:\/|$)/.test(path)) return "has '..' in it";
  if (/(?:^|\/)\.?(?:\/|$)/.test(path)) return "has an empty part or '.' in it";
  if (!PLAIN.test(path) && /\p{Surrogate}/u.test(path)) return 'is not valid Unicode';
  return undefined;
}

function conflict(a: string, b: string, what: string): OciError {
  return new OciError('OCI_PATH_CONFLICT', `'${a}' and '${b}' ${what}`, `rename or remove '${b}'`);
}
