import type { Manifest } from '../core';
import { isMap, type ValueMap } from '../template';
import { applicationShape, templateShape } from './application-shape';
import type { Params } from './params';
import { patchPlan } from './patch';
import { Renderer } from './renderer';
import { shapedPlan } from './shaped-plan';

const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

/** An Application without its kind. */
interface Body {
  readonly metadata: ValueMap;
  readonly spec: ValueMap;
}

/**
 * How one Application comes of one parameter set. The template is read once.
 *
 * @throws {ExpansionFailure} from the function, for a template or templatePatch that fails.
 */
export function applicationPlan(
  applicationSet: Manifest,
  template: unknown,
  renderer: Renderer,
): (params: Params) => Manifest {
  const spec = isMap(applicationSet.spec) ? applicationSet.spec : {};
  const plan = shapedPlan(template, templateShape, renderer, '/spec/template');
  const untouched = shapedPlan(template, templateShape, Renderer.literal, '/spec/template');
  const patch = typeof spec.templatePatch === 'string' && patchPlan(spec.templatePatch, renderer);
  const { namespace } = applicationSet.metadata;
  const owned = !(isMap(spec.syncPolicy) && spec.syncPolicy.preserveResourcesOnDeletion === true);
  return (params) => {
    const empty = params === null || Object.keys(params).length === 0;
    // Without parameters the template is no template at all, and no finalizer is added.
    const rendered = (empty ? untouched.run(null) : plan.run(params)) as Body;
    const adds = owned && !empty && rendered.metadata.finalizers === undefined;
    const metadata = adds ? { ...rendered.metadata, finalizers: [FINALIZER] } : rendered.metadata;
    const body = { ...rendered, metadata };
    return finish(patch ? patched(patch(body, params), body) : body, namespace);
  };
}

/** What a patch gave, read as the controller reads it; the project stays the template's. */
function patched(value: unknown, { spec }: Body): Body {
  const read = shapedPlan(value, applicationShape, Renderer.literal, '').run(null) as Body;
  return { ...read, spec: { ...read.spec, project: spec.project } };
}

/** An Application lives where its set does, whatever the template says. */
function finish({ metadata, ...rest }: Body, namespace: string | undefined): Manifest {
  const { namespace: _written, ...own } = metadata;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: namespace === undefined ? own : { ...own, namespace },
    ...rest,
  };
}
