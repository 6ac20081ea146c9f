import { floor } from '../ranges';
import type { Library } from '../signature';
import { CelError, type Duration, type Timestamp } from '../values';

const SECOND = 1_000_000_000n;

/** Parts of a time in a zone, and whole units of a duration. */
export const time: Library = {
  ...part('getFullYear', (date) => date.getUTCFullYear()),
  ...part('getMonth', (date) => date.getUTCMonth()),
  ...part('getDayOfYear', (date) => {
    const start = new Date(date);
    start.setUTCMonth(0, 1);
    return Math.round((date.getTime() - start.getTime()) / 86_400_000);
  }),
  ...part('getDayOfMonth', (date) => date.getUTCDate() - 1),
  ...part('getDate', (date) => date.getUTCDate()),
  ...part('getDayOfWeek', (date) => date.getUTCDay()),
  ...part('getHours', (date) => date.getUTCHours()),
  ...part('getMinutes', (date) => date.getUTCMinutes()),
  ...part('getSeconds', (date) => date.getUTCSeconds()),
  ...part('getMilliseconds', (date) => date.getUTCMilliseconds()),
  'duration.getHours(): int': (value: Duration) => value.ns / (3_600n * SECOND),
  'duration.getMinutes(): int': (value: Duration) => value.ns / (60n * SECOND),
  'duration.getSeconds(): int': (value: Duration) => value.ns / SECOND,
  'duration.getMilliseconds(): int': (value: Duration) => value.ns / 1_000_000n,
};

function part(name: string, of: (date: Date) => number): Library {
  return {
    [`timestamp.${name}(): int`]: (at: Timestamp) => BigInt(of(local(at, 'UTC'))),
    [`timestamp.${name}(string): int`]: (at: Timestamp, zone: string) =>
      BigInt(of(local(at, zone))),
  };
}

/** The time on the clocks of a zone, as if it were UTC. */
function local({ ns }: Timestamp, zone: string): Date {
  const date = new Date(Number(floor(ns, 1_000_000n)));
  const offset = /^([+-]?)(\d\d):(\d\d)$/.exec(zone);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3]);
    return new Date(date.getTime() + (offset[1] === '-' ? -minutes : minutes) * 60_000);
  }
  if (zone === 'UTC' || zone === '') return date;
  const shown = formatOf(zone).formatToParts(date);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = [
    'year',
    'month',
    'day',
    'hour',
    'minute',
    'second',
  ].map((type) => Number(shown.find((one) => one.type === type)?.value));
  const found = new Date(0);
  found.setUTCFullYear(year, month - 1, day);
  found.setUTCHours(hour, minute, second, date.getUTCMilliseconds());
  return found;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new CelError(`unknown time zone ${zone}`);
  }
}
