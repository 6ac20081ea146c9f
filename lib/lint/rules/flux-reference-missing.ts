import { keyOf, nearest, type Manifest, type ManifestSet, type Pointer } from '../../core';
import { listAt, textAt } from '../applications';
import { rule } from '../rule';

export const fluxReferenceMissing = rule({
  id: 'flux-reference-missing',
  category: 'gitops',
  severity: 'warning',
  summary: 'What an object of Flux refers to is where it looks for it.',
  hint: 'correct kind, name and namespace of the reference',
  source: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#source-reference',

  *check(set) {
    const known = new Map<string, Known>();
    for (const { at, pointer, group, kind, name, namespace = '' } of references(set)) {
      let here = known.get(`${group}/${kind}`);
      if (!here) known.set(`${group}/${kind}`, (here = knownIn(set, group, kind)));
      const namespaces = here.get(name);
      // What Flux's own installation brings, and what another input holds, is not known here.
      if (name === 'flux-system' || name === '') continue;
      if (namespaces) {
        if (namespace === '' || namespaces.has(namespace) || namespaces.has('')) continue;
        const [other = ''] = namespaces;
        yield {
          at,
          pointer,
          message: `is the ${kind} '${name}', which is in namespace '${other}', not in '${namespace}'`,
          hint: `write namespace: ${other}`,
        };
        continue;
      }
      const near = nearest(name, [...here.keys()]);
      if (near === undefined) continue;
      const message = `is the ${kind} '${name}', of which there is none`;
      yield { at, pointer, message, hint: `write name: ${near}` };
    }
  },
});

/** Namespaces by name; `''` of an object that does not say its own. */
type Known = ReadonlyMap<string, ReadonlySet<string>>;

function knownIn(set: ManifestSet, group: string, kind: string): Known {
  const found = new Map<string, Set<string>>();
  for (const manifest of set.ofKind(group, kind)) {
    const { name, namespace = '' } = keyOf(manifest);
    found.set(name, (found.get(name) ?? new Set()).add(namespace));
  }
  return found;
}

interface Reference {
  readonly at: Manifest;
  readonly pointer: Pointer;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

const SOURCE = 'source.toolkit.fluxcd.io';

function* references(set: ManifestSet): Iterable<Reference> {
  for (const at of set.ofKind('kustomize.toolkit.fluxcd.io', 'Kustomization')) {
    yield* reference(at, '/spec/sourceRef', SOURCE);
    yield* dependencies(at, 'kustomize.toolkit.fluxcd.io', 'Kustomization');
  }
  for (const at of set.ofKind('helm.toolkit.fluxcd.io', 'HelmRelease')) {
    yield* reference(at, '/spec/chartRef', SOURCE);
    yield* reference(at, '/spec/chart/spec/sourceRef', SOURCE);
    yield* dependencies(at, 'helm.toolkit.fluxcd.io', 'HelmRelease');
  }
}

function* reference(at: Manifest, pointer: Pointer, group: string): Iterable<Reference> {
  const kind = textAt(at, `${pointer}/kind`);
  if (kind === undefined) return;
  const name = textAt(at, `${pointer}/name`) ?? '';
  const namespace = textAt(at, `${pointer}/namespace`) ?? keyOf(at).namespace;
  yield { at, pointer, group, kind, name, namespace };
}

function* dependencies(at: Manifest, group: string, kind: string): Iterable<Reference> {
  for (const [index, one] of listAt(at, '/spec/dependsOn').entries()) {
    const name = textAt(one, '/name') ?? '';
    const namespace = textAt(one, '/namespace') ?? keyOf(at).namespace;
    yield { at, pointer: `/spec/dependsOn/${index}`, group, kind, name, namespace };
  }
}
