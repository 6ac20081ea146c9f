import type { ApiObjectMetadata } from 'cdk8s';
import { checkSettings, type SettingsFacts, type Shape } from './check';
import type { Family } from './object';

/** The Secret with `endpoint`, `port`, `username` and `password`, as managed databases write it. */
export interface SqlCredentials<Kind extends string, Ref> {
  /** The only one there is, and the default. */
  readonly source?: `${Kind}ConnectionSecret`;
  readonly connectionSecretRef: Ref;
  /** Keys of the Secret that are named otherwise. Default: as above. */
  readonly secretKeyMapping?: {
    readonly endpoint?: string;
    readonly password?: string;
    readonly port?: string;
    readonly username?: string;
  };
}

interface Placed {
  readonly name: string;
  readonly namespace: string;
}

/** In the namespace of the configuration. */
interface Local {
  readonly name: string;
}

interface Common<Kind extends string, Ref> {
  /** Default of `name`: the id, and of a namespaced one's `namespace`: the chart's. */
  readonly metadata?: ApiObjectMetadata;
  readonly credentials: SqlCredentials<Kind, Ref>;
}

/** Props of what is cluster-scoped. */
export type SqlClusterProps<Kind extends string> = Common<Kind, Placed>;

/** Props of what is namespaced. */
export type SqlLocalProps<Kind extends string> = Common<Kind, Local>;

/**
 * The configurations of provider-sql for one engine.
 *
 * @param kind Its name in the source: `MySQL` of `MySQLConnectionSecret`.
 * @see https://github.com/crossplane-contrib/provider-sql/tree/master/pkg/controller
 */
export function sqlFamily(
  engine: string,
  kind: string,
  settings: Shape,
  also: Family['check'] = () => undefined,
): Family {
  const source = `${kind}ConnectionSecret`;
  const secretKeyMapping: Shape = {
    'endpoint?': true,
    'password?': true,
    'port?': true,
    'username?': true,
  };
  const connectionSecretRef: Shape = { name: true, 'namespace?': true };
  const facts: SettingsFacts = {
    settings,
    sources: {
      [source]: { credentials: { connectionSecretRef, 'secretKeyMapping?': secretKeyMapping } },
    },
  };
  return {
    group: [`${engine}.sql`, 'crossplane.io'],
    version: 'v1alpha1',
    secrets: 'anywhere',
    source,
    check(spec, fail) {
      checkSettings(spec, facts, fail);
      also(spec, fail);
    },
  };
}
