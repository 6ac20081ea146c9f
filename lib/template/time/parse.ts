import { toBytes } from '../bytes';
import { daysIn, isLeap, secondsOf } from './civil';
import type { Moment } from './format';
import { piecesOf } from './layout';
import { Mismatch, readField, type Reading } from './read-field';
import { fixedZone, type Zone } from './zone';

/**
 * `time.ParseInLocation(layout, text, local)`.
 *
 * @returns Go's message where the text is not of the layout.
 */
export function parseTime(layout: string, text: string, local: Zone): Moment | string {
  try {
    return momentOf(read(layout, text), text, local);
  } catch (error) {
    if (error instanceof Mismatch) return error.message;
    throw error;
  }
}

function read(layout: string, text: string): Reading {
  const reading: Reading = { hour: 0, minute: 0, second: 0, nanos: 0, year: 0 };
  const pieces = piecesOf(layout);
  let rest = text;
  const cannot = (value: string, element: string) =>
    new Mismatch(
      `parsing time ${quote(text)} as ${quote(layout)}: cannot parse ${quote(value)} as ${quote(element)}`,
    );
  pieces.forEach(({ text: prefix, field }, i) => {
    const skipped = skip(rest, prefix);
    if (!skipped.ok) throw cannot(skipped.rest, prefix);
    rest = skipped.rest;
    if (!field) {
      if (rest !== '') throw problem(text, `: extra text: ${quote(rest)}`);
      return;
    }
    const next = pieces[i + 1];
    const fractionNext = next?.text === '' && next.field?.kind === 'fraction';
    const result = readField(reading, field, rest, fractionNext);
    if (result.range !== undefined) throw problem(text, `: ${result.range} out of range`);
    if (result.rest === undefined) throw cannot(rest, field.text);
    rest = result.rest;
  });
  return reading;
}

function momentOf(reading: Reading, text: string, local: Zone): Moment {
  const { year, minute, second, nanos, zone, offset, abbreviation } = reading;
  const hour = hourOf(reading);
  const { month, day } = dateOf(reading, text);
  if (day < 1 || day > daysIn(month, year)) throw problem(text, ': day out of range');
  const civil = secondsOf({ year, month, day, hour, minute, second });
  if (zone) return { seconds: civil, nanos, zone };
  if (offset !== undefined) {
    const seconds = civil - offset;
    const here = local.at(seconds);
    const same =
      here.offset === offset && [undefined, '', here.abbreviation].includes(abbreviation);
    return { seconds, nanos, zone: same ? local : fixedZone(abbreviation ?? '', offset) };
  }
  if (abbreviation !== undefined) return named(civil, nanos, abbreviation, local);
  return { seconds: inZone(civil, local), nanos, zone: local };
}

/** A time whose zone has a name only: the local one's, or one of no known offset. */
function named(civil: number, nanos: number, abbreviation: string, local: Zone): Moment {
  const half = 182 * 86_400;
  for (const probe of [0, half, -half]) {
    const { offset, abbreviation: name } = local.at(civil + probe);
    if (name !== abbreviation) continue;
    return { seconds: civil - offset, nanos, zone: local };
  }
  const hours = /^GMT([+-][0-9]+)$/.exec(abbreviation)?.[1];
  const offset = Number(hours ?? 0) * 3600;
  // Go does not take the hours of `GMT+3` off: it reads the time as one of UTC.
  return { seconds: civil, nanos, zone: fixedZone(abbreviation, offset) };
}

/** The instant at which clocks in the zone show the time, as Go's `time.Date` chooses it. */
export function inZone(civil: number, zone: Zone): number {
  const { offset } = zone.at(civil);
  return offset === 0 ? civil : civil - zone.at(civil - offset).offset;
}

function hourOf({ hour, noon }: Reading): number {
  if (noon === 'pm' && hour < 12) return hour + 12;
  return noon === 'am' && hour === 12 ? 0 : hour;
}

function dateOf({ year, month, day, dayOfYear }: Reading, text: string) {
  if (dayOfYear === undefined) return { month: month ?? 1, day: day ?? 1 };
  const leapDay = isLeap(year) && dayOfYear === 60;
  const plain = isLeap(year) && dayOfYear > 60 ? dayOfYear - 1 : dayOfYear;
  if (plain < 1 || plain > 365) throw problem(text, ': day-of-year out of range');
  let m = 1;
  let d = plain;
  while (d > daysIn(m, 2001)) d -= daysIn(m++, 2001);
  const found = leapDay ? { month: 2, day: 29 } : { month: m, day: d };
  if (month !== undefined && month !== found.month) {
    throw problem(text, ': day-of-year does not match month');
  }
  if (day !== undefined && day !== found.day) {
    throw problem(text, ': day-of-year does not match day');
  }
  return found;
}

/** Drops `prefix` from the front; a space in it stands for any number of spaces. */
function skip(value: string, prefix: string): { ok: boolean; rest: string } {
  let rest = value;
  for (let left = prefix; left !== '';) {
    if (left.startsWith(' ')) {
      if (rest !== '' && !rest.startsWith(' ')) return { ok: false, rest };
      left = left.replace(/^ +/, '');
      rest = rest.replace(/^ +/, '');
    } else {
      if (rest[0] !== left[0]) return { ok: false, rest };
      left = left.slice(1);
      rest = rest.slice(1);
    }
  }
  return { ok: true, rest };
}

function problem(text: string, message: string): Mismatch {
  return new Mismatch(`parsing time ${quote(text)}${message}`);
}

/** As Go's time package quotes in messages: bytes outside of printable ASCII in hex. */
function quote(text: string): string {
  let out = '"';
  for (const byte of toBytes(text)) {
    const c = String.fromCharCode(byte);
    if (byte >= 0x80 || byte < 0x20) out += `\\x${byte.toString(16).padStart(2, '0')}`;
    else out += c === '"' || c === '\\' ? `\\${c}` : c;
  }
  return `${out}"`;
}
