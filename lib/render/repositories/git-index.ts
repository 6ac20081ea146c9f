/** What `.git/index` says is tracked. */
export interface GitIndex {
  /** Paths of files and links; submodules are none. */
  readonly paths: readonly string[];
}

const EXTENDED = 0x4000;
const NAME_OFFSET = 40;
const GITLINK = 0o160000;
const TREE = 0o040000;

/**
 * Reads the index of a git work tree, versions 2 to 4.
 *
 * @param hashBytes 20, or 32 for repositories of SHA-256.
 * @returns `undefined` for what is not readable so: split and sparse ones, or no index at all.
 * @see https://git-scm.com/docs/index-format
 */
export function readGitIndex(bytes: Buffer, hashBytes = 20): GitIndex | undefined {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'DIRC') return undefined;
  const version = bytes.readUInt32BE(4);
  const count = bytes.readUInt32BE(8);
  if (version < 2 || version > 4) return undefined;
  const paths: string[] = [];
  let previous = Buffer.alloc(0);
  let at = 12;
  for (let i = 0; i < count; i++) {
    const start = at;
    const flagsAt = at + NAME_OFFSET + hashBytes;
    if (flagsAt + 2 > bytes.length) return undefined;
    const mode = bytes.readUInt32BE(at + 24);
    const extended = (bytes.readUInt16BE(flagsAt) & EXTENDED) !== 0;
    at = flagsAt + (extended ? 4 : 2);
    let kept = 0;
    if (version === 4) {
      const strip = readOffset(bytes, at);
      at = strip.end;
      kept = Math.max(previous.length - strip.value, 0);
    }
    const end = bytes.indexOf(0, at);
    if (end < 0) return undefined;
    const name = Buffer.concat([previous.subarray(0, kept), bytes.subarray(at, end)]);
    previous = name;
    // Entries of versions 2 and 3 are filled up with 1 to 8 NULs, to a multiple of 8 bytes.
    at = version === 4 ? end + 1 : start + (((end - start) >> 3) + 1) * 8;
    if (mode === TREE) return undefined;
    if (mode !== GITLINK) paths.push(name.toString('utf8'));
  }
  if (bytes.toString('latin1', at, at + 4) === 'link') return undefined;
  // A file in conflict has an entry for each side.
  return { paths: [...new Set(paths)] };
}

/** Git's offset encoding: seven bits a byte, each continuation adding one. */
function readOffset(bytes: Buffer, start: number): { value: number; end: number } {
  let at = start;
  let byte = bytes[at++] ?? 0;
  let value = byte & 0x7f;
  while (byte & 0x80) {
    byte = bytes[at++] ?? 0;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, end: at };
}
