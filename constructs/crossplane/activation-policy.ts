import { Lazy, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { ManagedResourceActivationPolicy as PolicyObject } from '../../imports/crossplane';
import { managedKinds } from './derived/managed';
import { declaredBy } from './derived/packages';
import { definitionName } from './derived/provided';
import { inWave } from './packages/metadata';
import { requireCrossplane } from './packages/since';

export interface ManagedResourceActivationPolicyProps {
  /** Default of `name`: the id. */
  readonly metadata?: ApiObjectMetadata;
  /**
   * Definitions to activate besides those of this program: `buckets.s3.aws.m.upbound.io`, or a pattern
   * such as `*.rds.aws.m.upbound.io`. Default: none.
   */
  readonly activate?: readonly string[];
}

/**
 * Activates the managed resources that this program composes or declares, by their exact names, so
 * that the API server carries those CRDs instead of the provider's two thousand.
 *
 * Crossplane itself makes a policy named `default` that activates `*`, unless there is one: one of that
 * name, `new ManagedResourceActivationPolicy(chart, 'default')`, takes its place; beside it another
 * changes nothing. What is active stays active.
 *
 * @see https://docs.crossplane.io/latest/managed-resources/managed-resource-activation-policies/
 */
export class ManagedResourceActivationPolicy extends PolicyObject {
  /** @throws {TargetError} `TARGET_TOO_OLD` for a Crossplane before 2.0. */
  constructor(scope: Construct, id: string, props: ManagedResourceActivationPolicyProps = {}) {
    const metadata = inWave('package', id, props.metadata);
    const place = `ManagedResourceActivationPolicy '${metadata.name}'`;
    requireCrossplane(scope, 'ManagedResourceActivationPolicy', place);
    const names = () => [...new Set([...namesIn(scope), ...(props.activate ?? [])])].sort();
    super(scope, id, {
      metadata,
      spec: { activate: Lazy.any({ produce: names }) as unknown as string[] },
    });
    this.node.addValidation({ validate: () => problems(names(), place) });
  }
}

function namesIn(scope: Construct): string[] {
  const declared = declaredBy(scope);
  return managedKinds(scope).flatMap(({ kind }) => definitionName(kind, declared) ?? []);
}

function problems(names: readonly string[], place: string): string[] {
  if (names.length === 0) {
    return [
      `${place} activates nothing: no managed resource is composed or declared; write activate: ['…'], or remove it`,
    ];
  }
  return names
    .filter((name) => !/^[a-z0-9*?[\]^-]+(?:\.[a-z0-9*?[\]^-]+)*$/.test(name))
    .map(
      (name) =>
        `${place} activates '${name}', which is no name of a definition: write <plural>.<group>`,
    );
}
