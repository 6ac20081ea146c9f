import {
  formatKey,
  keyOf,
  valueAt,
  type Fight,
  type Fix,
  type IgnoreDifference,
  type ObjectKey,
} from '../core';
import { fights, nameOf, ownerOf, syncOptionsFor, type WriterClaim } from '../drift';
import { show } from '../schema';
import type { ApplicationSpec } from './applications';
import { claims } from './claims';
import { perRun, type Context } from './context';
import { coverOf, keyUnder, type Cover } from './cover';
import { RESPECT } from './ignore-rules';
import { ownersOf } from './owners';

/** An Application in which a claim is fought over, and what its rules do about it. */
export interface ExposedOwner {
  readonly owner: ApplicationSpec;
  readonly cover: Cover;
}

/** A claim on an object of the set that fights, with the Applications in which it does. */
export interface Exposed {
  readonly claim: WriterClaim;
  readonly at: NonNullable<WriterClaim['at']>;
  /** Empty where the set has no Application. */
  readonly owners: readonly ExposedOwner[];
}

/** Every claim that fights and that no rule ends, in the order of the claims. */
export const exposed = perRun((context): readonly Exposed[] => {
  const found: Exposed[] = [];
  const exists = (key: ObjectKey) => isInSet(key, context);
  const annotated = readsAnnotations(context);
  for (const claim of claims(context)) {
    const { at } = claim;
    if (!at) continue;
    const all = ownersOf(at, context);
    if (all.length === 0) {
      if (fights(claim, 'clientSide')) found.push({ claim, at, owners: [] });
      continue;
    }
    const owners = alikeIn(all).flatMap((alike) => {
      const [first] = alike;
      if (!fights(claim, first.strategy)) return [];
      const cover = coverOf(claim, first, exists, annotated);
      return cover.effect === 'kept' ? [] : alike.map((owner) => ({ owner, cover }));
    });
    if (owners.length > 0) found.push({ claim, at, owners });
  }
  return found;
});

type Alike = readonly [ApplicationSpec, ...ApplicationSpec[]];

const known = new WeakMap<readonly ApplicationSpec[], readonly Alike[]>();

/** The Applications of a fleet differ in name and place: those that treat objects alike, together. */
function alikeIn(owners: readonly ApplicationSpec[]): readonly Alike[] {
  let found = known.get(owners);
  if (!found) {
    const groups = new Map<string, [ApplicationSpec, ...ApplicationSpec[]]>();
    for (const owner of owners) {
      const { at: _at, sources: _sources, destination: _destination, ...rest } = owner;
      const text = JSON.stringify(rest);
      const group = groups.get(text);
      if (group) group.push(owner);
      else groups.set(text, [owner]);
    }
    known.set(owners, (found = [...groups.values()]));
  }
  return found;
}

/** Whether the Argo CD of the targets reads rules from annotations of objects. */
function readsAnnotations({ targets: { argocd } }: Context): boolean {
  const [, major = 0, minor = 0] = /^v?(\d+)\.(\d+)/.exec(argocd ?? '') ?? [];
  return Number(major) > 3 || (Number(major) === 3 && Number(minor) >= 6);
}

/** Who writes, what happens, and in which Applications. */
export function fightOf({ claim, at, owners }: Exposed): Fight {
  return {
    writer: ownerOf(claim),
    outcome: `${claim.maybe ? 'if it does, ' : ''}${outcomeOf(claim, at, owners)}`,
    applications: owners.map(({ owner }) => owner.at),
  };
}

/** Whether it goes on without anybody's doing. */
export function goesOn({ owners }: Exposed): boolean {
  return owners.length === 0 || owners.some(({ owner }) => owner.selfHeals);
}

/** What is wrong with the rule that was meant to help, behind a semicolon; `''` where none was. */
export function faultIn({ owners }: Exposed): string {
  for (const { owner, cover } of owners) {
    const rule = `; the rule in ${nameOf(owner.at)}`;
    if (cover.effect === 'hidden')
      return `${rule} only hides it, since syncOptions lack ${RESPECT}`;
    if (cover.fault) return `${rule} ${cover.fault.text}`;
  }
  return '';
}

