import type { Manifest } from '../core';
import { isMap, type ValueMap } from '../template';
import type { Params } from './params';
import type { Renderer } from './renderer';

const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

/**
 * How one Application comes of one parameter set. The template is read once.
 *
 * @throws {ExpansionFailure} from the function, for a template that fails.
 */
export function applicationPlan(
  applicationSet: Manifest,
  template: unknown,
  renderer: Renderer,
): (params: Params) => Manifest {
  const { metadata, spec } = isMap(template) ? template : ({} as ValueMap);
  const { name, labels, annotations, finalizers } = isMap(metadata) ? metadata : ({} as ValueMap);
  const source = { metadata: { name, labels, annotations, finalizers }, spec: spec ?? {} };
  const plan = renderer.value(source, '/spec/template');
  const untouched = withoutNulls(source);
  const { namespace } = applicationSet.metadata;
  const owned = !preservesResources(applicationSet);
  return (params) => {
    const empty = params === null || Object.keys(params).length === 0;
    const filled = (empty ? untouched : plan.run(params)) as { metadata: ValueMap; spec: unknown };
    const { finalizers: own, ...rest } = filled.metadata;
    const has = Array.isArray(own) && own.length > 0;
    const added = owned && !empty ? [FINALIZER] : undefined;
    return {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        ...rest,
        ...(namespace === undefined ? {} : { namespace }),
        ...(has ? { finalizers: own } : added ? { finalizers: added } : {}),
      },
      spec: filled.spec,
    };
  };
}

function preservesResources({ spec }: Manifest): boolean {
  const syncPolicy = isMap(spec) ? spec.syncPolicy : undefined;
  return isMap(syncPolicy) && syncPolicy.preserveResourcesOnDeletion === true;
}

/** A template as it is where there are no parameters; what is not said is not there. */
function withoutNulls(value: unknown): unknown {
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null && item !== undefined)
      .map(([key, item]) => [key, withoutNulls(item)]),
  );
}
