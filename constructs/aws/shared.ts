import type { KeySpec } from '../../imports/aws/kms';
import { stringEnum, type Ref } from '../crossplane';

/** Group of the ready-made composite resources. */
export const GROUP = 'aws.cdk8s-gitops.dev';

/** The stages that sizes and safety follow. */
export type AwsEnvironment = 'dev' | 'staging' | 'production';

/** The `environment` field of every ready-made XR. */
export const environment = stringEnum(['dev', 'staging', 'production'], {
  description: 'Stage; decides on redundancy and retention.',
});

/** What the platform says once for all XRs of a composition. */
export interface AwsCompositionProps {
  /** `metadata.name`. Default: the name that the definition's `defaultComposition` has. */
  readonly name?: string;
  /** Where everything is made: `eu-west-1`. A composition serves one region, as its network does. */
  readonly region: string;
  /** `aws-cn` and `aws-us-gov` have ARNs of their own. Default: `aws`. */
  readonly partition?: 'aws' | 'aws-cn' | 'aws-us-gov';
  /** Default: the ClusterProviderConfig `default`. */
  readonly providerConfigRef?: KeySpec['providerConfigRef'];
  /** Tags on everything that takes tags, beside namespace, name and environment. Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** `settings[environment][key]` as a map transform. */
export function byEnvironment<S, K extends keyof S>(
  stage: Ref<AwsEnvironment>,
  settings: Readonly<Record<AwsEnvironment, S>>,
  key: K,
): Ref<S[K]> {
  const { dev, staging, production } = settings;
  const cases = { dev: dev[key], staging: staging[key], production: production[key] };
  return stage.map(cases) as Ref<S[K]>;
}

interface Tagged {
  readonly metadata: { readonly namespace: Ref<string>; readonly name: Ref<string> };
  readonly spec: { readonly environment: Ref<AwsEnvironment> };
}

/** Tags that say whose a resource is. */
export function tagsOf(xr: Tagged, tags: Readonly<Record<string, string>> = {}) {
  return {
    ...tags,
    environment: xr.spec.environment,
    'kubernetes-namespace': xr.metadata.namespace,
    'kubernetes-name': xr.metadata.name,
  };
}
