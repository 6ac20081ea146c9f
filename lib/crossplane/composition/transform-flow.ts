import { Failure } from '../failure';
import { isConvertible } from '../patch-and-transform/convert';
import type { ConvertTransform, MatchTransform, Transform } from '../patch-and-transform/input';
import { resolveTransforms } from '../patch-and-transform/transform';
import type { Complain, Complaint } from './complaint';
import { joins, stringFlow } from './string-flow';
import {
  describeTypes,
  flowOf,
  showSample,
  TEXT,
  UNKNOWN,
  type Flow,
  type GoType,
  type Sample,
} from './value';

/**
 * What a transform makes of the values that may come to it. What it refuses ends the whole pipeline
 * in the cluster, optional patch or not.
 *
 * @param native Whether Crossplane 1 transforms it itself, whose Join is as one expects.
 */
export function transformFlow(
  flow: Flow,
  transform: Transform,
  complain: Complain,
  native = false,
): Flow {
  let complaints = 0;
  const told: Complain = (complaint) => {
    complaints++;
    complain(complaint);
  };
  if (native && transform.string?.type === 'Join') return nativeJoin(flow, told);
  const next = abstractly(flow, transform, told);
  if (flow.samples.length === 0) return next;
  const samples: Sample[] = [];
  for (const sample of flow.samples) {
    const value = attempt(transform, sample);
    if (value instanceof Failure) {
      if (complaints === 0) told(refusal(transform, sample, value));
    } else samples.push({ from: sample.from, value });
  }
  if (flow.closed) return { ...flowOf(samples), closed: samples.length === flow.samples.length };
  return next.closed ? next : { ...next, samples };
}

function nativeJoin(flow: Flow, complain: Complain): Flow {
  joins(flow, '', complain);
  return TEXT;
}

function attempt(transform: Transform, { value }: Sample): unknown {
  try {
    return resolveTransforms([transform], value);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function refusal({ type = '' }: Transform, sample: Sample, { message }: Failure): Complaint {
  const why = message.replace(
    /^transform at index 0 returned error: (\w+ transform could not resolve: )?/,
    '',
  );
  const hint = type === 'map' ? `add ${showSample(sample)} to the map` : undefined;
  return {
    message: `fails for ${showSample(sample)}: ${why}`,
    ...(hint !== undefined && { hint }),
  };
}

function abstractly(flow: Flow, transform: Transform, complain: Complain): Flow {
  const { type, math, map, match, string, convert } = transform;
  if (type === 'math' && math) {
    expectTypes(flow, 'a math transform', ['int64', 'float64'], complain);
    const numbers: readonly GoType[] = ['float64', 'int64'];
    const types = numbers.filter(
      (type) =>
        !flow.types || flow.types.includes(type) || (type === 'int64' && math.type !== 'Multiply'),
    );
    return { ...UNKNOWN, types, whole: flow.whole };
  }
  if (type === 'map' && map) {
    expectTypes(flow, 'a map transform', ['string'], complain);
    for (const [key, value] of Object.entries(map)) {
      if (value === null)
        complain({ message: `maps '${key}' to null, which fails`, hint: 'write a value' });
    }
    return flowOf(Object.entries(map).map(([from, value]) => ({ from, value })));
  }
  if (type === 'match' && match) return matchFlow(flow, match, complain);
  if (type === 'string' && string) return stringFlow(flow, string, complain);
  if (type === 'convert' && convert) return convertFlow(flow, convert, complain);
  return UNKNOWN;
}

function matchFlow(flow: Flow, match: MatchTransform, complain: Complain): Flow {
  expectTypes(flow, 'a match transform', ['string'], complain);
  const { patterns = [], fallbackTo, fallbackValue = null } = match;
  patterns.forEach(({ type = '' }, i) => {
    if (type === '') {
      complain({
        message: `has pattern ${i} without a type, which fails`,
        hint: "write 'type: literal'",
      });
    }
  });
  const samples = patterns.map(({ literal, regexp, result = null }) => ({
    from: literal ?? regexp ?? '',
    value: result,
  }));
  if (fallbackTo !== 'Input') {
    return flowOf([...samples, { from: 'anything else', value: fallbackValue }]);
  }
  if (fallbackValue !== null) {
    complain({
      message: 'has a fallbackValue beside fallbackTo: Input, which fails',
      hint: 'remove one',
    });
  }
  const results = flowOf(samples);
  const types = [...new Set<GoType>(['string', ...(results.types ?? [])])];
  return { ...results, types, closed: false };
}

function convertFlow(flow: Flow, convert: ConvertTransform, complain: Complain): Flow {
  const { toType = '', format = 'none' } = convert;
  const to = (toType === 'int' ? 'int64' : toType) as GoType;
  const refused = (flow.types ?? []).filter((type) => !isConvertible(type, convert));
  if (refused.length > 0) {
    const how = format === 'none' ? '' : ` with format ${format}`;
    const all = refused.length === flow.types?.length;
    complain({
      message: `${all ? 'is given' : 'may be given'} ${describeTypes(refused)}, which has no conversion to ${toType}${how}`,
      ...(!all && { severity: 'warning' }),
    });
  }
  const whole = to === 'int64' || (flow.types ?? []).every((type) => type === 'bool');
  return { ...UNKNOWN, types: [to], whole, small: flow.small };
}

/** Complains where values are not of the types that `what` takes. */
export function expectTypes(
  { types }: Flow,
  what: string,
  taken: readonly GoType[],
  complain: Complain,
): void {
  const others = types?.filter((type) => !taken.includes(type)) ?? [];
  if (others.length === 0) return;
  const all = others.length === types?.length;
  const hint = taken.includes('string')
    ? 'put { type: convert, convert: { toType: string } } before it'
    : 'put { type: convert, convert: { toType: float64 } } before it';
  const convertible = others.every((type) => type !== 'object' && type !== 'array');
  complain({
    message: `${all ? 'is given' : 'may be given'} ${describeTypes(others)}, and ${what} takes ${describeTypes(taken)}`,
    ...(convertible && { hint }),
    ...(!all && { severity: 'warning' }),
  });
}
