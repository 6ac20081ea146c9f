import { posix } from 'node:path';
import { formatKey, keyOf, type Manifest } from '../../core';
import { nameOf } from '../../drift';
import type { ApplicationSpec } from '../applications';
import type { Context } from '../context';
import { knownOwnersOf } from '../owners';
import { rule } from '../rule';

export const objectInTwoApplications = rule({
  id: 'object-in-two-applications',
  category: 'drift',
  number: 'DRIFT007',
  severity: 'error',
  summary: 'An object of a cluster belongs to one Application alone.',
  hint: 'keep it in one of them; give what both need to a third',
  source:
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#fail-the-sync-if-a-shared-resource-is-found',

  *check(set, context) {
    const seen = new Map<string, ApplicationSpec[]>();
    for (const at of set) {
      const owners = knownOwnersOf(at, context);
      const cluster = clusterScoped(at, context);
      for (const owner of owners) {
        if (owner.destination === undefined) continue;
        const namespace = at.metadata.namespace ?? (cluster ? undefined : owner.namespace);
        const key = `${owner.destination}\0${formatKey({ ...keyOf(at), namespace })}`;
        const others = seen.get(key) ?? [];
        seen.set(key, others);
        if (others.includes(owner)) continue;
        const rival = others.find((other) => shareCluster(other, owner, context));
        others.push(owner);
        if (!rival) continue;
        const message = `is deployed by ${nameOf(owner.at)}, and to the same place by ${nameOf(rival.at)}: each takes it from the other`;
        yield { at, message, fight: fight([rival, owner]) };
      }
    }
    for (const at of set.ofKind('', 'Namespace')) {
      const owners = knownOwnersOf(at, context).filter(
        ({ namespace, syncOptions }) =>
          namespace === at.metadata.name && syncOptions.includes('CreateNamespace=true'),
      );
      for (const owner of owners) {
        yield {
          at,
          message: `is in Git, and CreateNamespace=true of ${nameOf(owner.at)} makes it too`,
          severity: 'warning',
          hint: 'remove one of them: managedNamespaceMetadata can set the labels',
          fight: {
            writer: nameOf(owner.at),
            outcome: 'two owners of one Namespace',
            applications: [owner.at],
          },
        };
      }
    }
  },
});

/**
 * Whether two are known to be of one cluster: a Kustomization of Flux is applied where it lives, and a
 * repository holds those of several clusters, each in a folder.
 */
function shareCluster(one: ApplicationSpec, other: ApplicationSpec, context: Context): boolean {
  if (one.tool !== 'flux' || other.tool !== 'flux') return true;
  const [a, b] = [rootOf(one, context), rootOf(other, context)].map(({ at }) => {
    const { file } = context.set.originOf(at);
    return file === undefined ? '' : `${posix.dirname(file)}/`;
  });
  return a !== undefined && b !== undefined && (a.startsWith(b) || b.startsWith(a));
}

const DEEPEST = 16;

/** The Kustomization that applies the one that applies it, and so on. */
function rootOf(owner: ApplicationSpec, context: Context): ApplicationSpec {
  let root = owner;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const [parent, ...others] = knownOwnersOf(root.at, context);
    if (!parent || parent === root || others.length > 0) return root;
    root = parent;
  }
  return root;
}

function clusterScoped(at: Manifest, context: Context): boolean {
  return context.kindOf(at)?.facts.scope === 'Cluster';
}

function fight(owners: readonly [ApplicationSpec, ApplicationSpec]) {
  return {
    writer: nameOf(owners[0].at),
    outcome: 'SharedResourceWarning; they sync it in turns',
    applications: owners.map(({ at }) => at),
  };
}
