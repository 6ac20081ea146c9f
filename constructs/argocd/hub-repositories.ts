import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Deployable, Witness } from '../deployable';
import { Bootstrap } from './bootstrap';
import { RepositorySecret, type RepositorySecretProps } from './repository-secret';

/** The repositories that one Argo CD is told of, by whichever hub; by URL. */
interface Known {
  /** Made here: in which hub, under which id. */
  readonly derived: Map<string, { readonly hub: Chart; readonly id: string }>;
  /** Written by the user. */
  readonly declared: Set<string>;
}

/** By app, then by the namespace of the Argo CD. */
const knownByApp = new WeakMap<IConstruct, Map<string | undefined, Known>>();

/**
 * Keeps one repository Secret for each artifact that the hubs of an Argo CD deploy: the one that the
 * user wrote, else an anonymous one of type `oci`, in the first hub that needs it. The bootstrap file
 * gets a copy of each.
 */
export class HubRepositories implements Witness {
  readonly #known: Known;
  /** The Secrets made here are declared as well, and then are no news. */
  #busy = false;

  constructor(private readonly hub: Chart) {
    this.#known = knownAt(hub);
  }

  deploys({ repoURL: url }: Deployable): void {
    const { derived, declared } = this.#known;
    if (declared.has(url) || derived.has(url)) return;
    const name = url.replace(/^oci:\/\//, '').replace(/[^a-z0-9]+/g, '-');
    derived.set(url, { hub: this.hub, id: name });
    this.#add(this.hub, name, { url });
    this.#copy(name, { url });
  }

  declares(props: RepositorySecretProps & { readonly name: string }): void {
    if (this.#busy) return;
    const { url, name, use = 'repository' } = props;
    if (use === 'repository') {
      this.#known.declared.add(url);
      this.#remove(url);
    }
    this.#copy(name, props);
  }

  #remove(url: string): void {
    const { derived } = this.#known;
    const { hub, id } = derived.get(url) ?? {};
    if (!hub || id === undefined) return;
    derived.delete(url);
    hub.node.tryRemoveChild(id);
    Bootstrap.for(hub).node.tryRemoveChild(`${hub.node.id}-${id}`);
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

function knownAt({ node: { root }, namespace }: Chart): Known {
  let byNamespace = knownByApp.get(root);
  if (!byNamespace) knownByApp.set(root, (byNamespace = new Map<string | undefined, Known>()));
  let known = byNamespace.get(namespace);
  if (!known) byNamespace.set(namespace, (known = { derived: new Map(), declared: new Set() }));
  return known;
}
