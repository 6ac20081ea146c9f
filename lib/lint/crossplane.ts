import { posix } from 'node:path';
import { groupOf, type Manifest, type ManifestSet } from '../core';
import { checkPackage } from '../crossplane/check-package';
import type * as composition from '../crossplane/composition/check';
import type { CompositionWorld } from '../crossplane/composition/world';
import type { Fact, FactRule } from '../crossplane/fact';
import { installedWith } from '../crossplane/installed-with';
import { META_GROUP } from '../crossplane/meta-group';
import type * as xrd from '../crossplane/xrd/check';
import { readDefinition, type Definition } from '../crossplane/xrd/definition';
import { kindsOf } from '../crossplane/xrd/derive';
import { perRun, type Context } from './context';
import type { Finding } from './rule';

const GROUP = 'apiextensions.crossplane.io';

interface FactAt {
  readonly at: Manifest;
  readonly fact: Fact;
}

/** The facts about XRDs and Compositions that a rule reports, in the order of the set. */
export function* findingsOf(rule: FactRule, context: Context): Generator<Finding> {
  for (const { at, fact } of factsBy(context).get(rule) ?? []) {
    const { pointer, message, hint, severity } = fact;
    const more = { ...(hint !== undefined && { hint }), ...(severity && { severity }) };
    yield { at, pointer, message, ...more };
  }
}

const factsBy = perRun((context): ReadonlyMap<FactRule, readonly FactAt[]> => {
  const found = new Map<FactRule, FactAt[]>();
  for (const entry of factsIn(context)) {
    const facts = found.get(entry.fact.rule);
    if (facts) facts.push(entry);
    else found.set(entry.fact.rule, [entry]);
  }
  return found;
});

function* factsIn(context: Context): Generator<FactAt> {
  const { set, targets } = context;
  for (const at of metasIn(set)) for (const fact of checkPackage(at)) yield { at, fact };
  const definitions = set.ofKind(GROUP, 'CompositeResourceDefinition');
  for (const at of definitions) {
    const facts = xrdChecks().checkDefinition(at, targets['kubernetes']);
    for (const fact of facts) yield { at, fact };
  }
  const compositions = set.ofKind(GROUP, 'Composition');
  if (compositions.length === 0) return;
  const worldOf = worldsOf(context);
  for (const at of compositions) {
    for (const fact of compositionChecks().checkComposition(at, worldOf(at))) yield { at, fact };
  }
}

/** What stands beside each composition. */
function worldsOf(context: Context): (composition: Manifest) => CompositionWorld {
  const { set, definitions } = context;
  const sets = definitions ? [set, definitions] : [set];
  const all = (group: string, kind: string) => sets.flatMap((each) => each.ofKind(group, kind));
  const fileOf = (manifest: Manifest) =>
    sets.map((each) => each.originOf(manifest).file).find((file) => file !== undefined) ?? '';
  const xrds = definitionsBy(all(GROUP, 'CompositeResourceDefinition'));
  const packages = sets
    .flatMap(metasIn)
    .map((meta) => ({ folder: posix.dirname(fileOf(meta)), ...installedWith(meta) }))
    .sort((a, b) => b.folder.length - a.folder.length);
  // A Configuration brings what it depends on, so beside one nobody knows what is installed.
  const isOpen = all('pkg.crossplane.io', 'Configuration').length > 0;
  const { schemas, targets } = context;
  const others = {
    versionsOf: (group: string, kind: string) =>
      schemas.servedVersions?.(group, kind, { kubernetes: targets.kubernetes }) ?? [],
    kindsOf: (group: string) => schemas.kindsOf?.(group, { kubernetes: targets.kubernetes }) ?? [],
    environmentConfigs: all(GROUP, 'EnvironmentConfig'),
    composesNatively: /^v?1\./.test(targets.crossplane ?? ''),
  };
  return (composition) => {
    const file = fileOf(composition);
    const definitionOf = (group: string, kind: string) =>
      nearestOf(xrds.get(`${group}/${kind}`) ?? [], (xrd) => fileOf(xrd.manifest), file);
    const kindOf = (apiVersion: string, kind: string) => {
      const rivals = xrds.get(`${groupOf(apiVersion)}/${kind}`) ?? [];
      if (rivals.length < 2) return context.kindOf({ apiVersion, kind });
      const definition = definitionOf(groupOf(apiVersion), kind);
      const kinds = new Map(definition ? kindsOf(definition) : []);
      return kinds.get(`${apiVersion}/${kind}`);
    };
    const around = packages.find(({ folder }) => folder === '.' || file.startsWith(`${folder}/`));
    const isUnknown = isOpen || around?.isOpen === true;
    const installed = (kind: string, dependencies: readonly Manifest[] = []) =>
      isUnknown ? [] : [...all('pkg.crossplane.io', kind), ...dependencies];
    const functions = installed('Function', around?.functions);
    const providers = installed('Provider', around?.providers);
    return { kindOf, definitionOf, functions, providers, ...others };
  };
}

/** What packages say of themselves. */
function metasIn(set: ManifestSet): readonly Manifest[] {
  return ['Configuration', 'Function', 'Provider'].flatMap((kind) => set.ofKind(META_GROUP, kind));
}

/** Of several XRDs of one kind, as in a repository of alternatives: the one in the nearest folder. */
function nearestOf<T>(items: readonly T[], fileOf: (item: T) => string, file: string) {
  const [first] = items;
  if (items.length < 2) return first;
  const folders = file.split('/');
  const common = (item: T) => {
    const others = fileOf(item).split('/');
    const apart = folders.findIndex((folder, i) => folder !== others[i]);
    return apart < 0 ? folders.length : apart;
  };
  return items.reduce((best, item) => (common(item) > common(best) ? item : best));
}

/** By group and kind, of the XR and of its claim. */
function definitionsBy(xrds: readonly Manifest[]): ReadonlyMap<string, readonly Definition[]> {
  const found = new Map<string, Definition[]>();
  for (const xrd of xrds) {
    const definition = readDefinition(xrd);
    if (!definition) continue;
    const { group, kind, claim } = definition;
    for (const each of claim ? [kind, claim.kind] : [kind]) {
      const key = `${group}/${each}`;
      found.set(key, [...(found.get(key) ?? []), definition]);
    }
  }
  return found;
}

/** Loaded late: most sets have no Crossplane in them. */
function compositionChecks(): typeof composition {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../crossplane/composition/check') as typeof composition;
}

function xrdChecks(): typeof xrd {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../crossplane/xrd/check') as typeof xrd;
}
