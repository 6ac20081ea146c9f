/** What goes into a container's `env[]` entry. */
interface SecretKeyValue {
  readonly valueFrom: { readonly secretKeyRef: SecretKeyRef };
}

interface SecretKeyRef {
  readonly name: string;
  readonly key: string;
}

/**
 * A Secret by name, as a consumer sees it. A pod that refers to it waits for the Secret to exist
 * (`CreateContainerConfigError`, retried by the kubelet), so nothing starts without credentials.
 *
 * Works with the containers of every cdk8s-plus version without depending on one: the result types
 * follow from where the value is used, e.g. `container.env.copyFrom(secret.envFrom())`.
 */
export class SecretReference<Key extends string = string> {
  constructor(
    /** `metadata.name` of the Secret, in the namespace of the pod. */
    readonly name: string,
  ) {}

  /** All keys as variables: `container.env.copyFrom(secret.envFrom())`. */
  envFrom<EnvFrom = unknown>(): EnvFrom {
    const { name } = this;
    // cdk8s-plus asks its sources for this one method.
    return { _toKube: () => ({ secretRef: { name } }) } as EnvFrom;
  }

  /** One key as a variable: `container.env.addVariable('HOST', secret.envValue('host'))`. */
  envValue<EnvValue = SecretKeyValue>(key: Key): EnvValue {
    return { valueFrom: { secretKeyRef: this.key(key) } } as EnvValue;
  }

  /** As manifests refer to one key: `{ name, key }`. */
  key(key: Key): SecretKeyRef {
    return { name: this.name, key };
  }
}
