import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { OCIRepository as Upstream, type OCIRepositorySpec } from '../../imports/flux';
import type { Artifact } from '../artifact/artifact';
import { fluxRelease, type FluxRelease } from '../artifact/flux-release';
import { programOf } from '../artifact/program';
import { requireFieldsOf } from '../require-fields';
import { requireTarget } from '../targets';
import { checkOciRepository } from './check-oci-repository';
import { checkName } from './checks';
import { OCI_REPOSITORY, OCI_REPOSITORY_SINCE } from './since';
import type { SecretReference, Verify } from './verify';

/** Which manifest of a repository: exactly one way to say it; default the tag `latest`. */
export type OciReference =
  | {
      /** `sha256:…`: the only reference that never moves. */
      readonly digest: string;
      readonly semver?: undefined;
      readonly semverFilter?: undefined;
      readonly tag?: undefined;
    }
  | {
      /** The newest version in a range, of the tags: `>=1.2.0 <2.0.0`. */
      readonly semver: string;
      /** Only tags that this Go pattern matches. */
      readonly semverFilter?: string;
      readonly digest?: undefined;
      readonly tag?: undefined;
    }
  | {
      readonly tag: string;
      readonly digest?: undefined;
      readonly semver?: undefined;
      readonly semverFilter?: undefined;
    };

/** Credentials: a Secret, or the identity of a cloud. Beside a Secret, Flux asks no cloud. */
type Access =
  | {
      /** Default generic. */
      readonly provider?: 'generic';
      /** Of type `kubernetes.io/dockerconfigjson`. */
      readonly secretRef?: SecretReference;
      /** Its image pull secrets are used. */
      readonly serviceAccountName?: string;
    }
  | {
      readonly provider: 'aws' | 'azure' | 'gcp';
      /** Whose identity is used; needs the feature gate ObjectLevelWorkloadIdentity. Default the controller's. */
      readonly serviceAccountName?: string;
      readonly secretRef?: undefined;
    };

/** An artifact of this program and its ring, or a repository of elsewhere. */
type Origin<Variant extends string> =
  | {
      readonly artifact: Artifact<Variant>;
      /** The line of `releases.yaml` that says which digest is pinned: `production`. */
      readonly ring: string;
      readonly url?: undefined;
      readonly ref?: undefined;
    }
  | {
      /** Without tag and digest. */
      readonly url: `oci://${string}`;
      readonly ref?: OciReference;
      readonly artifact?: undefined;
      readonly ring?: undefined;
    };

/** Upstream's spec, beside the object's name and metadata. */
export type OCIRepositoryProps<Variant extends string = never> = Origin<Variant> &
  Access & {
    /** Name of the object. Default: the construct's id. */
    readonly name?: string;
    /** Labels, annotations, namespace. Default none; the namespace is the chart's. */
    readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
    /** How often the reference is resolved; default `10m`. */
    readonly interval?: string;
    /** Of one request; in minutes, seconds and milliseconds. Default, by Flux: 60s. */
    readonly timeout?: string;
    /** Which layer; default the first. It is extracted, which only gzip can be, or copied as it is. */
    readonly layerSelector?: {
      readonly mediaType?: string;
      /** Default extract. */
      readonly operation?: 'extract' | 'copy';
    };
    /** Default none: whatever the registry gives is taken. */
    readonly verify?: Verify;
    /** A CA, or a client certificate with its key. */
    readonly certSecretRef?: SecretReference;
    /** `address`, and where it asks for them `username` and `password`. */
    readonly proxySecretRef?: SecretReference;
    /** Plain HTTP, and certificates that nobody checks; default false. */
    readonly insecure?: boolean;
    /** What is left out, as in `.sourceignore`; takes the place of Flux's defaults. */
    readonly ignore?: string;
    /** Default false. */
    readonly suspend?: boolean;
  };

/**
 * A Flux OCIRepository. Of an artifact of this program, `url` and the digest that the ring runs are
 * known at synth.
 *
 * @see https://fluxcd.io/flux/components/source/ocirepositories/
 */
export class OCIRepository<const Variant extends string = never> extends Upstream {
  declare readonly kind: 'OCIRepository';
  /** What is pinned of an artifact of this program; `undefined` for other repositories. */
  readonly release: FluxRelease | undefined;

  /**
   * @throws {FluxError} `FLUX_SOURCE_INVALID`, `FLUX_VERIFY_INVALID`, `FLUX_DURATION_INVALID`,
   *   `FLUX_NAME_INVALID` for what Flux refuses or ignores; most of it does not compile.
   * @throws {TargetError} `TARGET_TOO_OLD` for what the declared Flux does not have.
   */
  constructor(scope: Construct, id: string, props: OCIRepositoryProps<Variant>) {
    const { name = id, metadata, artifact, ring, interval = '10m', ...rest } = props;
    const place = `OCIRepository '${name}'`;
    checkName(place, name);
    const release = artifact && fluxRelease(artifact, ring);
    const source = release ? { url: release.url, ref: { digest: release.digest } } : {};
    const spec = { ...rest, ...source, interval };
    checkOciRepository(place, spec, release !== undefined);
    const { targets } = programOf(scope) ?? {};
    requireTarget(targets, 'flux', OCI_REPOSITORY_SINCE, `OCIRepository v1 '${name}'`);
    requireFieldsOf('flux', targets, OCI_REPOSITORY, spec, place);
    super(scope, id, { metadata: { ...metadata, name }, spec: spec as OCIRepositorySpec });
    this.release = release;
  }

  /** The layer of a Helm chart, kept as Helm packed it: for `layerSelector` of what `chartRef` reads. */
  static readonly HELM_CHART = {
    mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
    operation: 'copy',
  } as const;
}
