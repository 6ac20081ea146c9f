import type { IConstruct } from 'constructs';
import { groupOf } from '../../../lib/core';
import { contributeConfig } from '../../argocd/config-fragment';
import { packageHealth } from '../health/package-health';
import type { CompositionFacts } from './compositions';
import { packageAround } from '../packages/package-content';
import type { PackageReference } from '../packages/reference';
import { managedKinds } from './managed';
import { isOfProvider, providerOf } from './provided';

/** A package that a program installs. */
interface Installed {
  readonly name: string;
  /** `undefined` for a package of this program. */
  readonly image: PackageReference | undefined;
}

/** One whose image is known at once. */
export interface InstalledImage {
  readonly name: string;
  readonly image: PackageReference;
}

type PackageKind = 'Configuration' | 'Function' | 'Provider';

const byApp = new WeakMap<IConstruct, Record<PackageKind, Installed[]>>();

/**
 * Notes a package, tells Argo CD when it is healthy, and has the first provider of an app look for
 * objects whose provider is missing.
 */
export function registerPackage(from: IConstruct, kind: PackageKind, installed: Installed): void {
  const all = installedIn(from);
  if (kind === 'Provider' && all.Provider.length === 0) {
    from.node.addValidation({ validate: () => missingForObjects(from) });
  }
  all[kind].push(installed);
  const group = 'pkg.crossplane.io';
  contributeConfig(from, { customizations: [{ group, kind, health: packageHealth }] });
}

/** The packages of a kind that an app installs. */
export function installedImages(from: IConstruct, kind: PackageKind): InstalledImage[] {
  return installedIn(from)[kind].flatMap(({ name, image }) => (image ? [{ name, image }] : []));
}

/**
 * The providers that a composition needs and the program, which installs some, does not install. A
 * Configuration brings what it depends on, so with one, or inside one, nothing can be said.
 */
export function checkInstalled(from: IConstruct, { kinds }: CompositionFacts): string[] {
  const { Configuration, Provider } = installedIn(from);
  if (Provider.length === 0 || Configuration.length > 0 || packageAround(from)) return [];
  const groups = new Map(kinds.map((kind) => [groupOf(kind.apiVersion), kind.kind]));
  return [...groups].flatMap(([group, kind]) => {
    const name = missingProvider(Provider, group);
    return name === undefined ? [] : [`composes ${kind} of ${group}, but ${lacks(name)}`];
  });
}

/** The same for objects that no composition makes, each group once. */
function missingForObjects(from: IConstruct): string[] {
  const { Configuration, Provider } = installedIn(from);
  if (Configuration.length > 0) return [];
  const told = new Set<string>();
  return managedKinds(from).flatMap(({ kind, path }) => {
    const name = missingProvider(Provider, groupOf(kind.apiVersion));
    if (path === undefined || name === undefined || told.has(name)) return [];
    told.add(name);
    return [`${path} is a ${kind.kind} of ${groupOf(kind.apiVersion)}, but ${lacks(name)}`];
  });
}

/** Every package of the AWS family brings the family's own along. */
function missingProvider(all: readonly Installed[], group: string): string | undefined {
  const name = isOfProvider({ apiVersion: `${group}/v1`, kind: '' })
    ? providerOf(group)
    : undefined;
  if (name === undefined) return undefined;
  const images = all.map(({ image }) => image?.name);
  const served =
    name === 'provider-family-aws'
      ? images.some((image) => image === undefined || /^provider-(?:family-)?aws\b/.test(image))
      : images.some((image) => [undefined, name, 'provider-aws'].includes(image));
  return served ? undefined : name;
}

function lacks(name: string): string {
  return `no Provider of this program installs ${name}: add one, or use AwsProviders`;
}

function installedIn({ node }: IConstruct): Record<PackageKind, Installed[]> {
  const known = byApp.get(node.root);
  if (known) return known;
  const fresh = { Configuration: [], Function: [], Provider: [] };
  byApp.set(node.root, fresh);
  return fresh;
}
