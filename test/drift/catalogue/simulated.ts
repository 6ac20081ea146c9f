import { isDeepStrictEqual } from 'node:util';
import { loadAll } from 'js-yaml';
import {
  isManifest,
  keyOf,
  ManifestSet,
  parsePointer,
  type Manifest,
  type ObjectKey,
  valueAt,
} from '../../../lib/core';
import {
  fights,
  removalOf,
  syncOptionsFor,
  repaired,
  rulesOf,
  type Claim,
  type Strategy,
  type Writer,
} from '../../../lib/drift';
import { findKind } from '../../../imports/schemas';
import { simulateSync, type DiffStrategy, type SyncSimulation } from '../../../lib/testing';
import { isAbout, PLAIN, type RowCase } from './row-case';

export const ARGO_CD: Readonly<Record<Strategy, DiffStrategy>> = {
  clientSide: 'three-way',
  serverSideApply: 'structured-merge',
  serverSideDiff: 'server-side',
};

/** What a case comes to under one way to compare. */
export interface Outcome {
  /** Whether Argo CD reports what was written, or takes it back. */
  readonly fights: boolean;
  /** Whether the claims say so; `undefined` where the row claims nothing. */
  readonly claimed: boolean | undefined;
  /** The same, once it is repaired; `undefined` where Git no longer has the object. */
  readonly after: SyncSimulation | undefined;
  /** Where what was written is not left alone after the repair. */
  readonly lost: readonly string[];
}

export function outcomeOf(one: RowCase, writer: Writer, strategy: Strategy): Outcome {
  const set = setOf(one.git);
  const claims = claimsOf(one, writer, set);
  const key = claims[0]?.target ?? firstOf(one, set);
  const before = sync(one, set, key, strategy, { rules: false });
  const pointers = Object.keys(one.wrote);
  const outcome = {
    fights: before.status !== 'Synced' || pointers.some((at) => !before.survives(at)),
    claimed: claims.length === 0 ? undefined : claims.some((claim) => fights(claim, strategy)),
  };
  if (claims[0]?.repair.do === 'remove') return { ...outcome, after: undefined, lost: [] };
  const fixed = one.then === undefined ? repair(one, writer, set) : setOf(one.then);
  const after = sync(one, fixed, key, strategy, { rules: true, writer });
  return { ...outcome, after, lost: pointers.filter((at) => !after.survives(at)) };
}

function claimsOf(one: RowCase, writer: Writer, set: ManifestSet): Claim[] {
  return [...writer.claims(set, one.facts)].filter(
    ({ field }) => field !== undefined && isAbout(one, writer, field),
  );
}

function firstOf({ at }: RowCase, set: ManifestSet): ObjectKey {
  const found = [...set].find(({ kind }) => at === undefined || kind === at);
  if (!found) throw new Error(`the case has no ${String(at)}`);
  return keyOf(found);
}

/** What we do by ourselves, and `drift --fix` for what a claim says to leave out or to write. */
function repair(one: RowCase, writer: Writer, given: ManifestSet): ManifestSet {
  const { objects } = repaired(given, one.facts ?? {}, false);
  const set = ManifestSet.of([...given].map((object) => objects.get(object) ?? object));
  return ManifestSet.of(
    [...set].map((object) =>
      claimsOf(one, writer, set)
        .filter(({ at }) => at === object)
        .reduce((result, { pointer, repair: how }) => {
          if (how.do === 'omit')
            return written(result, { [removalOf(result, pointer)]: undefined });
          return how.do === 'write' ? written(result, { [pointer]: how.value }) : result;
        }, object),
    ),
  );
}

function sync(
  one: RowCase,
  set: ManifestSet,
  key: ObjectKey,
  strategy: Strategy,
  { rules: withRules, writer }: { readonly rules: boolean; readonly writer?: Writer },
): SyncSimulation {
  const [target] = set.named(key.group, key.kind, key.name);
  if (!target) throw new Error('the case has no such object');
  const claims = writer ? [...writer.claims(set, one.facts)] : [];
  const rules = withRules ? [...rulesOf(claims, strategy), ...(one.rules ?? [])] : [];
  const compare = withRules ? one.compare : undefined;
  const diff = strategy === 'serverSideDiff' ? 'ServerSideDiff=true' : compare;
  const application = {
    metadata: { annotations: diff ? { 'argocd.argoproj.io/compare-options': diff } : {} },
    spec: {
      ignoreDifferences: rules,
      syncPolicy: {
        syncOptions: [
          ...(strategy === 'clientSide' ? [] : ['ServerSideApply=true']),
          ...(rules.length > 0 ? ['RespectIgnoreDifferences=true', ...syncOptionsFor(rules)] : []),
        ],
      },
    },
  };
  const [original] = setOf(one.git).named(key.group, key.kind, key.name);
  const live = written(tracked(target), wroteInto(target, original, one));
  return simulateSync(target, live, application, {
    ...(strategy === 'clientSide' && { lastApplied: target }),
    // CRDs that do not ship with us: none of them names keys for the lists of these cases.
    schemaOf: (apiVersion, kind) => findKind(apiVersion, kind) ?? PLAIN,
    ...one.cluster,
    ...(withRules ? one.settings : {}),
  });
}

/** What a controller wrote, but where a repair gave Git another value of its own. */
function wroteInto(target: Manifest, original: Manifest | undefined, { wrote }: RowCase) {
  const fields = Object.entries(wrote).filter(([pointer]) => {
    const now = valueAt(target, pointer);
    return now === undefined || isDeepStrictEqual(now, valueAt(original, pointer));
  });
  return Object.fromEntries(fields);
}

/** As Argo CD marks what it manages. */
function tracked(manifest: Manifest): Manifest {
  const { metadata } = manifest;
  const annotations = { 'argocd.argoproj.io/tracking-id': 'shop:x', ...metadata.annotations };
  return { ...manifest, metadata: { ...metadata, annotations } };
}

function written(manifest: Manifest, live: RowCase['wrote']): Manifest {
  const copy = structuredClone(manifest);
  for (const [pointer, value] of Object.entries(live)) {
    const tokens = parsePointer(pointer);
    const last = tokens.pop() ?? '';
    let holder = copy as unknown as Record<string, unknown>;
    for (const token of tokens) holder = (holder[token] ??= {}) as Record<string, unknown>;
    if (value !== undefined) holder[last] = value;
    else if (Array.isArray(holder)) holder.splice(Number(last), 1);
    else Reflect.deleteProperty(holder, last);
  }
  return copy;
}

export function setOf(given: string): ManifestSet {
  return ManifestSet.of((loadAll(given) as unknown[]).filter(isManifest));
}
