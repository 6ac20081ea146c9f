import { plus, sizePlus, times, timesFactor, UNKNOWN, wrapped, type Size } from './amounts';
import type { CallParts, Estimate } from './calls';
import type { Part } from './part';

const READ = 0.1;
const PATTERN = 0.25;

/**
 * What CEL itself says of one form of a function, arguments apart; 1 where it says nothing.
 *
 * @see https://github.com/google/cel-go/blob/v0.26.0/checker/cost.go
 */
export function coreEstimate(call: CallParts): Estimate {
  return estimate(call) ?? { cost: 1n };
}

function estimate({ overload, target, args }: CallParts): Estimate | undefined {
  const [a, b] = args;
  const takes = overload.args[0]?.kind;
  switch (overload.name) {
    case 'format':
      return target && { cost: reading(size(target)) };
    case 'bytes':
      if (!a || takes !== 'string') return undefined;
      return {
        cost: reading(size(a)),
        result: { min: size(a).min, max: wrapped(size(a).max * 4n) },
      };
    case 'string':
      if (!a || takes !== 'bytes') return undefined;
      return { cost: reading(size(a)), result: { min: size(a).min / 4n, max: size(a).max } };
    case 'strings.quote':
      if (!a) return undefined;
      return {
        cost: reading(size(a)),
        result: { min: wrapped(size(a).min + 2n), max: wrapped(size(a).max * 2n + 2n) },
      };
    case 'startsWith':
    case 'endsWith':
      return a && { cost: reading(size(a)) };
    case '@in':
      return b && overload.args[1]?.kind === 'list'
        ? { cost: timesFactor(size(b).max, 1) }
        : undefined;
    case 'matches':
      if (!target || !a) return undefined;
      return {
        cost: times(
          timesFactor(plus(size(target).max, 1n), READ),
          timesFactor(size(a).max, PATTERN),
        ),
      };
    case 'contains':
      return target && a && { cost: times(reading(size(target)), reading(size(a))) };
    case '_+_': {
      if (!a || !b || !['string', 'bytes', 'list'].includes(takes ?? '')) return undefined;
      const result = sizePlus(size(a), size(b));
      return { cost: takes === 'list' ? 1n : reading(result), result };
    }
    case '_<_':
    case '_<=_':
    case '_>_':
    case '_>=_':
      if (takes !== 'string' && takes !== 'bytes') return undefined;
      return a && b && { cost: comparing(size(a), size(b)) };
    case '_==_':
    case '_!=_':
      return a && b && { cost: comparing(size(a), size(b)) };
    default:
      return undefined;
  }
}

function reading({ max }: Size): bigint {
  return timesFactor(max, READ);
}

/** Up to the end of the shorter one. */
function comparing(a: Size, b: Size): bigint {
  return timesFactor(a.max < b.max ? a.max : b.max, READ);
}

function size(part: Part): Size {
  return part.size ?? UNKNOWN;
}
