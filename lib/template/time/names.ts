import { Boxed, Int, NamedInt, type Methods } from '../boxed';
import { fixed } from '../functions';
import { DAYS, MONTHS } from './civil';
import { bound } from './duration';
import type { Zone } from './zone';

const STRING: Methods = bound({ String: fixed(['any'], (self) => (self as Boxed).text()) });

class Named extends NamedInt {
  constructor(
    value: number,
    type: string,
    private readonly name: string,
  ) {
    super(BigInt(value), type);
  }

  override get kind(): string {
    return 'int';
  }

  override text(): string {
    return this.name;
  }

  override plain(): unknown {
    return new Int(this.value);
  }

  protected override methods(): Methods {
    return STRING;
  }
}

/** @param month from 1. */
export function monthNamed(month: number): Int {
  return new Named(month, 'time.Month', MONTHS[month - 1] as string);
}

/** @param day 0 is Sunday. */
export function weekdayNamed(day: number): Int {
  return new Named(day, 'time.Weekday', DAYS[day] as string);
}

/** Go's `*time.Location`. */
export class Location extends Boxed {
  readonly type = '*time.Location';
  readonly kind = 'ptr';

  constructor(readonly zone: Zone) {
    super();
  }

  override text(): string {
    return this.zone.name;
  }

  override plain(): unknown {
    return {};
  }

  protected override methods(): Methods {
    return STRING;
  }
}
