import type { KindSchema } from '../../schema';
import { Failure } from '../failure';
import { parseFieldPath } from '../field-path';
import { healthOf, isNeverReady } from '../health';
import type { ReadinessCheck } from '../patch-and-transform/input';
import { ANYTHING, articled, fieldsOf, rootOf, typesOf, walk, type Place } from '../schema/place';
import type { Report } from './patch';
import type { PlacedTemplate } from './read-input';

/** What the pipeline does about readiness, beside function-patch-and-transform. */
export interface ReadinessOfPipeline {
  /** The step behind it that runs function-auto-ready. */
  readonly autoReady?: string;
  /** Whether a step behind it runs a function of which nothing is known: it may say what is ready. */
  readonly unknownBehind: boolean;
  /** Whether Crossplane 1 checks itself: numbers without fraction are integers then. */
  readonly native?: true;
}

/** Whether nobody ever writes a condition to the kind, so that only `None` makes it ready. */
function lacksConditions(kind: string, schema: KindSchema | undefined): boolean {
  if (isNeverReady(kind)) return true;
  if (!schema) return false;
  const status = fieldsOf(rootOf(schema)).get('status');
  if (!status) return true;
  return 'fault' in walk(status, ['conditions']);
}

/** Checks what makes a resource ready: fields and types of its checks, and whether anything can. */
export function checkReadiness(
  { template, pointer }: PlacedTemplate,
  type: { readonly apiVersion: string; readonly kind: string },
  schema: KindSchema | undefined,
  pipeline: ReadinessOfPipeline,
  report: Report,
): void {
  const { readinessChecks: checks = [] } = template;
  const place = schema ? rootOf(schema) : ANYTHING;
  checks.forEach((check, i) => {
    checkOne(check, `${pointer}/readinessChecks/${i}`, place, pipeline.native, report);
  });
  if (pipeline.unknownBehind) return;
  const { apiVersion, kind } = type;
  const auto = pipeline.autoReady;
  const health = auto === undefined ? undefined : healthOf(apiVersion, kind);
  const byHeart = health !== undefined;
  const conditionless = lacksConditions(kind, schema);
  if (checks.length === 0 && conditionless && !byHeart) {
    report({
      rule: 'composition-never-ready',
      pointer,
      message: `never becomes ready, nor the XR with it: nobody gives a ${kind} the condition Ready`,
      hint: 'write readinessChecks: [{ type: None }]',
    });
  }
  if (auto === undefined || checks.length === 0 || checks.every(saysNoMore(byHeart, conditionless)))
    return;
  const when =
    health === 'exists'
      ? 'as soon as it exists'
      : byHeart
        ? `by what it knows of a ${kind}`
        : 'once its condition Ready is true';
  report({
    rule: 'composition-never-ready',
    pointer: `${pointer}/readinessChecks`,
    message: `is overruled by step '${auto}': while a check fails, function-auto-ready calls the resource ready ${when}`,
    hint: `check the condition Ready, or take step '${auto}' out and give every resource its checks`,
    severity: 'warning',
  });
}

/** Checks that say no less than function-auto-ready does. */
function saysNoMore(byHeart: boolean, conditionless: boolean) {
  return ({ type, matchCondition }: ReadinessCheck): boolean => {
    if (type === 'None') return true;
    if (byHeart) return false;
    if (conditionless) return true;
    return (
      type === 'MatchCondition' &&
      matchCondition?.type === 'Ready' &&
      matchCondition.status === 'True'
    );
  };
}

const WANTED: Readonly<Record<string, readonly string[]>> = {
  MatchString: ['string'],
  MatchTrue: ['boolean'],
  MatchFalse: ['boolean'],
  MatchInteger: ['integer', 'number'],
};

function checkOne(
  check: ReadinessCheck,
  pointer: string,
  place: Place,
  native: true | undefined,
  report: Report,
): void {
  const { type = '', fieldPath = '', matchString, matchCondition } = check;
  if (type === 'MatchInteger' && !native) {
    const message =
      'never passes: every number reaches the function as a float64, and it takes an int64';
    const hint = 'check a text, a boolean or a condition';
    report({ rule: 'composition-never-ready', pointer, message, hint });
    return;
  }
  if (type === 'MatchCondition') {
    // That Crossplane 1 fails there is told with the rest of what it refuses.
    if (!matchCondition && !native) {
      const message = 'has no matchCondition, at which the function crashes';
      report({
        rule: 'composition-never-ready',
        pointer,
        message,
        hint: 'write matchCondition: { type, status }',
      });
    }
    return;
  }
  if (type === 'None') return;
  const found = fieldAt(place, fieldPath);
  if (typeof found === 'string' || 'fault' in found) {
    const message = typeof found === 'string' ? found : `is ${fieldPath}, and ${found.fault}`;
    const hint = typeof found === 'string' ? undefined : found.hint;
    report({
      rule: 'composition-path-unknown',
      pointer: `${pointer}/fieldPath`,
      message,
      ...(hint !== undefined && { hint }),
    });
    return;
  }
  const types = typesOf(found);
  const wanted = WANTED[type];
  if (types && wanted && !wanted.some((each) => types.includes(each))) {
    const message = `never passes: ${fieldPath} is ${articled(types)}, and ${type} takes ${articled(wanted)}`;
    report({ rule: 'composition-never-ready', pointer, message });
    return;
  }
  const values: unknown = found.node.enum;
  if (type !== 'MatchString' || !Array.isArray(values) || values.includes(matchString)) return;
  const message = `never passes: ${fieldPath} is one of ${values.join(', ')}, never '${matchString ?? ''}'`;
  report({ rule: 'composition-never-ready', pointer: `${pointer}/matchString`, message });
}

/** Where a path leads, or what is wrong with its syntax. */
export function fieldAt(place: Place, path: string): ReturnType<typeof walk> | string {
  try {
    return walk(place, parseFieldPath(path));
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}
