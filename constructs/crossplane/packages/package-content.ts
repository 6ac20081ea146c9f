import type { IConstruct } from 'constructs';
import type { TouchedKinds } from '../kinds';

/** Rights that a composition of a package needs, and that the package cannot carry. */
export interface NeededRights {
  readonly composition: string;
  readonly kinds: TouchedKinds;
}

const packages = new WeakMap<IConstruct, NeededRights[]>();

/** Marks a construct whose content becomes a Configuration package. */
export function startPackage(construct: IConstruct): readonly NeededRights[] {
  const needed: NeededRights[] = [];
  packages.set(construct, needed);
  return needed;
}

/** The package that a construct is content of, by the rights noted so far. */
export function packageAround(construct: IConstruct): NeededRights[] | undefined {
  const found = construct.node.scopes.find((scope) => packages.has(scope));
  return found && packages.get(found);
}

/** Where Crossplane's package manager finds the functions that it installs for a package. */
export const CONTRIB = 'crossplane-contrib';

/**
 * Names of the functions inside a package: the package manager names what it installs after the
 * repository, `crossplane-contrib-function-auto-ready`.
 */
export const packagedFunctions = {
  autoReady: `${CONTRIB}-function-auto-ready`,
  environmentConfigs: `${CONTRIB}-function-environment-configs`,
  goTemplating: `${CONTRIB}-function-go-templating`,
  patchAndTransform: `${CONTRIB}-function-patch-and-transform`,
  sequencer: `${CONTRIB}-function-sequencer`,
} as const;
