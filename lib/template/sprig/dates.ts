import { fixed, worldly, type TemplateFunction } from '../functions';
import { atNanoseconds, Time } from '../time/time';
import { Duration, formatDuration, parseDuration } from '../time/duration';
import { parseTime } from '../time/parse';
import { UTC, zoneNamed, type Zone } from '../time/zone';
import { Int } from '../values';
import type { WorldAccess } from '../world';
import { readInteger } from '../number';
import { fail } from './panic';

const SECOND = 1_000_000_000n;
const HOUR = 3600n * SECOND;
const ROUNDED: readonly (readonly [bigint, string])[] = [
  [HOUR * 24n * 365n, 'y'],
  [HOUR * 24n * 30n, 'mo'],
  [HOUR * 24n, 'd'],
  [HOUR, 'h'],
  [60n * SECOND, 'm'],
  [SECOND, 's'],
];

const dateInZone = worldly(undefined, ['string', 'any', 'string'], write);
const dateModify = fixed(['string', 'time.Time'], (by, time) => {
  const length = parseDuration(by);
  return typeof length === 'string' ? time : (time as Time).plus(length);
});
const mustDateModify = fixed(['string', 'time.Time'], (by, time) => {
  const length = parseDuration(by);
  return typeof length === 'string' ? fail(length) : (time as Time).plus(length);
});

/** Times and lengths of time. Where a time is wanted and none is given, sprig takes the present. */
export const dates: Readonly<Record<string, TemplateFunction>> = {
  now: worldly('clock', [], now),
  ago: worldly('clock', ['any'], (world, value) => {
    const known = value instanceof Int && value.type === 'int32' ? undefined : timeOf(value, world);
    const length = now(world).nanoseconds - (known ?? now(world)).nanoseconds;
    const half = length < 0n ? -SECOND / 2n : SECOND / 2n;
    return formatDuration(((length + half) / SECOND) * SECOND);
  }),
  date: worldly(undefined, ['string', 'any'], (world, layout, value) =>
    write(world, layout, value, 'Local'),
  ),
  dateInZone,
  date_in_zone: dateInZone,
  dateModify,
  date_modify: dateModify,
  mustDateModify,
  must_date_modify: mustDateModify,
  htmlDate: worldly(undefined, ['any'], (world, value) =>
    write(world, '2006-01-02', value, 'Local'),
  ),
  htmlDateInZone: worldly(undefined, ['any', 'string'], (world, value, zone) =>
    write(world, '2006-01-02', value, zone),
  ),
  toDate: worldly(undefined, ['string', 'string'], (world, layout, text) => {
    const moment = parseTime(layout, text, local(world));
    return typeof moment === 'string'
      ? atNanoseconds(-62_135_596_800n * SECOND, UTC)
      : new Time(moment);
  }),
  mustToDate: worldly(undefined, ['string', 'string'], (world, layout, text) => {
    const moment = parseTime(layout, text, local(world));
    return typeof moment === 'string' ? fail(moment) : new Time(moment);
  }),
  unixEpoch: fixed(['time.Time'], (time) => String((time as Time).moment.seconds)),
  // Of integers only an int64 counts, as in sprig.
  duration: fixed(['any'], (value) => new Duration(seconds(value) * SECOND).text()),
  durationRound: worldly(undefined, ['any'], (world, value) => {
    const length = nanoseconds(value, world);
    const magnitude = length < 0n ? -length : length;
    const [unit, name] = ROUNDED.find(([size]) => magnitude > size) ?? [1n, ''];
    return name === '' ? '0s' : `${magnitude / unit}${name}`;
  }),
};

function now(world: WorldAccess): Time {
  return atNanoseconds(BigInt(world.now().getTime()) * 1_000_000n, local(world));
}

function local(world: WorldAccess): Zone {
  return zoneNamed('Local', world.timeZone) as Zone;
}

function write(world: WorldAccess, layout: string, value: unknown, zone: string): string {
  const { moment } = timeOf(value, world) ?? now(world);
  const shownIn = zoneNamed(zone, world.timeZone) ?? UTC;
  return new Time({ ...moment, zone: shownIn }).format(layout);
}

/** A time, or an integer's seconds from 1970. */
function timeOf(value: unknown, world: WorldAccess): Time | undefined {
  if (value instanceof Time && value.type === 'time.Time') return value;
  if (!(value instanceof Int) || !['int', 'int32', 'int64'].includes(value.type)) return undefined;
  return atNanoseconds(value.value * SECOND, local(world));
}

function seconds(value: unknown): bigint {
  if (value instanceof Int) return value.type === 'int64' ? value.value : 0n;
  if (typeof value !== 'string' || !/^[+-]?[0-9]+$/.test(value)) return 0n;
  return readInteger(value.replace(/^([+-]?)0+(?=[0-9])/, '$1')) ?? 0n;
}

function nanoseconds(value: unknown, world: WorldAccess): bigint {
  if (value instanceof Time) return now(world).nanoseconds - value.nanoseconds;
  if (value instanceof Int) return value.type === 'int64' ? value.value : 0n;
  if (typeof value !== 'string') return 0n;
  const length = parseDuration(value);
  return typeof length === 'string' ? 0n : length;
}
