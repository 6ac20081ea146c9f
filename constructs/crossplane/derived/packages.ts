import type { IConstruct } from 'constructs';
import { serves } from '../../../lib/crossplane/providers';
import type { PackageReference } from '../packages/reference';

/** A package that a program installs. */
export interface Installed {
  readonly name: string;
  /** `undefined` for a package of this program. */
  readonly image: PackageReference | undefined;
  /** API groups that a provider is said to have: `dns.acme.io`, `*.cloud.acme.io`. */
  readonly groups?: readonly string[];
}

/** One whose image is known at once. */
export interface InstalledImage extends Installed {
  readonly image: PackageReference;
}

export type PackageKind = 'Configuration' | 'Function' | 'Provider';

type Packages = Readonly<Record<PackageKind, readonly Installed[]>>;

interface Collected {
  readonly packages: Record<PackageKind, Installed[]>;
  readonly listeners: (() => void)[];
}

const byApp = new WeakMap<IConstruct, Collected>();

/** The packages that an app installs so far. */
export function packagesOf(from: IConstruct): Packages {
  return collectedOf(from).packages;
}

export function notePackage(from: IConstruct, kind: PackageKind, installed: Installed): void {
  const { packages, listeners } = collectedOf(from);
  packages[kind].push(installed);
  if (installed.groups) listeners.forEach((listen) => listen());
}

/** Calls `listen` whenever a provider says which groups it has. */
export function onDeclaredGroups(from: IConstruct, listen: () => void): void {
  collectedOf(from).listeners.push(listen);
}

/** The packages of a kind whose image is known. */
export function installedImages(from: IConstruct, kind: PackageKind): InstalledImage[] {
  return packagesOf(from)[kind].flatMap(({ image, ...rest }) =>
    image ? [{ ...rest, image }] : [],
  );
}

/** Whether some provider of the app is said to have a group. */
export function declaredBy(from: IConstruct): (group: string) => boolean {
  const all = packagesOf(from).Provider.flatMap(({ groups = [] }) => groups);
  return (group) => all.some((pattern) => matches(pattern, group));
}

/**
 * Whether a provider has the kinds of a group: as it was said, else as far as the name of its image
 * tells. One of this program has what it may.
 */
export function has({ image, groups }: Installed, group: string): boolean {
  if (groups) return groups.some((pattern) => matches(pattern, group));
  return image === undefined || serves(image.name, group);
}

/** `*.acme.io` is any group below; anything else itself. */
function matches(pattern: string, group: string): boolean {
  return pattern.startsWith('*.') ? group.endsWith(pattern.slice(1)) : group === pattern;
}

function collectedOf({ node }: IConstruct): Collected {
  const known = byApp.get(node.root);
  if (known) return known;
  const fresh: Collected = {
    packages: { Configuration: [], Function: [], Provider: [] },
    listeners: [],
  };
  byApp.set(node.root, fresh);
  return fresh;
}
