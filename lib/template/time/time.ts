import { Boxed, type Int, type Methods } from '../boxed';
import { fixed } from '../functions';
import { int, int64 } from '../values';
import { civilOf, dayOfYear, daysOf, weekdayOf } from './civil';
import { bound, Duration } from './duration';
import { Location, monthNamed, weekdayNamed } from './names';
import { formatTime, type Moment } from './format';
import { inZone } from './parse';
import { UTC, zoneNamed, type Zone } from './zone';

const RFC3339_NANO = '2006-01-02T15:04:05.999999999Z07:00';
const BILLION = 1_000_000_000n;

/** Go's `time.Time`. */
export class Time extends Boxed {
  readonly kind = 'struct';

  /** @param type `v1.Time` is Kubernetes' own, which functions of times do not know. */
  constructor(
    readonly moment: Moment,
    readonly type: 'time.Time' | 'v1.Time' = 'time.Time',
  ) {
    super();
  }

  override text(): string {
    return this.format('2006-01-02 15:04:05.999999999 -0700 MST');
  }

  override plain(): unknown {
    if (this.type === 'v1.Time' && this.isZero()) return null;
    return this.format(RFC3339_NANO);
  }

  override yaml(): unknown {
    return this.format(RFC3339_NANO);
  }

  isZero(): boolean {
    return this.nanoseconds === ZERO_TIME.nanoseconds;
  }

  override equals(other: Boxed): boolean {
    return (
      other instanceof Time &&
      this.nanoseconds === other.nanoseconds &&
      this.moment.zone.name === other.moment.zone.name
    );
  }

  format(layout: string): string {
    return formatTime(this.moment, layout);
  }

  /** From 1970. */
  get nanoseconds(): bigint {
    return BigInt(this.moment.seconds) * BILLION + BigInt(this.moment.nanos);
  }

  /** The same clock face in the same zone, later. */
  plus(nanoseconds: bigint): Time {
    return atNanoseconds(this.nanoseconds + nanoseconds, this.moment.zone);
  }

  protected override methods(): Methods {
    return METHODS;
  }
}

/** The time that a number of nanoseconds from 1970 is. */
export function atNanoseconds(nanoseconds: bigint, zone: Zone): Time {
  const nanos = ((nanoseconds % BILLION) + BILLION) % BILLION;
  return new Time({ seconds: Number((nanoseconds - nanos) / BILLION), nanos: Number(nanos), zone });
}

/** The year 1, which Go's zero time is. */
export const ZERO_TIME = new Time({ seconds: -62_135_596_800, nanos: 0, zone: UTC });

const momentOf = (self: unknown) => (self as Time).moment;
const shown = (self: unknown) => {
  const { seconds, zone } = momentOf(self);
  return civilOf(seconds + zone.at(seconds).offset);
};
const localSeconds = (self: unknown) => {
  const { seconds, zone } = momentOf(self);
  return seconds + zone.at(seconds).offset;
};
const nanosOf = (time: unknown) => (time as Time).nanoseconds;
const lengthOf = (duration: unknown) => (duration as Int).value;
const inNamed = (self: unknown, zone: Zone) => new Time({ ...momentOf(self), zone });
const refused = (problem: string) => ({ ...fixed(['any'], () => undefined), problem });
const three = (name: string) => refused(`function ${name} has 3 return values; should be 1 or 2`);
const pair = (name: string) =>
  refused(`invalid function signature for ${name}: second return value should be error; is int`);
const number = (part: 'year' | 'day' | 'hour' | 'minute' | 'second') =>
  fixed(['any'], (self) => int(shown(self)[part]));
const since = (unit: bigint) =>
  fixed(['any'], (self) => {
    const rest = ((nanosOf(self) % unit) + unit) % unit;
    return int64((nanosOf(self) - rest) / unit);
  });

const METHODS: Methods = bound({
  Add: fixed(['any', 'time.Duration'], (self, by) => (self as Time).plus(lengthOf(by))),
  AddDate: fixed(['any', 'int', 'int', 'int'], (self, years, months, days) => {
    const { year, month, day } = shown(self);
    const clock = ((localSeconds(self) % 86_400) + 86_400) % 86_400;
    const civil = daysOf(year + years, month + months, 1) + day + days - 1;
    const { zone, nanos } = momentOf(self);
    return new Time({ seconds: inZone(civil * 86_400 + clock, zone), nanos, zone });
  }),
  After: fixed(['any', 'time.Time'], (self, other) => nanosOf(self) > nanosOf(other)),
  Before: fixed(['any', 'time.Time'], (self, other) => nanosOf(self) < nanosOf(other)),
  Clock: three('Clock'),
  Compare: fixed(['any', 'time.Time'], (self, other) => {
    const [a, b] = [nanosOf(self), nanosOf(other)];
    return int(a < b ? -1 : a > b ? 1 : 0);
  }),
  Date: three('Date'),
  Day: number('day'),
  Equal: fixed(['any', 'time.Time'], (self, other) => nanosOf(self) === nanosOf(other)),
  Format: fixed(['any', 'string'], (self, layout) => (self as Time).format(layout)),
  Hour: number('hour'),
  ISOWeek: pair('ISOWeek'),
  In: fixed(['any', '*time.Location'], (self, zone) => inNamed(self, (zone as Location).zone)),
  IsZero: fixed(['any'], (self) => (self as Time).isZero()),
  Local: {
    ...fixed(['any'], () => undefined),
    takesWorld: true,
    call: ((world: { timeZone: string }, self: unknown) =>
      inNamed(self, zoneNamed('Local', world.timeZone) as Zone)) as never,
  },
  Location: fixed(['any'], (self) => new Location(momentOf(self).zone)),
  Minute: number('minute'),
  Month: fixed(['any'], (self) => monthNamed(shown(self).month)),
  Nanosecond: fixed(['any'], (self) => int(momentOf(self).nanos)),
  Second: number('second'),
  String: fixed(['any'], (self) => (self as Time).text()),
  Sub: fixed(['any', 'time.Time'], (self, other) => {
    const difference = nanosOf(self) - nanosOf(other);
    const most = 2n ** 63n - 1n;
    return new Duration(
      difference > most ? most : difference < -most - 1n ? -most - 1n : difference,
    );
  }),
  Truncate: fixed(['any', 'time.Duration'], (self, to) =>
    (self as Time).plus(-restOf(self, lengthOf(to))),
  ),
  Round: fixed(['any', 'time.Duration'], (self, to) => {
    const length = lengthOf(to);
    const rest = restOf(self, length);
    return (self as Time).plus(rest * 2n < length || length <= 0n ? -rest : length - rest);
  }),
  UTC: fixed(['any'], (self) => inNamed(self, UTC)),
  Unix: since(BILLION),
  UnixMicro: since(1000n),
  UnixMilli: since(1_000_000n),
  UnixNano: since(1n),
  Weekday: fixed(['any'], (self) => weekdayNamed(weekdayOf(localSeconds(self)))),
  Year: number('year'),
  YearDay: fixed(['any'], (self) => int(dayOfYear(shown(self)))),
  Zone: pair('Zone'),
});

/** What is left of the time since the year 1 after whole lengths of `to`. */
function restOf(self: unknown, to: bigint): bigint {
  return to <= 0n ? 0n : (nanosOf(self) - ZERO_TIME.nanoseconds) % to;
}
