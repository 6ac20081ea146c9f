import { formatKey, keyOf, nearest, type Manifest, type ManifestSet } from '../../core';
import { CliError } from '../errors';

/**
 * The objects that a name stands for: `Kind/name`, `Kind/namespace/name`, either behind a group.
 * Variants of a release hold an object of one name each.
 *
 * @param generated other names that may have been meant.
 * @throws {CliError} `CLI_INPUT_MISSING` with the nearest name that there is.
 */
export function findObjects(
  name: string,
  set: ManifestSet,
  generated: () => readonly string[] = () => [],
): Manifest[] {
  const found = [...set].filter((manifest) => namesOf(manifest).includes(name));
  if (found.length > 0) return found;
  const known = [...[...set].flatMap(namesOf), ...generated()];
  const meant = nearest(name, known) ?? known.find((one) => one.endsWith(`/${lastOf(name)}`));
  throw new CliError(
    'CLI_INPUT_MISSING',
    `there is no object '${name}'`,
    meant ? `write ${meant}` : 'write Kind/namespace/name, e.g. Deployment/shop/web',
  );
}

/** Every way to write the object: with and without group and namespace. */
function namesOf(manifest: Manifest): string[] {
  const key = keyOf(manifest);
  const { group, kind, name } = key;
  return [
    formatKey({ ...key, group: '' }),
    formatKey(key),
    formatKey({ group: '', kind, name }),
    formatKey({ group, kind, name }),
  ];
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
