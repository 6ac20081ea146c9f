import type { IConstruct } from 'constructs';
import { groupOf } from '../../../lib/core';
import { packageOf } from '../../../lib/crossplane/providers';
import { contributeConfig } from '../../argocd/config-fragment';
import { packageHealth } from '../health/package-health';
import { packageAround } from '../packages/package-content';
import type { CompositionFacts } from './compositions';
import { managedKinds } from './managed';
import { has, notePackage, packagesOf, type Installed, type PackageKind } from './packages';

/**
 * Notes a package, tells Argo CD when it is healthy, and has the first provider of an app look for
 * objects whose provider is missing.
 */
export function registerPackage(from: IConstruct, kind: PackageKind, installed: Installed): void {
  if (kind === 'Provider' && packagesOf(from).Provider.length === 0) {
    from.node.addValidation({ validate: () => missingForObjects(from) });
  }
  notePackage(from, kind, installed);
  const group = 'pkg.crossplane.io';
  contributeConfig(from, { customizations: [{ group, kind, health: packageHealth }] });
}

/**
 * The providers that a composition needs and the program, which installs some, does not install. A
 * Configuration brings what it depends on, so with one, or inside one, nothing can be said.
 */
export function checkInstalled(from: IConstruct, { kinds }: CompositionFacts): string[] {
  const { Configuration, Provider } = packagesOf(from);
  if (Provider.length === 0 || Configuration.length > 0 || packageAround(from)) return [];
  const groups = new Map(kinds.map((kind) => [groupOf(kind.apiVersion), kind.kind]));
  return [...groups].flatMap(([group, kind]) => {
    const lack = lackOf(Provider, group);
    return lack ? [`composes ${kind} of ${group}, but ${lack.text}`] : [];
  });
}

/** The same for objects that no composition makes, each package once. */
function missingForObjects(from: IConstruct): string[] {
  const { Configuration, Provider } = packagesOf(from);
  if (Configuration.length > 0) return [];
  const told = new Set<string>();
  return managedKinds(from).flatMap(({ kind, path }) => {
    const group = groupOf(kind.apiVersion);
    const lack = lackOf(Provider, group);
    if (path === undefined || !lack || told.has(lack.name)) return [];
    told.add(lack.name);
    return [`${path} is a ${kind.kind} of ${group}, but ${lack.text}`];
  });
}

const FAMILIES = { aws: 'AwsProviders', azure: 'AzureProviders', gcp: 'GcpProviders' } as const;

/** What lacks for a group of which we know the package. */
function lackOf(
  all: readonly Installed[],
  group: string,
): { readonly name: string; readonly text: string } | undefined {
  const found = packageOf(group);
  if (!found || all.some((one) => has(one, group))) return undefined;
  const { name, cloud } = found;
  const repair = cloud ? `add one, or use ${FAMILIES[cloud]}` : 'add one';
  return {
    name,
    text: `no Provider of this program installs ${name}: ${repair}; one of another name says groups: ['${group}']`,
  };
}
