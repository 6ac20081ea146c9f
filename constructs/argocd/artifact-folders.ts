import { posix } from 'node:path';
import type { Node } from 'constructs';
import { deliveriesOf } from '../artifact/delivery';
import { programOf } from '../artifact/program';
import type { ArtifactSource } from '../artifact/source';
import { isOlder } from '../targets';
import { normalizeName } from '../../lib/template';
import { ArgoCdError } from './errors';
import { pathMatches } from './glob';
import type { TraversedPath } from './traversal';

/** An artifact, whatever its variants. */
export interface AnyArtifact {
  readonly name: string;
  readonly node: Node;
  readonly variants: readonly string[];
  source(options: never): ArtifactSource;
}

/**
 * The folders of an artifact that patterns match, as this program builds it, in the order in which
 * Argo CD walks them. Hidden folders, and what is in them, are left out.
 *
 * @throws {ArgoCdError} `ARGOCD_GENERATOR_INVALID` where none matches: no Application would be made,
 *   and those of before be deleted.
 */
export function foldersOf(artifact: AnyArtifact, patterns: readonly TraversedPath[]): string[] {
  const folders = allFolders(artifact);
  const matched = folders.filter((folder) => {
    const matching = patterns.filter(({ path }) => pathMatches(String(path), folder));
    return matching.length > 0 && matching.every(({ exclude }) => exclude !== true);
  });
  if (matched.length > 0) return matched;
  throw new ArgoCdError(
    'ARGOCD_GENERATOR_INVALID',
    `no folder of artifact '${artifact.name}' matches ${patterns.map(({ path }) => String(path)).join(', ')}`,
    folders.length > 0
      ? `write a pattern for one of its folders: ${folders.join(', ')}`
      : 'give the artifact variants: each is a folder',
  );
}

/** Whether the declared Argo CD has no generator for artifacts yet. */
export function lacksOci(artifact: AnyArtifact): boolean {
  const argocd = programOf(artifact.node.root)?.targets?.argocd;
  return argocd !== undefined && isOlder(argocd, OCI_SINCE);
}

/** The version of Argo CD that brought the oci generator. */
export const OCI_SINCE = '3.6';

/** What Argo CD tells of a folder. */
export function pathOf(folder: string) {
  const basename = posix.basename(folder);
  return {
    path: folder,
    basename,
    basenameNormalized: normalizeName(basename),
    segments: folder.split('/'),
  };
}

function allFolders({ node, variants }: AnyArtifact): string[] {
  const delivery = deliveriesOf(node.root).find(({ construct }) => construct.node === node);
  const files = delivery?.files() ?? [];
  const found = new Set<string>(variants);
  for (const { path } of files) {
    for (let at = posix.dirname(path); at !== '.' && at !== '/'; at = posix.dirname(at)) {
      found.add(at);
    }
  }
  const visible = [...found].filter((folder) => !folder.split('/').some((s) => s.startsWith('.')));
  return visible.sort((a, b) => (inWalkOrder(a) < inWalkOrder(b) ? -1 : 1));
}

/** `a`, `a/b`, `a-b`: a folder comes with all that is in it. */
function inWalkOrder(folder: string): string {
  return folder.replaceAll('/', '\0');
}
