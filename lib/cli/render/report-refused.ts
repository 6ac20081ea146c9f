import { ManifestSet, type Manifest, type World } from '../../core';
import { refusedOf } from '../../lint/refused';
import { readConfig } from '../config';
import { projectSchemas } from '../project-schemas';
import { printable } from '../printable';

const NAME = 'crossplane.io/composition-resource-name';

/**
 * Warns of composed resources that Crossplane renders and the API server would refuse; nothing is
 * changed in what is printed.
 *
 * @param definitions objects among which XRDs and CRDs may be.
 */
export function reportRefused(
  composed: readonly Manifest[],
  definitions: readonly Manifest[],
  world: World,
): void {
  const { targets } = readConfig(world);
  const schemas = projectSchemas(world);
  const known = ManifestSet.of(definitions);
  for (const { manifest, pointer, message, hint } of refusedOf(composed, {
    schemas,
    targets,
    definitions: known,
  })) {
    const { kind = '', metadata } = manifest ?? {};
    const name = metadata?.annotations?.[NAME] ?? metadata?.name ?? '';
    const what = `${kind} ${name}: ${pointer} ${message}`;
    world.report(printable(`warning: the API server would refuse ${what} -> ${hint}`));
  }
}
