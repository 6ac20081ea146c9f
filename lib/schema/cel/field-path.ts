import type { Node } from '../node';
import type { NodeOf } from './schema-type';

/**
 * The tokens of a rule's `fieldPath`, which lead to a field below: `.spec.name`, `['a.b'].c`. Lists
 * have no place in it.
 *
 * @returns tokens, or what is wrong with it.
 */
export function readFieldPath(
  path: string,
  from: Node,
  nodeOf: NodeOf,
): readonly string[] | string {
  const tokens: string[] = [];
  let node = from;
  let rest = path;
  while (rest !== '') {
    const [whole, quoted, plain] = /^(?:\['((?:[^'\\]|\\.)*)'\]|\.([^.[\]]+))/.exec(rest) ?? [];
    if (whole === undefined) return `expected [ or . but got: ${rest}`;
    const name = plain ?? unquoted(quoted ?? '');
    if (name === undefined) return 'invalid string literal';
    const { properties, additionalProperties: more } = node;
    const child =
      properties === undefined
        ? typeof more === 'boolean'
          ? undefined
          : more
        : Object.hasOwn(properties, name)
          ? properties[name]
          : undefined;
    if (child === undefined) return 'does not refer to a valid field';
    tokens.push(name);
    node = nodeOf(child);
    rest = rest.slice(whole.length);
  }
  return tokens;
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  "'": "'",
  '\\': '\\',
};

function unquoted(text: string): string | undefined {
  let right = true;
  const made = text.replace(/\\(.)/g, (_, letter: string) => {
    const found = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (found === undefined) right = false;
    return found ?? '';
  });
  return right ? made : undefined;
}
