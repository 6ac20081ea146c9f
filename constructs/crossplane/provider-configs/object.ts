import { ApiObject, Chart, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { ARRIVES_LATER, inWave } from '../packages/metadata';
import { PackageError } from '../packages/errors';
import type { Fail, Loose } from './check';
import { excludeUsages } from './exclusions';

/** The configurations of one provider. */
export interface Family {
  /** What stands before and behind the dot of the second generation: `azure` and `upbound.io`. */
  readonly group: readonly [before: string, behind: string];
  readonly version: string;
  /**
   * Where the provider reads the Secrets of a namespaced configuration: in the namespace of the managed
   * resource, whatever the configuration says, or where it says.
   */
  readonly secrets: 'beside' | 'anywhere';
  /** The only source that there is; written where `credentials` has none. */
  readonly source?: string;
  /** @throws what `fail` makes. */
  check(spec: Loose, fail: Fail): void;
}

interface Props {
  /** Default of `name`: the id. */
  readonly metadata?: ApiObjectMetadata;
}

abstract class Config extends ApiObject {
  constructor(
    scope: Construct,
    id: string,
    kind: string,
    apiVersion: string,
    props: Props,
    specOf: (given: Loose, fail: Fail) => Loose,
  ) {
    const { metadata: given, ...settings } = props;
    const metadata = inWave('config', id, given, ARRIVES_LATER);
    const fail: Fail = (what, hint) =>
      new PackageError('PROVIDER_CONFIG_INVALID', `${kind} '${metadata.name}' ${what}`, hint);
    super(scope, id, { apiVersion, kind, metadata, spec: specOf(settings, fail) });
    excludeUsages(this);
  }
}

/** For namespaced managed resources of every namespace. */
export abstract class ClusterConfig extends Config {
  /** For managed resources: `providerConfigRef: config.ref`. */
  readonly ref: { readonly kind: 'ClusterProviderConfig'; readonly name: string };

  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  protected constructor(scope: Construct, id: string, family: Family, props: Props) {
    const kind = 'ClusterProviderConfig';
    super(scope, id, kind, apiVersionOf(family, '.m.'), props, placedSpec(family));
    placeless(this, props);
    this.ref = { kind, name: this.name };
  }
}

/** For the managed resources of one namespace, which must name it. */
export abstract class NamespacedConfig extends Config {
  /** For managed resources: `providerConfigRef: config.ref`. */
  readonly ref: { readonly kind: 'ProviderConfig'; readonly name: string };

  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  protected constructor(scope: Construct, id: string, family: Family, props: Props) {
    const home = props.metadata?.namespace ?? Chart.of(scope).namespace;
    const kind = 'ProviderConfig';
    super(scope, id, kind, apiVersionOf(family, '.m.'), props, (given, fail) => {
      const spec = withSource(given, family);
      family.check(spec, fail);
      return localized(spec, home, family, fail) as Loose;
    });
    this.ref = { kind, name: this.name };
  }
}

/** For cluster-scoped managed resources, which Crossplane 1 has and Crossplane 2 still takes. */
export abstract class LegacyConfig extends Config {
  /** For managed resources: `providerConfigRef: config.ref`. */
  readonly ref: { readonly name: string };

  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  protected constructor(scope: Construct, id: string, family: Family, props: Props) {
    super(scope, id, 'ProviderConfig', apiVersionOf(family, '.'), props, placedSpec(family));
    placeless(this, props);
    this.ref = { name: this.name };
  }
}

function apiVersionOf({ group: [before, behind], version }: Family, infix: string): string {
  return `${before}${infix}${behind}/${version}`;
}

function withSource(spec: Loose, { source }: Family): Loose {
  const { credentials } = spec;
  if (source === undefined || typeof credentials !== 'object') return spec;
  return { ...spec, credentials: { source, ...credentials } };
}

/** The spec of what is cluster-scoped, whose Secrets say where they are. */
function placedSpec(family: Family): (given: Loose, fail: Fail) => Loose {
  return (given, fail) => {
    const spec = withSource(given, family);
    family.check(spec, fail);
    for (const [path, ref] of secretsIn(spec, '')) {
      if (ref['namespace']) continue;
      throw fail(
        `has no namespace in ${path}`,
        `write the namespace of Secret '${String(ref['name'])}'`,
      );
    }
    return spec;
  };
}

/** A chart's namespace is not one of cluster-scoped objects. */
function placeless(object: ApiObject, { metadata }: Props): void {
  Object.assign(object.metadata, { namespace: metadata?.namespace });
}

const SECRET_FIELDS = ['secretRef', 'connectionSecretRef'];

function* secretsIn(value: unknown, path: string): Generator<readonly [string, Loose]> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [field, below] of Object.entries(value)) {
    const at = path === '' ? field : `${path}.${field}`;
    if (SECRET_FIELDS.includes(field)) yield [at, below as Loose];
    else yield* secretsIn(below, at);
  }
}

/** The CRDs require a namespace of every Secret but the connection Secret, which has none. */
function localized(value: unknown, home: string | undefined, family: Family, fail: Fail): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value as Loose).map(([key, field]) => [
      key,
      key === 'secretRef'
        ? localSecret(field as Loose, home, family, fail)
        : localized(field, home, family, fail),
    ]),
  );
}

function localSecret(ref: Loose, home: string | undefined, family: Family, fail: Fail): Loose {
  const { namespace = home } = ref;
  if (family.secrets === 'beside' && namespace !== home) {
    throw fail(
      `names Secret '${String(ref['name'])}' in namespace '${String(namespace)}', but is read in that of the managed resource`,
      `put the Secret${home === undefined ? '' : ` into namespace '${home}'`} beside the configuration, and leave namespace out`,
    );
  }
  if (family.secrets === 'anywhere' && !namespace) {
    throw fail(
      `names Secret '${String(ref['name'])}' and no namespace, and neither has the configuration one`,
      'write metadata.namespace, or the namespace of the chart',
    );
  }
  return { ...ref, namespace: namespace ?? '' };
}
