import type { Chart } from 'cdk8s';
import type { Deployable, Witness } from '../deployable';
import { Bootstrap } from './bootstrap';
import { RepositorySecret, type RepositorySecretProps } from './repository-secret';

/**
 * Keeps one repository Secret for each artifact that a hub deploys: the one that the user wrote, else
 * an anonymous one of type `oci`. The bootstrap file gets a copy of each.
 */
export class HubRepositories implements Witness {
  /** Ids of the Secrets made here, by URL. */
  readonly #derived = new Map<string, string>();
  readonly #declared = new Set<string>();
  /** The Secrets made here are declared as well, and then are no news. */
  #busy = false;

  constructor(private readonly hub: Chart) {}

  deploys({ repoURL: url }: Deployable): void {
    if (this.#declared.has(url) || this.#derived.has(url)) return;
    const name = url.replace(/^oci:\/\//, '').replace(/[^a-z0-9]+/g, '-');
    this.#derived.set(url, name);
    this.#add(this.hub, name, { url });
    this.#copy(name, { url });
  }

  declares(props: RepositorySecretProps & { readonly name: string }): void {
    if (this.#busy) return;
    const { url, name, use = 'repository' } = props;
    if (use === 'repository') {
      this.#declared.add(url);
      const derived = this.#derived.get(url);
      if (derived !== undefined) this.#remove(url, derived);
    }
    this.#copy(name, props);
  }

  #remove(url: string, id: string): void {
    this.#derived.delete(url);
    this.hub.node.tryRemoveChild(id);
    Bootstrap.for(this.hub).node.tryRemoveChild(`${this.hub.node.id}-${id}`);
  }

  #copy(name: string, props: RepositorySecretProps): void {
    const namespace = this.hub.namespace;
    this.#add(Bootstrap.for(this.hub), `${this.hub.node.id}-${name}`, {
      ...props,
      name,
      metadata: { namespace, ...props.metadata },
    });
  }

  #add(scope: Chart, id: string, props: RepositorySecretProps): void {
    this.#busy = true;
    try {
      new RepositorySecret(scope, id, props);
    } finally {
      this.#busy = false;
    }
  }
}
