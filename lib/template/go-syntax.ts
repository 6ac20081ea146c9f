import { formatGeneral } from './float';
import { quote } from './quote';
import { Int, isMap, isNilValue, isSlice, sortedKeys, typeName } from './values';

/** A value as `%#v` prints it: as Go source. Widths and precisions are not looked at. */
export function goSyntax(value: unknown, held = false): string {
  if (value === null || value === undefined) return held ? 'interface {}(nil)' : '<nil>';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return floatSyntax(value);
  if (value instanceof Int) {
    return value.type === 'uint8' ? `0x${value.value.toString(16)}` : value.value.toString();
  }
  if (isSlice(value) || isMap(value)) {
    if (isNilValue(value)) return `${typeName(value)}(nil)`;
    const entries = isSlice(value)
      ? value.map((item) => goSyntax(item, true))
      : sortedKeys(value).map((key) => `${quote(key)}:${goSyntax(value[key], true)}`);
    return `${typeName(value)}{${entries.join(', ')}}`;
  }
  return String(value);
}

function floatSyntax(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return formatGeneral(value, undefined);
}
