import { formatPointer } from '../pointer';
import { YamlError } from './errors';

/** Thrown at a value without text, and caught by the emitter, which then asks where it is. */
export const UNWRITABLE = Symbol('unwritable');

/**
 * What an object counts as: itself, or what its `toJSON` returns.
 *
 * @throws UNWRITABLE for Map, Set and bytes, which would lose their content.
 */
export function plainOf(value: object): unknown {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return value;
  if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value)) throw UNWRITABLE;
  if ('toJSON' in value && typeof value.toJSON === 'function') return value.toJSON() as unknown;
  return value;
}

/** Where and why `root` cannot be written; asked only after it could not. */
export function findUnwritable(root: unknown, deepest: number): YamlError {
  const path: string[] = [];
  const above = new Set<object>();
  const found = visit(root);
  return (
    found ?? new YamlError('YAML_NOT_DATA', 'value changes while it is read', 'pass plain data')
  );

  function visit(value: unknown): YamlError | undefined {
    if (typeof value === 'string') return surrogateIn(value);
    if (typeof value === 'function' || typeof value === 'symbol') return notData(typeof value);
    if (typeof value !== 'object' || value === null) return undefined;
    if (above.has(value)) return tooDeep('contains itself');
    if (path.length > deepest) return tooDeep(`is nested more than ${deepest} levels deep`);
    above.add(value);
    const error = visitObject(value);
    above.delete(value);
    return error;
  }

  function visitObject(value: object): YamlError | undefined {
    let plain: unknown;
    try {
      plain = plainOf(value);
    } catch {
      return notData(value.constructor.name);
    }
    if (plain !== value) return visit(plain);
    for (const [key, child] of Object.entries(value)) {
      path.push(key);
      const error = surrogateIn(key) ?? visit(child);
      if (error) return error;
      path.pop();
    }
    return undefined;
  }

  function surrogateIn(text: string): YamlError | undefined {
    const half = /[\ud800-\udfff]/u.exec(text);
    if (!half) return undefined;
    const code = half[0].charCodeAt(0).toString(16).toUpperCase();
    return new YamlError(
      'YAML_LONE_SURROGATE',
      `string at ${place()} holds half a character (U+${code}), which has no UTF-8`,
      'cut strings between characters, not between UTF-16 code units',
    );
  }

  function notData(what: string): YamlError {
    const message = `value at ${place()} is a ${what}, which is no data`;
    return new YamlError(
      'YAML_NOT_DATA',
      message,
      'pass strings, numbers, arrays and plain objects',
    );
  }

  function tooDeep(how: string): YamlError {
    return new YamlError('YAML_TOO_DEEP', `value at ${place()} ${how}`, 'remove the loop');
  }

  function place(): string {
    const shown = formatPointer(path.slice(0, 20)) + (path.length > 20 ? '/…' : '');
    return `'${shown.replace(/[\ud800-\udfff]/gu, (half) => JSON.stringify(half).slice(1, -1))}'`;
  }
}
