import { Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { EksCluster, EncryptionKey, Network } from '../../../constructs/aws';
import { findKind } from '../../../imports/schemas';
import type { Manifest } from '../../../lib/core';
import {
  renderComposite,
  untilReady,
  type CompositeRendering,
  type UntilReadyOptions,
} from '../../../lib/testing';
import { compile } from '../../../lib/schema';

const XRS = [EncryptionKey, Network, EksCluster].map(({ resource }) => resource);

const TIME = '2024-01-01T00:00:00Z';
const NAME = 'crossplane.io/composition-resource-name';

/** What a platform ships for one kind of XR. */
export interface Shipped {
  readonly definition: (scope: Construct) => Construct;
  readonly composition: (scope: Construct) => Construct;
}

/** Renders XRs of a kind, in the stages that they go through. */
export function stagesOf({ definition, composition }: Shipped) {
  const chart = new Chart(Testing.app({ outdir: 'unused' }), 'platform');
  const source = composition(chart);
  const options = { definition: definition(chart) };
  return {
    /** Until it is ready, the provider making everything. */
    create: (xr: Manifest, provides: UntilReadyOptions['provides'] = {}) =>
      untilReady(source, xr, { ...options, provides }).map(valid),
    /** At first, when nothing exists. */
    fresh: (xr: Manifest, required: readonly Manifest[] = []) =>
      valid(renderComposite(source, xr, { ...options, required })),
    /** Once more, on what is there, with some statuses changed. */
    again: (
      xr: Manifest,
      before: CompositeRendering,
      statuses: Readonly<Record<string, object>> = {},
      required: readonly Manifest[] = [],
    ): CompositeRendering => {
      const observed = before.composed.map((resource) => ({
        ...resource,
        status: statuses[nameOf(resource)] ?? conditions({ Synced: true, Ready: true }),
      }));
      const current = { ...xr, status: before.xr['status'] };
      return valid(renderComposite(source, current, { ...options, observed, required }));
    },
  };
}

/** Everything composed, in whatever stage, is what the shipped schemas of its kind take. */
function valid(stage: CompositeRendering): CompositeRendering {
  for (const resource of stage.composed) {
    const problems = problemsOf(resource);
    expect({ resource: nameOf(resource), problems }).toEqual({
      resource: nameOf(resource),
      problems: [],
    });
  }
  return stage;
}

function problemsOf(resource: Manifest): readonly unknown[] {
  const own = XRS.find(({ composite }) => composite.kind === resource.kind);
  const [version] = own?.composite.versions ?? [];
  // The API server fills in defaults before it validates; our XRs have them for what is optional.
  if (version) {
    const { crossplane: _machinery, ...spec } = resource['spec'] as Record<string, unknown>;
    return compile({ shapes: [] }, version.spec)(spec);
  }
  const found = findKind(resource.apiVersion, resource.kind);
  if (!found) throw new Error(`no schema of ${resource.kind}`);
  return compile(found.table, found.facts.root)(resource);
}

export function conditions(all: Readonly<Record<string, boolean>>) {
  return {
    conditions: Object.entries(all).map(([type, is]) => ({
      type,
      status: is ? 'True' : 'False',
      reason: is ? 'Available' : 'ReconcileError',
      lastTransitionTime: TIME,
    })),
  };
}

/** The composed resource of that name in the composition. */
export function composedOf({ composed }: CompositeRendering, name: string): Manifest {
  const found = composed.find((resource) => nameOf(resource) === name);
  if (!found) throw new Error(`nothing composed as ${name}: ${composed.map(nameOf).join()}`);
  return found;
}

export function nameOf(resource: Manifest): string {
  return resource.metadata.annotations?.[NAME] ?? '';
}

/** `Available`, or `Creating: Unready resources: …`. */
export function readiness({ xr }: CompositeRendering): string {
  const all = (xr['status'] as { conditions: readonly Record<string, string>[] }).conditions;
  const ready = all.find(({ type }) => type === 'Ready');
  return [ready?.['reason'], ready?.['message']].filter(Boolean).join(': ');
}
