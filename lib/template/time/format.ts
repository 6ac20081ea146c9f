import { civilOf, DAYS, dayOfYear, MONTHS, weekdayOf, type Civil } from './civil';
import { piecesOf, type Field } from './layout';
import type { Zone } from './zone';

/** An instant, and the zone whose clocks show it. */
export interface Moment {
  /** From 1970, UTC, rounded down. */
  readonly seconds: number;
  /** From 0 to 999,999,999. */
  readonly nanos: number;
  readonly zone: Zone;
}

interface Shown extends Civil {
  /** Seconds from 1970 that a clock shows. */
  readonly local: number;
  readonly nanos: number;
  readonly offset: number;
  readonly abbreviation: string;
}

/** `t.Format(layout)`. */
export function formatTime({ seconds, nanos, zone }: Moment, layout: string): string {
  const { offset, abbreviation } = zone.at(seconds);
  const local = seconds + offset;
  const shown: Shown = { ...civilOf(local), local, nanos, offset, abbreviation };
  return piecesOf(layout)
    .map(({ text, field }) => text + (field ? formatField(field, shown) : ''))
    .join('');
}

function formatField({ kind, text }: Field, shown: Shown): string {
  const { year, month, day, hour } = shown;
  switch (kind) {
    case 'year':
      return integer(year, 4);
    case 'year2':
      return integer(Math.abs(year) % 100, 2);
    case 'month':
      return MONTHS[month - 1] as string;
    case 'month-short':
      return (MONTHS[month - 1] as string).slice(0, 3);
    case 'month-number':
      return padded(month, text);
    case 'weekday':
      return DAYS[weekdayOf(shown.local)] as string;
    case 'weekday-short':
      return (DAYS[weekdayOf(shown.local)] as string).slice(0, 3);
    case 'day':
      return text === '_2' ? String(day).padStart(2) : padded(day, text);
    case 'day-of-year':
      return String(dayOfYear(shown)).padStart(3, text === '__2' ? ' ' : '0');
    case 'hour':
      return integer(hour, 2);
    case 'hour12':
      return padded(hour % 12 || 12, text);
    case 'minute':
      return padded(shown.minute, text);
    case 'second':
      return padded(shown.second, text);
    case 'noon':
      return text === 'PM' ? (hour >= 12 ? 'PM' : 'AM') : hour >= 12 ? 'pm' : 'am';
    case 'zone-name':
      return shown.abbreviation || formatOffset(shown.offset, '-0700');
    case 'offset':
      return formatOffset(shown.offset, text);
    case 'fraction':
      return formatFraction(shown.nanos, text);
  }
}

/** Two digits where the layout writes two. */
function padded(value: number, text: string): string {
  return integer(value, text.length);
}

function integer(value: number, width: number): string {
  return (value < 0 ? '-' : '') + String(Math.abs(value)).padStart(width, '0');
}

function formatOffset(offset: number, text: string): string {
  if (offset === 0 && text.startsWith('Z')) return 'Z';
  // As Go: by whole minutes, so that the sign of an offset below a minute is lost.
  const minutes = Math.trunc(offset / 60);
  const size = Math.abs(minutes);
  const colon = text.includes(':') ? ':' : '';
  const digits = text.replace(/\D/g, '').length;
  const hour = integer(Math.floor(size / 60), 2);
  const rest = digits > 2 ? colon + integer(size % 60, 2) : '';
  const seconds = (minutes < 0 ? -offset : offset) % 60;
  const last = digits > 4 ? colon + integer(seconds, 2) : '';
  return (minutes < 0 ? '-' : '+') + hour + rest + last;
}

function formatFraction(nanos: number, text: string): string {
  const separator = text[0] as string;
  const all = String(nanos)
    .padStart(9, '0')
    .padEnd(text.length - 1, '0');
  const digits = all.slice(0, Math.min(text.length - 1, 9));
  if (text[1] === '0') return separator + digits;
  const kept = nanos === 0 ? '' : digits.replace(/0+$/, '');
  return kept === '' ? '' : separator + kept;
}
