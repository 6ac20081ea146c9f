import { childrenOf, oidOf, readOnly, SET, type Der } from './der';

/** Short names of what a subject has, in the order in which Go writes them. */
const NAMES: readonly (readonly [oid: string, name: string])[] = [
  ['2.5.4.5', 'SERIALNUMBER'],
  ['2.5.4.3', 'CN'],
  ['2.5.4.17', 'POSTALCODE'],
  ['2.5.4.9', 'STREET'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.7', 'L'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.10', 'O'],
  ['2.5.4.6', 'C'],
];

/** A certificate's subject as Go prints it: `CN=web,OU=a+OU=b,O=acme`. */
export function subjectText(subject: Buffer): string {
  const attributes = childrenOf(readOnly(subject))
    .flatMap((set) => childrenOf(set, SET))
    .map((attribute) => {
      const [id, value] = childrenOf(attribute);
      return { id: oidOf(id), text: textOf(value) };
    });
  const known = NAMES.flatMap(([oid, name]) => {
    const all = attributes
      .filter(({ id }) => id === oid)
      .map(({ text }) => `${name}=${escape(text)}`);
    // Of these two Go keeps one.
    const kept = name === 'CN' || name === 'SERIALNUMBER' ? all.slice(-1) : all;
    return kept.length > 0 ? [kept.join('+')] : [];
  });
  return known.join(',');
}

function textOf(value: Der | undefined): string {
  if (value?.tag === 0x1e) return Buffer.from(value.content).swap16().toString('utf16le');
  return value?.content.toString(value.tag === 0x0c ? 'utf8' : 'latin1') ?? '';
}

function escape(text: string): string {
  return text
    .replace(/[,+"\\<>;]/g, '\\$&')
    .replace(/^[# ]/, '\\$&')
    .replace(/(?<!^) $/, '\\ ');
}
