import type { Crd, CrdVersion } from './crd';
import { moved, type CompactVersion, type Facts } from './facts';
import type { Child, Node } from './schema';

/** The definitions in `facts`, each schema whole again. */
export function definitionsOf(facts: Facts): Crd[] {
  return facts.crds.map((crd) => ({
    ...crd,
    versions: crd.versions.map((version) => expanded(version, facts)),
  }));
}

function expanded({ root, ...version }: CompactVersion, { shapes }: Facts): CrdVersion {
  return root === undefined ? version : { ...version, schema: whole(root, shapes) };
}

function whole(child: Child, shapes: readonly Node[]): Node {
  const node = typeof child === 'number' ? (shapes[child] ?? {}) : child;
  return moved(node, (each) => whole(each, shapes));
}
