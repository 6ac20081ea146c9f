import type { StructuralSchema } from './structural';

/** One source of EnvironmentConfigs, as function-environment-configs reads it. */
export interface EnvironmentConfigSource {
  readonly type: 'Reference' | 'Selector';
  readonly ref?: { readonly name: string };
  readonly selector?: object;
  readonly toFieldPath?: string;
}

/** An environment as it was declared. */
export interface EnvironmentFacts {
  readonly schema: StructuralSchema;
  readonly sources: readonly EnvironmentConfigSource[];
  /** Whether a config that is named may be missing. */
  readonly isOptional: boolean;
}

/** The input of function-environment-configs; `undefined` where other steps fill the environment. */
export function environmentConfigsInput(facts: EnvironmentFacts): object | undefined {
  const { schema, sources, isOptional } = facts;
  const defaultData = defaultsOf({ ...schema, default: {} }) as object;
  const hasDefaults = Object.keys(defaultData).length > 0;
  if (sources.length === 0 && !hasDefaults) return undefined;
  return {
    apiVersion: 'environmentconfigs.fn.crossplane.io/v1beta1',
    kind: 'Input',
    spec: {
      ...(hasDefaults && { defaultData }),
      ...(sources.length > 0 && { environmentConfigs: sources }),
      ...(isOptional && { policy: { resolution: 'Optional' } }),
    },
  };
}

function defaultsOf({ default: own, properties }: StructuralSchema): unknown {
  if (typeof own !== 'object' || own === null || Array.isArray(own) || !properties) return own;
  const inside = Object.entries(properties)
    .filter(([name]) => !(name in own))
    .map(([name, node]) => [name, defaultsOf(node)] as const);
  return { ...own, ...Object.fromEntries(inside.filter(([, value]) => value !== undefined)) };
}
