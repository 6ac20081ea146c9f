import { integer, plainValue } from './plain-value';

const CORE = 'tag:yaml.org,2002:';
const TIME = /^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]| )\d{1,2}:\d{1,2}:\d{1,2}|$)/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The value of a scalar that carries a tag, quoted or not, as go-yaml v2 resolves it: the core types
 * insist on their form, any other tag leaves a string.
 *
 * @param tag in full: `tag:yaml.org,2002:int`, `!local`, or `!` for "as written".
 * @throws a string that says why the text does not fit.
 */
export function taggedValue(text: string, tag: string): string | number | boolean | null {
  const type = tag.startsWith(CORE) ? tag.slice(CORE.length) : '';
  switch (type) {
    case 'null':
    case 'bool':
    case 'int':
    case 'float':
      return typed(text, type);
    case 'timestamp':
      if (!TIME.test(text)) throw `'${text}' is no !!timestamp`;
      return text;
    case 'binary':
      return decoded(text.replace(/[\r\n]/g, ''));
    default:
      return text;
  }
}

function typed(text: string, type: string): number | boolean | string | null {
  const value = plainValue(text);
  const actual = typeOf(text, value);
  const widened = type === 'float' && actual === 'int' && (integer(text) ?? 0n) < 2n ** 63n;
  if (actual !== type && !widened) throw `'${text}' is no !!${type}`;
  return value;
}

function typeOf(text: string, value: ReturnType<typeof plainValue>): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'str';
  return integer(text) === undefined ? 'float' : 'int';
}

function decoded(base64: string): string {
  if (!BASE64.test(base64)) throw '!!binary value is no base64';
  return Buffer.from(base64, 'base64').toString('utf8');
}
