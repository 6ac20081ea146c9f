import type { IConstruct } from 'constructs';
import { groupOf } from '../../../lib/core';
import { packageName } from '../../../lib/crossplane/installed-with';
import { packageOf } from '../../../lib/crossplane/providers';
import type { CompositionFacts } from '../derived/compositions';
import { declaredBy, has, installedImages, type InstalledImage } from '../derived/packages';
import { isOfProvider } from '../derived/provided';
import { PackageError } from './errors';
import { CONTRIB } from './package-content';

/** A package that another one needs, as upstream spells it. */
export interface PackageDependency {
  /** Default: `pkg.crossplane.io/v1`. */
  readonly apiVersion?: string;
  readonly kind: 'Configuration' | 'Function' | 'Provider';
  /** Without tag and digest: `xpkg.upbound.io/upbound/provider-aws-s3`. */
  readonly package: string;
  /** A constraint, `>=v2.0.0`, or a digest. */
  readonly version: string;
}

/**
 * The releases whose behaviour this library renders and writes for.
 *
 * @see https://github.com/crossplane-contrib
 */
const FUNCTIONS: Readonly<Record<string, string>> = {
  'function-auto-ready': '>=v0.7.0',
  'function-environment-configs': '>=v0.7.1',
  'function-go-templating': '>=v0.12.2',
  'function-patch-and-transform': '>=v0.10.8',
  'function-sequencer': '>=v0.6.0',
};

/**
 * What a package needs: the functions of its pipelines and the providers of what they compose. Where
 * the program installs one, that image and at least that version; else what we know of it.
 *
 * @param said By the user, who has the last word.
 * @throws {PackageError} `PACKAGE_DEPENDENCY_UNKNOWN` for one that nobody told us of.
 */
export function dependenciesOf(
  from: IConstruct,
  compositions: readonly CompositionFacts[],
  said: readonly PackageDependency[],
): readonly PackageDependency[] {
  const place = `ConfigurationPackage '${from.node.id}'`;
  const named = new Set(said.map((one) => basename(one.package)));
  const labels = new Set(said.map((one) => packageName(one.package)));
  const functions = new Set(compositions.flatMap((composition) => composition.functions));
  const derived = new Map<string, PackageDependency>();
  for (const name of functions) {
    if (labels.has(name) || named.has(name)) continue;
    const dependency = functionNamed(name, installedImages(from, 'Function'));
    if (!dependency) throw unknown(place, `function '${name}'`, 'Function');
    derived.set(dependency.package, dependency);
  }
  const foreign = said.some(({ kind }) => kind === 'Provider');
  const providers = installedImages(from, 'Provider');
  const declared = declaredBy(from);
  const kinds = compositions.flatMap((composition) => composition.kinds);
  for (const kind of kinds.filter((one) => isOfProvider(one, declared))) {
    const group = groupOf(kind.apiVersion);
    const dependency = providerFor(group, providers);
    if (!dependency && !foreign) throw unknown(place, `provider of ${group}`, 'Provider');
    if (!dependency || named.has(basename(dependency.package))) continue;
    derived.set(dependency.package, dependency);
  }
  const all = [...said, ...derived.values()];
  return all
    .map((one) => ({ apiVersion: 'pkg.crossplane.io/v1', ...one }))
    .sort((a, b) => (a.package < b.package ? -1 : 1));
}

function functionNamed(
  name: string,
  installed: readonly InstalledImage[],
): PackageDependency | undefined {
  const image = installed.find(
    (one) => one.name === name || packageName(one.image.source) === name,
  );
  if (image) return { kind: 'Function', ...atLeast(image) };
  const short = name.startsWith(`${CONTRIB}-`) ? name.slice(CONTRIB.length + 1) : name;
  if (!Object.hasOwn(FUNCTIONS, short)) return undefined;
  const version = FUNCTIONS[short] ?? '';
  return { kind: 'Function', package: `xpkg.crossplane.io/${CONTRIB}/${short}`, version };
}

/** The package that the program installs for a group, else the one that is known to have it. */
function providerFor(
  group: string,
  installed: readonly InstalledImage[],
): PackageDependency | undefined {
  const found = packageOf(group);
  const image = installed.find((one) =>
    one.groups ? has(one, group) : one.image.name === found?.name,
  );
  if (image) return { kind: 'Provider', ...atLeast(image) };
  if (!found) return undefined;
  const { name, registry, versions } = found;
  return { kind: 'Provider', package: `${registry}/${name}`, version: versions };
}

function atLeast({ image }: InstalledImage) {
  const { source, tag, digest } = image;
  return { package: source, version: tag === undefined ? (digest ?? '') : `>=${tag}` };
}

function basename(source: string): string {
  return source.slice(source.lastIndexOf('/') + 1);
}

function unknown(place: string, what: string, kind: string): PackageError {
  return new PackageError(
    'PACKAGE_DEPENDENCY_UNKNOWN',
    `${place} uses the ${what}, and nothing says which package that is`,
    `write dependsOn: [{ kind: '${kind}', package: 'xpkg…', version: '>=v1.0.0' }]`,
  );
}
