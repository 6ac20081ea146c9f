import { formats } from '../../formats';
import type { Library } from '../signature';
import { isUrl } from '../url';
import { Items, Opaque, Optional } from '../values';

class Format extends Opaque {
  readonly type = 'kubernetes.NamedFormat';

  constructor(
    readonly name: string,
    readonly complaint: string,
    readonly holds: (text: string) => boolean,
  ) {
    super();
  }

  equals(other: Opaque): boolean {
    return other instanceof Format && other.name === this.name;
  }
}

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

const matching = (pattern: RegExp, most: number) => (text: string) =>
  text.length <= most && pattern.test(text);

/** A prefix of a generated name may end in a dash. */
const asPrefix = (holds: (text: string) => boolean) => (text: string) =>
  holds(text.length > 1 && text.endsWith('-') ? `${text.slice(0, -1)}a` : text);

const known = (name: string) => (text: string) => formats[name]?.test(text) === true;

const TESTS: Readonly<Record<string, readonly [string, (text: string) => boolean]>> = {
  dns1123Label: ['a lower-case RFC 1123 label', matching(LABEL, 63)],
  dns1123LabelPrefix: ['a prefix of an RFC 1123 label', asPrefix(matching(LABEL, 63))],
  dns1123Subdomain: ['a lower-case RFC 1123 subdomain', matching(SUBDOMAIN, 253)],
  dns1123SubdomainPrefix: ['a prefix of an RFC 1123 subdomain', asPrefix(matching(SUBDOMAIN, 253))],
  dns1035Label: ['a DNS-1035 label', matching(LABEL_1035, 63)],
  dns1035LabelPrefix: ['a prefix of a DNS-1035 label', asPrefix(matching(LABEL_1035, 63))],
  qualifiedName: ['a qualified name', isQualifiedName],
  labelValue: ['a label value', (text) => text === '' || matching(QUALIFIED, 63)(text)],
  uri: ['a URI', isUrl],
  uuid: ['a UUID', known('uuid')],
  byte: ['base64', known('byte')],
  date: ['a date', known('date')],
  datetime: ['a time', known('date-time')],
};

const NAMED = new Map(
  Object.entries(TESTS).map(([name, [complaint, holds]]) => [
    name,
    new Format(name, complaint, holds),
  ]),
);

/** Formats by name: `format.dns1123Label().validate(text)` gives what is wrong, or nothing. */
export const namedFormats: Library = {
  ...Object.fromEntries(
    [...NAMED].map(([name, format]) => [`format.${name}(): Format`, () => format]),
  ),
  'format.named(string): optional(Format)': (name: string) => {
    const found = NAMED.get(name);
    return found ? new Optional(found) : Optional.NONE;
  },
  'Format.validate(string): optional(list(string))': (
    { complaint, holds }: Format,
    text: string,
  ) => (holds(text) ? Optional.NONE : new Optional(new Items([`must be ${complaint}`]))),
};

function isQualifiedName(text: string): boolean {
  const parts = text.split('/');
  const [prefix, name] = parts.length === 2 ? parts : [undefined, parts[0]];
  if (parts.length > 2 || (prefix !== undefined && !matching(SUBDOMAIN, 253)(prefix))) return false;
  return matching(QUALIFIED, 63)(name ?? '');
}