/** A rule for the claim in every Application that needs one, with the option that it needs. */
export function ruleFixes({ claim, owners }: Exposed): Fix[] {
  return owners.flatMap(({ owner, cover }): Fix[] => {
    if (owner.tool === 'flux') return fluxFixes(claim, owner);
    const add = `${owner.pointer}/ignoreDifferences`;
    const rule = ruleOf(claim, owner);
    const options = [RESPECT, ...syncOptionsFor([rule])];
    const edits = [
      ...(cover.effect === 'hidden'
        ? []
        : (cover.fault?.edits ?? [{ do: 'add' as const, pointer: add, value: rule }])),
      ...options
        .filter((option) => !owner.syncOptions.includes(option))
        .map((option) => ({
          do: 'add' as const,
          pointer: `${owner.pointer}/syncPolicy/syncOptions`,
          value: option,
        })),
    ];
    return edits.length > 0 ? [{ at: owner.at, edits }] : [];
  });
}

/** Whether a rule in the Kustomization ends it: it keeps what is live of a field that Git writes. */
export function endsByFluxRule({ claim, owners }: Exposed): boolean {
  return owners.length > 0 && owners.every(({ owner }) => fluxFixes(claim, owner).length > 0);
}

/**
 * Of a field that Git lacks, a rule would fail each reconciliation once Flux alone has applied it; and
 * no pointer finds an item of a list that is reordered.
 */
function fluxFixes(claim: WriterClaim, owner: ApplicationSpec): Fix[] {
  const { at, jq, pointer } = claim;
  if (!owner.fluxIgnores || jq !== undefined || !at || valueAt(at, pointer) === undefined)
    return [];
  const { group, kind, name, namespace } = keyUnder(claim, owner);
  const target = {
    ...(group !== '' && { group: patternOf(group) }),
    kind,
    name: patternOf(name),
    // A cluster-scoped object has none, whatever targetNamespace says.
    ...(claim.target.namespace !== undefined && { namespace }),
  };
  const value = { paths: [pointer], target };
  return [{ at: owner.at, edits: [{ do: 'add', pointer: `${owner.pointer}/ignore`, value }] }];
}

/** A text as a pattern of Go that it alone matches. */
function patternOf(text: string): string {
  return text.replace(/[.+*?^${}()|[\]\\]/g, '\\$&');
}

/** The narrowest rule for a claim. */
export function ruleOf(claim: WriterClaim, owner: ApplicationSpec): IgnoreDifference {
  const { group, kind, name, namespace } = keyUnder(claim, owner);
  const { jq, pointer } = claim;
  return {
    group,
    kind,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(jq === undefined ? { jsonPointers: [pointer] } : { jqPathExpressions: [jq] }),
  };
}

function outcomeOf(
  { pointer, repair }: WriterClaim,
  at: Exposed['at'],
  owners: readonly ExposedOwner[],
): string {
  const heals = owners.some(({ owner }) => owner.selfHeals);
  if (repair.do === 'write') return heals ? 'self-heal syncs for ever' : 'OutOfSync for ever';
  const [first] = owners;
  const value = valueAt(at, pointer);
  const back =
    pointer === ''
      ? 'writes it again'
      : value === undefined
        ? 'takes it out'
        : `sets it back to ${show(value)}`;
  if (!first) return `every apply ${back}`;
  if (owners.every(({ cover }) => cover.effect === 'hidden'))
    return `hidden; the next sync ${back}`;
  if (owners.every(({ owner }) => owner.tool === 'flux')) return `each reconciliation ${back}`;
  if (heals) return `self-heal ${back} each time`;
  return owners.some(({ owner }) => owner.automated)
    ? `OutOfSync; the next sync ${back}`
    : `OutOfSync for ever; a sync ${back}`;
}

function isInSet(key: ObjectKey, { set }: Context): boolean {
  return set.named(key.group, key.kind, key.name).some((manifest) => {
    const own = keyOf(manifest);
    return own.namespace === undefined || formatKey(own) === formatKey(key);
  });
}
