import { Failure } from '../failure';
import { toValidJson } from '../json';
import { violationsOf } from '../schema/check-value';
import { articled, elementOf, fieldsOf, restOf, typesOf, type Place } from '../schema/place';
import type { Complain } from './complaint';
import { describeTypes, showSample, type Flow, type GoType } from './value';

/** Beyond this depth objects are taken to fit: schemas may contain themselves. */
const DEPTH = 6;

/**
 * Complains where the values that arrive are none that the target takes: their type, each value that
 * is known to occur, and the shape of whole objects and lists.
 *
 * @param wary Whether a number may have a fraction where its schema does not exclude it. Providers
 *   declare all numbers as `number`; authors of XRDs mean it.
 */
export function checkTarget(flow: Flow, target: Place, wary: boolean, complain: Complain): void {
  const taken = typesOf(target);
  if (!taken || !flow.types) return;
  const refused = flow.types.filter((type) => !fits(type, taken));
  if (refused.length > 0) {
    const all = refused.length === flow.types.length;
    complain({
      message: `${all ? 'is' : 'may be'} ${describeTypes(refused)}, and the target takes ${articled(taken)}`,
      hint: repairOf(refused, taken),
      ...(!all && { severity: 'warning' }),
    });
    return;
  }
  const fraction = flow.types.includes('float64') && !flow.whole && !taken.includes('number');
  if (fraction && taken.includes('integer') && wary && !flow.closed) {
    complain({
      message: 'may have a fraction, and the target takes an integer',
      hint: 'declare the field as an integer',
      severity: 'warning',
    });
  }
  checkSamples(flow, target, complain);
  if (flow.place) checkShape(flow.place, target, '', complain, DEPTH);
}

function fits(type: GoType, taken: readonly string[]): boolean {
  switch (type) {
    case 'string':
    case 'object':
    case 'array':
      return taken.includes(type);
    case 'bool':
      return taken.includes('boolean');
    case 'int64':
      return taken.includes('integer') || taken.includes('number');
    default:
      // A number without fraction is an integer by the time it is sent.
      return taken.includes('number') || taken.includes('integer');
  }
}

function repairOf(refused: readonly GoType[], taken: readonly string[]): string {
  const scalar = refused.every((type) => type !== 'object' && type !== 'array');
  const [to = ''] = taken;
  const type = { string: 'string', integer: 'int64', number: 'float64', boolean: 'bool' }[to];
  if (!scalar || type === undefined) return 'patch a field of the same type';
  return `add a transform: { type: convert, convert: { toType: ${type} } }`;
}

function checkSamples({ samples, place }: Flow, target: Place, complain: Complain): void {
  if (isBare(target)) return;
  const wrong = samples.flatMap((sample) => {
    const value = jsonOf(sample.value);
    if (value === undefined) return [];
    const [violation] = violationsOf(target, value);
    return violation ? [{ sample, message: violation.message, hint: violation.hint }] : [];
  });
  const [first] = wrong;
  if (!first) return;
  const more = wrong.length > 1 ? ` (and for ${wrong.length - 1} more)` : '';
  const result = place ? '' : `for ${showSample(first.sample)}${more} `;
  complain({
    message: `${result}${first.message}${place ? more : ''}`,
    ...(first.hint !== undefined && { hint: first.hint }),
  });
}

/** Whether a place says no more than its scalar type, which has been looked at, of what may stand there. */
function isBare({ node }: Place): boolean {
  const { type, ...more } = node;
  const isScalar = type === 'string' || type === 'boolean' || type === 'number';
  return isScalar && Object.keys(more).length === 0;
}

function jsonOf(value: unknown): unknown {
  try {
    return toValidJson(value);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** Tells of the first field below which types part, or which the target does not have. */
function checkShape(
  from: Place,
  to: Place,
  at: string,
  complain: Complain,
  depth: number,
): boolean {
  const [given, taken] = [typesOf(from), typesOf(to)];
  if (depth === 0 || !given || !taken) return true;
  if (at !== '' && !given.some((type) => overlaps(type, taken))) {
    complain({
      message: `has ${articled(given)} at ${at}, and the target takes ${articled(taken)} there`,
    });
    return false;
  }
  if (given.includes('array') && taken.includes('array')) {
    return checkShape(elementOf(from), elementOf(to), `${at}[*]`, complain, depth - 1);
  }
  if (!given.includes('object') || !taken.includes('object')) return true;
  const fields = fieldsOf(to);
  const others = restOf(to);
  for (const [name, place] of fieldsOf(from)) {
    const path = at === '' ? name : `${at}.${name}`;
    const next = fields.get(name) ?? others;
    if (!next) {
      complain({
        message: `has a field ${path}, which the target does not have`,
        hint: 'declare it in the target, or patch the fields one by one',
        severity: 'warning',
      });
      return false;
    }
    if (!checkShape(place, next, path, complain, depth - 1)) return false;
  }
  const rest = restOf(from);
  if (!rest || !typesOf(rest)) return true;
  if (!others) {
    complain({
      message: `is a map${at === '' ? '' : ` at ${at}`}, and the target has no fields but its own there`,
      hint: 'patch the keys one by one',
      severity: 'warning',
    });
    return false;
  }
  return checkShape(rest, others, at === '' ? '[*]' : `${at}[*]`, complain, depth - 1);
}

function overlaps(type: string, taken: readonly string[]): boolean {
  const number = (name: string) => name === 'integer' || name === 'number';
  return taken.includes(type) || (number(type) && taken.some(number));
}
