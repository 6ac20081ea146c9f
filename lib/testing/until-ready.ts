import { isDeepStrictEqual } from 'node:util';
import { valueAt, type Manifest } from '../core';
import {
  CompositeTestError,
  renderComposite,
  sourcesOf,
  type CompositeRendering,
  type RenderCompositeOptions,
  type CompositeSource,
} from './render-composite';

const RESOURCE_NAME = 'crossplane.io/composition-resource-name';
const DEFAULT_STAGES = 10;
const TIME = '2024-01-01T00:00:00Z';

/** What the provider writes: a status, or one made of the resource as it was applied. */
export type Provided =
  Readonly<Record<string, unknown>> | ((resource: Manifest) => Readonly<Record<string, unknown>>);

export interface UntilReadyOptions extends Omit<RenderCompositeOptions, 'observed'> {
  /**
   * What the status of composed resources becomes once they exist, by their names in the composition.
   * Default of each: the conditions `Synced` and `Ready` are true; a status given here is beside them,
   * unless it has conditions of its own.
   */
  readonly provides?: Readonly<Record<string, Provided>>;
  /** How many reconciliations to try. Default 10. */
  readonly stages?: number;
}

/**
 * What an XR goes through until it is ready: each stage is what Crossplane applies, and before the next
 * the provider has made what was applied and written its status.
 *
 * ```ts
 * const stages = untilReady(composition, xr, {
 *   provides: { instance: { atProvider: { endpoint: 'db.example.org:5432' } } },
 * });
 * expect(stages.map(({ composed }) => composed.length)).toEqual([4, 5]);
 * ```
 *
 * @throws {CompositeTestError} `COMPOSITE_NEVER_READY` where a stage is like the one before and the XR
 *   is not ready, with what it waits for.
 */
export function untilReady(
  composition: CompositeSource,
  xr: CompositeSource,
  { provides = {}, stages: most = DEFAULT_STAGES, ...options }: UntilReadyOptions = {},
): readonly CompositeRendering[] {
  const sources = sourcesOf(composition, xr, options);
  const definition = sources.definition?.manifest;
  const stages: CompositeRendering[] = [];
  let current = sources.xr.manifest;
  let observed: readonly Manifest[] = [];
  for (;;) {
    const stage = renderComposite(sources.composition.manifest, current, {
      ...options,
      definition,
      observed,
    });
    const before = stages.at(-1);
    stages.push(stage);
    if (readyOf(stage.xr)?.['status'] === 'True') return stages;
    if (stages.length >= most || (before && isDeepStrictEqual(before, stage))) {
      throw neverReady(stage, stages.length);
    }
    current = { ...sources.xr.manifest, status: stage.xr['status'] };
    observed = stage.composed.map((resource) => provided(resource, provides));
  }
}

function provided(resource: Manifest, provides: NonNullable<UntilReadyOptions['provides']>) {
  const given = provides[resource.metadata.annotations?.[RESOURCE_NAME] ?? ''] ?? {};
  const status = typeof given === 'function' ? given(resource) : given;
  const condition = (type: string, reason: string) => {
    return { type, status: 'True', reason, lastTransitionTime: TIME };
  };
  const conditions = [condition('Synced', 'ReconcileSuccess'), condition('Ready', 'Available')];
  return { ...resource, status: { conditions, ...status } };
}

function readyOf(xr: Manifest): Readonly<Record<string, unknown>> | undefined {
  const conditions = valueAt(xr, '/status/conditions');
  const all = (Array.isArray(conditions) ? conditions : []) as Record<string, unknown>[];
  return all.find(({ type }) => type === 'Ready');
}

function neverReady({ xr, events }: CompositeRendering, stages: number): CompositeTestError {
  const waits = String(readyOf(xr)?.['message'] ?? 'a function says that it is not ready');
  const warnings = events.filter((event) => event.startsWith('Warning'));
  return new CompositeTestError(
    'COMPOSITE_NEVER_READY',
    [`the XR is not ready after ${stages} stages: ${waits}`, ...warnings].join('; '),
    'give by `provides` the status that the resources wait for',
  );
}
