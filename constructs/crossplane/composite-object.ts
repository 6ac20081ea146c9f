import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { programOf } from '../artifact/program';
import { SecretReference } from '../secret-reference';
import { problemsOf } from './check-xrs';
import type {
  CompositeFacts,
  CompositeProps,
  CompositeVersion,
  VersionFacts,
} from './composite-types';
import { CompositeResourceError } from './errors';
import { KEEP, keepXr } from './protection/in-use';

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
      // A program of ours looks at all XRs once they are written.
      const validate = () => (programOf(this) ? [] : [...problemsOf(version, this.toJson())]);
      this.node.addValidation({ validate });
      if (protect ?? composite.stateful)
        keepXr(this, composite, props.metadata?.namespace, protect === true);
    }
  }
  Object.defineProperty(Composite, 'name', { value: composite.kind });
  return Composite as unknown as CompositeVersion;
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
