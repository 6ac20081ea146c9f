/** How an archive names a file. */
export interface TarName {
  /** At most 100 bytes of ASCII. */
  readonly name: string;
  /** At most 155; a slash stands between the two. */
  readonly prefix: string;
  /** The path as a pax record, where name and prefix cannot hold it. */
  readonly record?: Buffer;
}

const PLAIN = /^[\x20-\x7e]*$/;

/** The ustar name of a path, with a pax record for what ustar cannot hold. */
export function tarNameOf(path: string): TarName {
  const split = splitPath(path);
  if (split) return split;
  const ascii = Buffer.from(path).map((byte) => (byte < 128 ? byte : 95));
  const name = Buffer.from(ascii).toString('latin1', 0, 100);
  return { name, prefix: '', record: paxRecord('path', path) };
}

function splitPath(path: string): TarName | undefined {
  if (!PLAIN.test(path)) return undefined;
  if (path.length <= 100) return { name: path, prefix: '' };
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    if (at <= 155 && path.length - at - 1 <= 100) {
      return { name: path.slice(at + 1), prefix: path.slice(0, at) };
    }
  }
  return undefined;
}

/** `<length> path=<value>\n`, where the length counts its own digits. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length++;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}
