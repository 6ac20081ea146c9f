import { keyOf, type Manifest } from '../../core';
import { listAt, textAt } from '../applications';
import { rule } from '../rule';

export const fluxDependencyCycle = rule({
  id: 'flux-dependency-cycle',
  category: 'gitops',
  severity: 'error',
  summary: 'Kustomizations and HelmReleases do not wait for each other in a circle.',
  hint: 'take one of the dependencies out of dependsOn: none of them is ever applied',
  source: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',

  *check(set) {
    for (const [group, kind] of KINDS) {
      const waits = new Map(
        [...set.ofKind(group, kind)].map((at) => [nameOf(at), { at, on: dependenciesOf(at) }]),
      );
      const done = new Set<string>();
      for (const [name, { at }] of waits) {
        const circle = circleFrom(name, waits, done);
        if (!circle) continue;
        yield {
          at: waits.get(circle[0] as string)?.at ?? at,
          pointer: '/spec/dependsOn',
          message: `waits for itself: ${circle.join(', then ')}`,
        };
      }
    }
  },
});

const KINDS = [
  ['kustomize.toolkit.fluxcd.io', 'Kustomization'],
  ['helm.toolkit.fluxcd.io', 'HelmRelease'],
] as const;

type Waits = ReadonlyMap<string, { readonly at: Manifest; readonly on: readonly string[] }>;

/** The first circle that is reached, its beginning at both ends; each object is looked at once. */
function circleFrom(start: string, waits: Waits, done: Set<string>): string[] | undefined {
  if (done.has(start)) return undefined;
  const trail: string[] = [];
  const at = new Map<string, number>();
  const next: number[] = [];
  const enter = (name: string) => {
    at.set(name, trail.length);
    trail.push(name);
    next.push(0);
  };
  enter(start);
  while (trail.length > 0) {
    const name = trail[trail.length - 1] as string;
    const index = next[next.length - 1] as number;
    const on = waits.get(name)?.on[index];
    if (on === undefined) {
      done.add(name);
      at.delete(name);
      trail.pop();
      next.pop();
      continue;
    }
    next[next.length - 1] = index + 1;
    const seen = at.get(on);
    if (seen !== undefined) {
      for (const one of trail) done.add(one);
      return [...trail.slice(seen), on];
    }
    if (!done.has(on)) enter(on);
  }
  return undefined;
}

function nameOf(at: Manifest): string {
  const { namespace = '', name } = keyOf(at);
  return `${namespace}/${name}`;
}

function dependenciesOf(at: Manifest): string[] {
  const { namespace = '' } = keyOf(at);
  return listAt(at, '/spec/dependsOn').map(
    (one) => `${textAt(one, '/namespace') ?? namespace}/${textAt(one, '/name') ?? ''}`,
  );
}
