import { abbreviation } from './abbreviations';
import { secondsOf } from './civil';

/** A time zone: what clocks show there and how the offset is called, at an instant. */
export interface Zone {
  /** As Go's `Location` prints: `UTC`, `Local`, `Europe/Berlin`; empty for a bare offset. */
  readonly name: string;
  at(seconds: number): { readonly offset: number; readonly abbreviation: string };
}

export const UTC: Zone = { name: 'UTC', at: () => ({ offset: 0, abbreviation: 'UTC' }) };

/** A zone of one offset in seconds, as parsing a time with an offset gives. */
export function fixedZone(abbreviation: string, offset: number): Zone {
  return { name: abbreviation, at: () => ({ offset, abbreviation }) };
}

/** The middle of a winter and of a summer, in seconds from 1970. */
const PROBES = [1_736_899_200, 1_752_537_600];

const zones = new Map<string, Zone | undefined>();

/**
 * A zone as Go's LoadLocation finds it: `UTC` or a name of the IANA database, in its case.
 *
 * @param local what `Local` stands for.
 * @returns `undefined` for a name that is none.
 */
export function zoneNamed(name: string, local: string): Zone | undefined {
  if (name === '' || name === 'UTC') return UTC;
  if (name === 'Local') {
    const zone = zoneNamed(local, 'UTC') ?? UTC;
    return { name: 'Local', at: (seconds) => zone.at(seconds) };
  }
  if (!zones.has(name)) zones.set(name, loadZone(name));
  return zones.get(name);
}

function loadZone(name: string): Zone | undefined {
  // Go reads a file of that name; Intl takes any case, and offsets.
  if (!/^[A-Z][\w+-]*(\/[A-Z][\w+-]*)*$/.test(name)) return undefined;
  let clock: Intl.DateTimeFormat;
  try {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      timeZoneName: 'long',
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  const lookAt = (seconds: number) => {
    const parts = new Map(
      clock.formatToParts(seconds * 1000).map(({ type, value }) => [type, value]),
    );
    return { offset: shown(parts) - seconds, long: parts.get('timeZoneName') ?? '' };
  };
  return {
    name,
    at(seconds) {
      const { offset, long } = lookAt(seconds);
      // Intl knows names from 1970 on; before, the name of today's time with that offset serves.
      const like = long.startsWith('GMT')
        ? PROBES.map(lookAt).find((p) => p.offset === offset)
        : undefined;
      return { offset, abbreviation: abbreviation(name, like?.long ?? long, offset) };
    },
  };
}

/** What a clock in the zone shows, read as if it were UTC. */
function shown(parts: ReadonlyMap<string, string>): number {
  const read = (type: string) => Number(parts.get(type));
  const year = parts.get('era') === 'BC' ? 1 - read('year') : read('year');
  return secondsOf({
    year,
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
  });
}
