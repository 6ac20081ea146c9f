import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { ClusterUsage, Usage } from '../../imports/crossplane-protection';
import { SecretReference } from '../secret-reference';
import type {
  CompositeFacts,
  CompositeProps,
  CompositeVersion,
  VersionFacts,
} from './composite-types';
import { CompositeResourceError } from './errors';

/** What Argo CD must not do to an object that holds data unless a person confirms it. */
const KEEP = { 'argocd.argoproj.io/sync-options': 'Delete=false,Prune=confirm' };

/** The class of the XRs of one version. */
export function compositeClass(composite: CompositeFacts, version: VersionFacts): CompositeVersion {
  const GVK = { apiVersion: `${composite.group}/${version.name}`, kind: composite.kind };
  class Composite extends ApiObject {
    static readonly GVK = GVK;
    static readonly composite = composite;
    static readonly version = version;

    readonly connection: SecretReference;

    constructor(scope: Construct, id: string, { protect, ...props }: CompositeProps<unknown>) {
      const metadata = metadataOf(composite, id, props.metadata);
      const { name } = metadata;
      super(scope, id, { ...props, metadata, ...GVK });
      // A chart's namespace is not one of cluster-scoped objects.
      if (composite.scope === 'Cluster')
        Object.assign(this.metadata, { namespace: props.metadata?.namespace });
      this.connection = new SecretReference(connectionName(name));
      if (protect ?? composite.stateful) inUse(this, composite, props.metadata?.namespace);
    }
  }
  Object.defineProperty(Composite, 'name', { value: composite.kind });
  return Composite as unknown as CompositeVersion;
}

/**
 * A Usage, by which Crossplane's webhook refuses to delete `xr` until the Usage is gone. It replays no
 * deletion: one that was refused long ago must not come true when somebody lifts the protection.
 *
 * @see https://docs.crossplane.io/latest/managed-resources/usages/
 */
export function inUse(
  xr: ApiObject,
  { kind, scope }: CompositeFacts,
  namespace: string | undefined,
): void {
  const props = {
    metadata: {
      name: `${kind.toLowerCase()}-${xr.name}`,
      ...(namespace !== undefined && { namespace }),
      annotations: KEEP,
    },
    spec: {
      of: { apiVersion: xr.apiVersion, kind, resourceRef: { name: xr.name } },
      reason: 'holds data',
    },
  };
  if (scope === 'Namespaced') new Usage(xr, 'Usage', props);
  else new ClusterUsage(xr, 'Usage', props);
}

/**
 * Name and annotations of an XR or a claim.
 *
 * @throws {CompositeResourceError} `XR_NAME_INVALID`.
 */
export function metadataOf(
  composite: CompositeFacts,
  id: string,
  given: ApiObjectMetadata | undefined,
): ApiObjectMetadata & { readonly name: string } {
  const name = nameOf(composite, given?.name ?? id);
  const annotations = { ...(composite.stateful && KEEP), ...given?.annotations };
  return { ...given, ...(Object.keys(annotations).length > 0 && { annotations }), name };
}

/** Name of the connection Secret of the XR of that name. */
export function connectionName(name: string): string {
  return `${name}-connection`;
}

/** Crossplane labels what it composes with the name of the XR, and a label value ends at 63. */
function nameOf({ kind, nameMaxLength: most }: CompositeFacts, name: string): string {
  if (name.length <= most && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name)) return name;
  throw new CompositeResourceError(
    'XR_NAME_INVALID',
    `${kind} cannot be named '${name}'`,
    `write at most ${most} lower-case letters, digits, dots and dashes, with a letter or digit at both ends`,
  );
}
