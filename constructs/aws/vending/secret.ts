import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';

export interface SecretProps {
  readonly metadata?: ApiObjectMetadata;
  readonly type?: string;
  readonly stringData?: Readonly<Record<string, string>>;
}

/** A Secret of Kubernetes, in the form in which compositions take kinds. */
export class Secret extends ApiObject {
  static readonly GVK = { apiVersion: 'v1', kind: 'Secret' } as const;

  constructor(scope: Construct, id: string, props: SecretProps = {}) {
    super(scope, id, { ...props, ...Secret.GVK });
  }
}
