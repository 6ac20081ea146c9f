import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  DeploymentRuntimeConfig as RuntimeConfigObject,
  type DeploymentRuntimeConfigSpec,
} from '../../../imports/crossplane';
import { PackageError } from './errors';
import { inWave } from './metadata';

type PodTemplate = NonNullable<
  DeploymentRuntimeConfigSpec['deploymentTemplate']
>['spec'] extends infer D
  ? NonNullable<D> extends { readonly template: infer T }
    ? T
    : never
  : never;
type PodSpec = NonNullable<PodTemplate extends { readonly spec?: infer S } ? S : never>;
type Container = PodSpec extends { readonly containers: readonly (infer C)[] } ? C : never;

export interface DeploymentRuntimeConfigProps extends DeploymentRuntimeConfigSpec {
  /** Default of `name`: the id. */
  readonly metadata?: ApiObjectMetadata;
  /**
   * Role that the package's pods have on EKS: the annotation of IRSA on its ServiceAccount,
   * `arn:aws:iam::111122223333:role/crossplane`. Default: none.
   */
  readonly roleArn?: string;
  /**
   * Fields of the container that runs the package: `args`, `resources`, `env`. Default: none beside
   * what `deploymentTemplate` says.
   */
  readonly container?: Omit<Container, 'name'>;
}

const ROLE = 'eks.amazonaws.com/role-arn';
/** The container that Crossplane puts the package in. */
const RUNTIME = 'package-runtime';

/**
 * How the pods of providers and functions run.
 *
 * @see https://docs.crossplane.io/latest/packages/providers/#runtime-configuration
 */
export class DeploymentRuntimeConfig extends RuntimeConfigObject {
  /** @throws {PackageError} `PACKAGE_RUNTIME_INVALID` for a role that is none, or one said twice. */
  constructor(scope: Construct, id: string, props: DeploymentRuntimeConfigProps = {}) {
    const { metadata: given, roleArn, container, ...spec } = props;
    const metadata = inWave('runtime', id, given);
    const place = `DeploymentRuntimeConfig '${metadata.name}'`;
    super(scope, id, {
      metadata,
      spec: {
        ...spec,
        ...(roleArn !== undefined && {
          serviceAccountTemplate: withRole(spec.serviceAccountTemplate, roleArn, place),
        }),
        ...(container && {
          deploymentTemplate: withContainer(spec.deploymentTemplate, container, place),
        }),
      },
    });
  }
}

type ServiceAccountTemplate = DeploymentRuntimeConfigSpec['serviceAccountTemplate'];

function withRole(
  template: ServiceAccountTemplate,
  roleArn: string,
  place: string,
): ServiceAccountTemplate {
  if (!isRoleArn(roleArn)) {
    throw new PackageError(
      'PACKAGE_RUNTIME_INVALID',
      `${place} has the role '${roleArn}'`,
      'write its ARN: arn:aws:iam::111122223333:role/crossplane',
    );
  }
  const annotations = template?.metadata?.annotations ?? {};
  const other = annotations[ROLE] ?? roleArn;
  if (other !== roleArn) {
    throw new PackageError(
      'PACKAGE_RUNTIME_INVALID',
      `${place} has the roles '${roleArn}' and, as an annotation, '${other}'`,
      'keep one of the two',
    );
  }
  const metadata = { ...template?.metadata, annotations: { ...annotations, [ROLE]: roleArn } };
  return { ...template, metadata };
}

type DeploymentTemplate = DeploymentRuntimeConfigSpec['deploymentTemplate'];

function withContainer(
  template: DeploymentTemplate,
  container: Omit<Container, 'name'>,
  place: string,
): DeploymentTemplate {
  const pod = template?.spec?.template;
  const others: readonly Container[] = pod?.spec?.containers ?? [];
  if (others.some(({ name }) => name === RUNTIME)) {
    throw new PackageError(
      'PACKAGE_RUNTIME_INVALID',
      `${place} has a container '${RUNTIME}' in deploymentTemplate, and container beside it`,
      'say it in one of the two',
    );
  }
  const containers = [{ name: RUNTIME, ...container }, ...others];
  return {
    ...template,
    spec: {
      ...template?.spec,
      // The CRD requires it, and Crossplane writes its own.
      selector: template?.spec?.selector ?? {},
      template: { ...pod, spec: { ...pod?.spec, containers } },
    },
  };
}

/** Whether an ARN names a role, in any partition of AWS. */
export function isRoleArn(text: unknown): boolean {
  return typeof text === 'string' && /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(text);
}
