import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { HelmRepository as Upstream, type HelmRepositorySpec } from '../../imports/flux';
import { programOf } from '../artifact/program';
import { requireTarget } from '../targets';
import { checkDuration, checkName } from './checks';
import { FluxError } from './errors';
import { HELM_SINCE } from './since';
import type { SecretReference } from './verify';

type Rest = Omit<HelmRepositorySpec, 'type' | 'url' | 'interval' | 'provider' | 'insecure'> & {
  /** Name of the object. Default: the construct's id. */
  readonly name?: string;
  /** Labels, annotations, namespace. Default none; the namespace is the chart's. */
  readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
  readonly secretRef?: SecretReference;
};

/** An index of charts, or a registry; what one of them alone reads does not compile in the other. */
export type HelmRepositoryProps = Rest &
  (
    | {
        readonly url: `http://${string}` | `https://${string}`;
        /** Default default. */
        readonly type?: 'default';
        /** How often the index is fetched; default `1h`. */
        readonly interval?: string;
        readonly provider?: undefined;
        readonly insecure?: undefined;
      }
    | {
        readonly url: `oci://${string}`;
        readonly type: 'oci';
        /** Default generic. */
        readonly provider?: 'generic' | 'aws' | 'azure' | 'gcp';
        /** Plain HTTP; default false. */
        readonly insecure?: boolean;
        /** Nothing is fetched at an interval: charts are. */
        readonly interval?: undefined;
      }
  );

/**
 * A Flux HelmRepository. For charts in a registry, upstream advises an OCIRepository and `chartRef`.
 *
 * @see https://fluxcd.io/flux/components/source/helmrepositories/
 */
export class HelmRepository extends Upstream {
  declare readonly kind: 'HelmRepository';

  /**
   * @throws {FluxError} `FLUX_SOURCE_INVALID` where type and URL contradict each other,
   *   `FLUX_DURATION_INVALID`, `FLUX_NAME_INVALID`.
   */
  constructor(scope: Construct, id: string, props: HelmRepositoryProps) {
    const { name = id, metadata, ...spec } = props;
    const place = `HelmRepository '${name}'`;
    const { url, type = 'default', interval, timeout } = spec;
    checkName(place, name);
    checkDuration(place, 'interval', interval);
    checkDuration(place, 'timeout', timeout, 'ms|s|m');
    const scheme = type === 'oci' ? /^oci:\/\/./ : /^https?:\/\/./;
    if (typeof url !== 'string' || !scheme.test(url)) {
      throw new FluxError(
        'FLUX_SOURCE_INVALID',
        `${place} has the url ${JSON.stringify(url)} and the type ${String(type)}`,
        type === 'oci' ? 'write oci://…' : "write https://…, or type: 'oci' for a registry",
      );
    }
    requireTarget(programOf(scope)?.targets, 'flux', HELM_SINCE, `HelmRepository v1 '${name}'`);
    const every = type === 'default' ? { interval: interval ?? '1h' } : {};
    super(scope, id, { metadata: { ...metadata, name }, spec: { ...spec, ...every } });
  }
}
