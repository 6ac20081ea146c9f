import { readFloat, readInteger } from './number';

const WORDS = new Set([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'],
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'],
  ...['', '~', 'null', 'Null', 'NULL', '.nan', '.NaN', '.NAN', '.inf', '.Inf', '.INF'],
  ...['+.inf', '+.Inf', '+.INF', '-.inf', '-.Inf', '-.INF'],
]);
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const TIME =
  /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:[Tt]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?(?:Z|[-+][0-9]{2}:[0-9]{2}))|(?: +([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?))?$/;

/** Whether go-yaml v2 would read the plain text as something else, and so quotes it. */
export function needsQuotes(text: string): boolean {
  if (WORDS.has(text)) return true;
  if (!/^[-+.0-9]/.test(text)) return false;
  if (text.startsWith('.')) return readFloat(text) !== undefined;
  return BASE_60.test(text) || isTime(text) || isNumber(text.replaceAll('_', ''));
}

function isNumber(text: string): boolean {
  const integer = readInteger(text) ?? binary(text);
  if (integer !== undefined && integer >= -(2n ** 63n) && integer < 2n ** 63n) return true;
  if (integer !== undefined && !/^[-+]/.test(text) && integer < 2n ** 64n) return true;
  return FLOAT.test(text) && readFloat(text) !== undefined;
}

/** `0b-1` and `-0b+1` are numbers to go-yaml. */
function binary(text: string): bigint | undefined {
  const [, minus, sign, digits] = /^(-?)0b([-+]?)([01]+)$/.exec(text) ?? [];
  if (digits === undefined || (minus === '-' && sign !== '')) return undefined;
  const value = BigInt(`0b${digits}`);
  return minus === '-' || sign === '-' ? -value : value;
}

function isTime(text: string): boolean {
  const parts = TIME.exec(text);
  if (!parts) return false;
  const [year, month, day, ...clock] = parts
    .slice(1)
    .filter((part) => part !== undefined)
    .map(Number);
  const [hour = 0, minute = 0, second = 0] = clock;
  const days = new Date(Date.UTC(year as number, month as number, 0)).getUTCDate();
  const date = (month as number) >= 1 && (month as number) <= 12 && (day as number) >= 1;
  return date && (day as number) <= days && hour < 24 && minute < 60 && second < 60;
}
