import { toValidText } from './bytes';
import { Boxed, Int, isMap, isNilValue, isSlice, sortedKeys } from './values';

export interface JsonOptions {
  /** Write `<`, `>` and `&` as escapes, as Go does unless told otherwise. Default true. */
  readonly escapeHtml?: boolean;
  /** Two spaces a level, one entry a line. Default false. */
  readonly pretty?: boolean;
}

/**
 * JSON as Go's encoding/json writes it: keys sorted, `<>&`, U+2028 and U+2029 escaped; `undefined`
 * for infinities and NaN, which Go refuses.
 */
export function toJson(value: unknown, options: JsonOptions = {}): string | undefined {
  const { escapeHtml = true, pretty = false } = options;
  const write = (item: unknown, margin: string): string => {
    if (isNilValue(item)) return 'null';
    if (item instanceof Int) return item.value.toString();
    if (typeof item === 'number') return writeNumber(item);
    if (typeof item === 'string') return writeString(item, escapeHtml);
    if (item instanceof Boxed) return write(item.plain(), margin);
    const inner = `${margin}  `;
    if (isSlice(item))
      return wrap(
        '[',
        item.map((x) => write(x, inner)),
        ']',
        margin,
      );
    if (isMap(item)) {
      const colon = pretty ? ': ' : ':';
      const entries = sortedKeys(item).map(
        (key) => writeString(key, escapeHtml) + colon + write(item[key], inner),
      );
      return wrap('{', entries, '}', margin);
    }
    return String(item);
  };
  const wrap = (open: string, items: string[], close: string, margin: string): string => {
    if (!pretty || items.length === 0) return open + items.join(',') + close;
    return `${open}\n${margin}  ${items.join(`,\n${margin}  `)}\n${margin}${close}`;
  };
  try {
    return write(value, '');
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`unsupported value: ${value}`);
  return Object.is(value, -0) ? '-0' : String(value);
}

function writeString(text: string, escapeHtml: boolean): string {
  const plain = JSON.stringify(toValidText(text)).replace(/[\u2028\u2029]/g, escape);
  return escapeHtml ? plain.replace(/[<>&]/g, escape) : plain;
}

function escape(c: string): string {
  return `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
