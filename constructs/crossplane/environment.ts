import type { Static, TSchema } from '@sinclair/typebox';
import type { Immutable } from './author';
import type { EnvironmentConfigSource, EnvironmentFacts } from './environment-facts';
import { CompositionError } from './errors';
import { formatFieldPath } from './field-path';
import { OWN_KEYS } from './flow';
import {
  isReference,
  type FromComposite,
  type FromEnvironment,
  type Ref,
  type Reference,
} from './reference';
import { describe, fieldReading, referTo } from './references';
import { toStructural } from './to-structural';

export interface EnvironmentOptions {
  /**
   * EnvironmentConfigs, merged in this order: names, constructs, or selectors. `[]`: steps in `before`
   * fill the environment.
   */
  readonly from: EnvironmentSource | readonly EnvironmentSource[];
  /** Whether a config that is named may be missing; else the pipeline stops. Default: false. */
  readonly optional?: boolean;
}

/** `eu-west-1`, an EnvironmentConfig, or labels. */
export type EnvironmentSource = string | { readonly name: string } | EnvironmentSelector;

export interface EnvironmentSelector {
  /** Constants, or fields of the composite: `{ region: xr.spec.region }`. */
  readonly matchLabels: Readonly<Record<string, string | Reference<string, FromComposite>>>;
  /** `Single` needs exactly one config. Default: `Single`. */
  readonly mode?: 'Single' | 'Multiple';
  /** Of `Multiple`: the pipeline stops below it. Default: 0. */
  readonly minMatch?: number;
  /** Of `Multiple`: how many of them, the first by order, are taken. Default: all. */
  readonly maxMatch?: number;
  /** Of `Multiple`: a path in the configs that their order goes by. Default: `metadata.name`. */
  readonly sortByFieldPath?: string;
  /** Where in the environment their data goes, as a key of the schema. Default: its root. */
  readonly to?: string;
}

/**
 * Values of the environment that a composition runs in, such as the subnets of its region, typed by a
 * schema and read like fields of the composite:
 *
 * ```ts
 * const env = environment(Type.Object({ vpcId: Type.String() }), {
 *   from: { matchLabels: { region: xr.spec.region } },
 * });
 * add('group', ec2.SecurityGroup, { spec: { forProvider: { vpcId: env.vpcId } } });
 * ```
 *
 * A composition that reads one gets the step of function-environment-configs. What the schema requires
 * and the configs lack holds the resource back that reads it; defaults of the schema stand in.
 *
 * @throws {CompositionError} `COMPOSITION_INVALID` for a source that selects nothing.
 */
export function environment<S extends TSchema>(
  schema: S,
  options: EnvironmentOptions,
): Ref<Immutable<Static<S>>, FromEnvironment> {
  const structural = toStructural(schema, 'environment');
  const taken = Object.values(OWN_KEYS).find((key) => structural.properties?.[key]);
  if (taken !== undefined) throw invalid(`has a field '${taken}', which is ours`, 'rename it');
  if (structural.type !== 'object') throw invalid('is no object', 'write Type.Object({ … })');
  const { from, optional = false } = options;
  const sources = (Array.isArray(from) ? from : [from]) as readonly EnvironmentSource[];
  const facts: EnvironmentFacts = {
    schema: structural,
    sources: sources.map((source) => toSource(source)),
    isOptional: optional,
  };
  return referTo({ environment: facts, path: [], schema: structural, transforms: [] }) as never;
}

function toSource(source: EnvironmentSource): EnvironmentConfigSource {
  if (typeof source === 'string') return { type: 'Reference', ref: { name: source } };
  if (!('matchLabels' in source)) return { type: 'Reference', ref: { name: source.name } };
  const { matchLabels, to, ...selector } = source;
  const labels = Object.entries(matchLabels);
  if (labels.length === 0) throw invalid('selects by no label', 'write matchLabels, or a name');
  return {
    type: 'Selector',
    selector: { mode: 'Single', ...selector, matchLabels: labels.map(toLabel) },
    ...(to !== undefined && { toFieldPath: formatFieldPath([to]) }),
  };
}

function toLabel([key, value]: readonly [string, string | Reference<string>]): object {
  if (!isReference(value)) return { key, type: 'Value', value };
  const reading = fieldReading(value as Reference<unknown>, `label '${key}' of an environment`);
  const { resource, environment: other, path, policy, transforms } = reading;
  if (resource !== undefined || other !== undefined || transforms.length > 0) {
    throw invalid(
      `is selected by ${describe(reading)}, and a label is a field of the composite as it is`,
      'write a field of xr',
    );
  }
  return {
    key,
    type: 'FromCompositeFieldPath',
    valueFromFieldPath: formatFieldPath(path),
    ...(policy === 'Optional' && { fromFieldPathPolicy: 'Optional' }),
  };
}

function invalid(what: string, hint: string): CompositionError {
  return new CompositionError('COMPOSITION_INVALID', `an environment ${what}`, hint);
}
