import { CompositionError } from './errors';
import { formatFieldPath } from './field-path';
import { READS, type FromComposed, type Ref, type Reference } from './reference';
import { describe, fieldReading } from './references';

/** A check as function-patch-and-transform decodes it, made by {@link ReadinessChecks}. */
export interface ReadinessCheck {
  readonly type:
    'None' | 'MatchString' | 'MatchTrue' | 'MatchFalse' | 'NonEmpty' | 'MatchCondition';
  readonly fieldPath?: string;
  readonly matchString?: string;
  readonly matchCondition?: { readonly type: string; readonly status: string };
}

/** One condition of the resource: `{ condition: 'Synced' }`. */
export interface ConditionCheck<S = unknown> {
  readonly condition: ConditionOf<S>;
  /** Default: `True`. */
  readonly status?: 'True' | 'False' | 'Unknown';
}

/** The types of conditions that kind says it has, else any text. */
type ConditionOf<S> = S extends {
  readonly conditions?: readonly { readonly type: infer T extends string }[];
}
  ? T
  : string;

/** The resource as it is observed. */
export interface Observed<S> {
  readonly status: Ref<S, FromComposed>;
}

/** What a check may look at; a resource is ready once all of its checks pass. */
export interface ReadinessChecks {
  /**
   * The field is this text. There is no such check for numbers: the function compares an int64 with
   * the float64 that it reads, so it would never pass.
   */
  matches(field: Reference<string, FromComposed>, text: string): ReadinessCheck;
  isTrue(field: Reference<boolean, FromComposed>): ReadinessCheck;
  isFalse(field: Reference<boolean, FromComposed>): ReadinessCheck;
  /** The field is there. */
  exists(field: Reference<unknown, FromComposed>): ReadinessCheck;
  /** Default of `status`: `True`. */
  condition(type: string, status?: 'True' | 'False' | 'Unknown'): ReadinessCheck;
}

/**
 * What makes a resource ready: `'none'`, that it exists; a condition; or checks of its fields:
 * `({ status }, check) => check.matches(status.atProvider.status, 'ACTIVE')`.
 */
export type Readiness<S> =
  | 'none'
  | ConditionCheck<S>
  | ((resource: Observed<S>, check: ReadinessChecks) => ReadinessCheck | readonly ReadinessCheck[]);

/** The checks of one resource, compiled. */
export function compileReadiness(
  readiness: Readiness<never>,
  resource: Observed<never>,
  name: string,
): readonly ReadinessCheck[] {
  if (readiness === 'none') return [{ type: 'None' }];
  if (typeof readiness !== 'function') {
    return [checksOf(name).condition(readiness.condition, readiness.status)];
  }
  const checks = readiness(resource, checksOf(name));
  const list = (Array.isArray(checks) ? checks : [checks]) as readonly ReadinessCheck[];
  if (list.length > 0) return list;
  throw invalid(name, 'is given no check', "return one, or write readiness: 'none'");
}

/** Whether the checks say no more than what is looked at anyway, the condition `Ready`. */
export function isOrdinary(checks: readonly ReadinessCheck[]): boolean {
  return checks.every(
    ({ type, matchCondition }) =>
      type === 'None' || (matchCondition?.type === 'Ready' && matchCondition.status === 'True'),
  );
}

function checksOf(name: string): ReadinessChecks {
  const path = (field: Reference<unknown, FromComposed>) => fieldPath(field, name);
  return {
    matches(field, text) {
      const fieldPath = path(field);
      if (typeof text === 'string') return { type: 'MatchString', fieldPath, matchString: text };
      throw invalid(
        name,
        `compares ${fieldPath} with ${JSON.stringify(text)}: every number is a float64 to the function, and its integer check takes none`,
        'compare a field that is text, or a condition',
      );
    },
    isTrue: (field) => ({ type: 'MatchTrue', fieldPath: path(field) }),
    isFalse: (field) => ({ type: 'MatchFalse', fieldPath: path(field) }),
    exists: (field) => ({ type: 'NonEmpty', fieldPath: path(field) }),
    condition: (type, status = 'True') => ({
      type: 'MatchCondition',
      matchCondition: { type, status },
    }),
  };
}

function fieldPath(field: Reference<unknown, FromComposed>, name: string): string {
  const reading = fieldReading(field, `the readiness of resource '${name}'`);
  if (reading.transforms.length > 0) {
    throw invalid(name, `transforms ${describe(reading)}`, 'compare the field as it is');
  }
  if (reading.resource === name) return formatFieldPath(reading.path);
  throw invalid(name, `looks at ${describe(field[READS])}`, 'look at the resource itself');
}

function invalid(name: string, what: string, hint: string): CompositionError {
  return new CompositionError(
    'COMPOSITION_READINESS',
    `the readiness of resource '${name}' ${what}`,
    hint,
  );
}
