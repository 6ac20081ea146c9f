/** What the system refused, in words: `SYSTEM_ENOSPC: …`; `undefined` for any other error. */
export function systemFailure(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined || code === undefined) return undefined;
  const place = path === undefined ? syscall : `${syscall} of ${path}`;
  const [what, repair] = KNOWN[code] ?? [
    `the system answered ${code}`,
    'repair that and run again',
  ];
  return `SYSTEM_${code}: ${place} failed: ${what}\n  ${repair}`;
}

const KNOWN: Readonly<Record<string, readonly [string, string]>> = {
  ENOSPC: ['the disk is full', 'free some space and run again: nothing was left half-written'],
  EACCES: ['permission denied', 'give this user the right to that path'],
  EPERM: ['not permitted', 'give this user the right to that path'],
  EROFS: ['the file system is read-only', 'write to another folder'],
  EISDIR: ['it is a folder', 'name a file'],
  ENOTDIR: ['a part of the path is a file', 'name another path, or remove that file'],
  EEXIST: ['there is something else of that name', 'name another path, or remove what is there'],
  ELOOP: ['its symbolic links go round in circles', 'remove the link'],
  ENAMETOOLONG: ['the name is too long for this system', 'shorten it'],
  EMFILE: ['too many open files', 'raise the limit with ulimit -n'],
};
