import { groupOf, nearest, valueAt, type Manifest } from '../../core';
import {
  namespaceIn,
  scalePathOf,
  scaleTargetOf,
  targetsIn,
  type DriftFacts,
  type ScaleTarget,
} from '../../drift';
import { textAt } from '../applications';
import { driftFacts } from '../claims';
import type { Context } from '../context';
import { ownersOf } from '../owners';
import { rule, type Finding } from '../rule';

const POINTER = '/spec/scaleTargetRef';

export const scaleTargetUnclear = rule({
  id: 'scale-target-unclear',
  category: 'drift',
  number: 'DRIFT002',
  severity: 'warning',
  summary: 'An autoscaler names a kind whose scale path is known, with its API version.',
  hint: 'add the CRD of that kind to the input, or pass its folder with --crds',
  source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',

  *check(set, context) {
    const facts = driftFacts(context);
    for (const at of set.ofKind('autoscaling', 'HorizontalPodAutoscaler')) {
      const kind = textAt(at, `${POINTER}/kind`);
      if (!kind || textAt(at, `${POINTER}/apiVersion`)) continue;
      const message = `names ${kind} without apiVersion, so the autoscaler looks for it in the core group`;
      const hint = `write the apiVersion of ${kind}, such as apps/v1`;
      yield { at, pointer: POINTER, message, hint };
    }
    const scalers = [
      ...set.ofKind('autoscaling', 'HorizontalPodAutoscaler'),
      ...set.ofKind('keda.sh', 'ScaledObject'),
    ];
    for (const at of scalers) {
      const target = scaleTargetOf(at, at.kind === 'ScaledObject' ? KEDA : {}, facts);
      const found = faultOf(at, target, context, facts);
      if (found) yield { at, pointer: POINTER, ...found };
    }
    for (const at of set.ofKind('argoproj.io', 'Rollout')) {
      if (textAt(at, '/spec/workloadRef/kind') !== 'Rollout') continue;
      const message =
        'is a Rollout, which takes its own template from elsewhere: references in a circle';
      const hint = 'refer to a Deployment, or write the template here';
      yield { at, pointer: '/spec/workloadRef', message, hint };
    }
  },
});

const KEDA = { apiVersion: 'apps/v1', kind: 'Deployment' };
const SCALERS = new Set(['HorizontalPodAutoscaler', 'ScaledObject', 'VerticalPodAutoscaler']);

type Fault = Pick<Finding, 'message' | 'hint' | 'severity'>;

function faultOf(
  at: Manifest,
  target: ScaleTarget | undefined,
  context: Context,
  facts: DriftFacts,
): Fault | undefined {
  if (!target) return namesNothing(at);
  const { kind, name } = target.key;
  if (SCALERS.has(kind)) {
    const message = `is ${kind} '${name}', itself an autoscaler, which cannot be scaled`;
    return { message, hint: 'name the workload that it scales', severity: 'error' };
  }
  if (!scalePathOf({ ...target, kind }, context.set, facts)) {
    return {
      message: `is ${target.apiVersion} ${kind}, of which nobody here knows the field that is scaled: no ignore rule is derived for it`,
    };
  }
  return missingFrom(at, target, context, facts);
}

function namesNothing(at: Manifest): Fault | undefined {
  if (textAt(at, `${POINTER}/name`) && textAt(at, `${POINTER}/kind`)) return undefined;
  const given = valueAt(at, POINTER);
  const is = given === undefined ? 'is missing' : 'names no object';
  return { message: `${is}, so nothing is scaled`, hint: 'write apiVersion, kind and name' };
}

/**
 * A target that is elsewhere is nobody's business, unless one here has nearly its name, or an
 * Application delivers the scaler from this folder alone.
 */
function missingFrom(
  at: Manifest,
  { key }: ScaleTarget,
  context: Context,
  facts: DriftFacts,
): Fault | undefined {
  const { set } = context;
  if (targetsIn(set, at, key, facts).length > 0) return undefined;
  const others = set.ofKind(key.group, key.kind);
  const elsewhere = set.named(key.group, key.kind, key.name);
  const [other] = elsewhere;
  if (other && !key.name.includes('{{')) {
    return {
      message: `is ${key.kind} '${key.name}' of ${where(key.namespace)}, but the one here is in ${where(namespaceIn(other, facts))}`,
      hint: 'put both into one namespace: an autoscaler sees no other',
    };
  }
  const names = others
    .filter((one) => groupOf(one) === key.group && namespaceIn(one, facts) === key.namespace)
    .flatMap(({ metadata }) => (typeof metadata.name === 'string' ? [metadata.name] : []));
  const meant = nearest(key.name, names);
  const message = `is ${key.kind} '${key.name}', which is not here`;
  if (meant !== undefined) return { message, hint: `did you mean '${meant}'?` };
  if (key.name.includes('{{') || !isAllHere(at, context)) return undefined;
  return {
    message: `${message}: whether Git sets what is scaled cannot be told`,
    hint: 'add its manifest to the input, or check the name where it is rendered elsewhere',
    severity: 'info',
  };
}

/** Whether the Applications that deliver an object read one repository, and folders of it. */
function isAllHere(at: Manifest, context: Context): boolean {
  const owners = ownersOf(at, context);
  return (
    owners.length > 0 &&
    owners.every(
      ({ sources }) =>
        new Set(sources.map(({ repoURL }) => repoURL)).size === 1 &&
        sources.every(({ chart }) => chart === undefined),
    )
  );
}

function where(namespace: string | undefined): string {
  return namespace === undefined ? 'no namespace' : `namespace '${namespace}'`;
}
