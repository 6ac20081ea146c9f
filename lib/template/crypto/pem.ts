/** A block as Go's encoding/pem reads it. */
export interface PemBlock {
  /** `CERTIFICATE`, `RSA PRIVATE KEY`. */
  readonly type: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly bytes: Buffer;
}

const BEGIN = '-----BEGIN ';
const END = '\n-----END ';
const DASHES = '-----';

/**
 * The next block, and the text behind it; no block: the rest is the whole text. What stands before
 * a block, and blocks that are broken, are skipped.
 */
export function decodePem(text: string): { readonly block?: PemBlock; readonly rest: string } {
  for (let from = 0; ;) {
    const end = text.indexOf(END, from);
    if (end < 0) return { rest: text };
    const trailer = end + END.length;
    const begin = text.lastIndexOf(BEGIN, end);
    const starts = begin >= from && (begin === 0 || text[begin - 1] === '\n');
    const read = starts ? blockAt(text, begin, end) : undefined;
    if (read) return read;
    from = trailer;
  }
}

/** Every block of a text. */
export function allBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  for (let rest = text; ;) {
    const found = decodePem(rest);
    if (!found.block) return blocks;
    blocks.push(found.block);
    rest = found.rest;
  }
}

function blockAt(text: string, begin: number, end: number) {
  const typeLine = lineAt(text, begin + BEGIN.length);
  if (!typeLine.text.endsWith(DASHES)) return undefined;
  const type = typeLine.text.slice(0, -DASHES.length);
  const headers = new Map<string, string>();
  let at = typeLine.next;
  for (let line = lineAt(text, at); line.text.includes(':') && at < end; line = lineAt(text, at)) {
    const colon = line.text.indexOf(':');
    headers.set(line.text.slice(0, colon).trim(), line.text.slice(colon + 1).trim());
    at = line.next;
  }
  const last = lineAt(text, end + END.length);
  if (last.text !== type + DASHES) return undefined;
  const body = text.slice(at, Math.max(end, at)).replace(/[ \t\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(body))
    return undefined;
  return {
    block: { type, headers, bytes: Buffer.from(body, 'base64') },
    rest: text.slice(last.next),
  };
}

/** A line without spaces at its end. */
function lineAt(text: string, at: number): { readonly text: string; readonly next: number } {
  const feed = text.indexOf('\n', at);
  const end = feed < 0 ? text.length : feed;
  return {
    text: text
      .slice(at, end)
      .replace(/\r$/, '')
      .replace(/[ \t]+$/, ''),
    next: feed < 0 ? end : end + 1,
  };
}

export function encodePem({ type, headers = new Map(), bytes }: Partial<PemBlock>): string {
  const [process, ...others] = [...headers].sort(([a], [b]) =>
    a === 'Proc-Type' ? -1 : b === 'Proc-Type' ? 1 : a < b ? -1 : 1,
  );
  const written = [...(process ? [process] : []), ...others].map(
    ([key, value]) => `${key}: ${value}\n`,
  );
  const head = written.length > 0 ? `${written.join('')}\n` : '';
  const lines = (bytes ?? Buffer.alloc(0)).toString('base64').match(/.{1,64}/g) ?? [];
  const body = lines.map((line) => `${line}\n`).join('');
  return `-----BEGIN ${type}-----\n${head}${body}-----END ${type}-----\n`;
}
