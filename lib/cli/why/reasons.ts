import { groupOf, parseDocuments, valueAt, type Manifest, type Pointer } from '../../core';
import type { WriterClaim } from '../../drift';
import type { ArtifactRecord } from '../../../constructs/artifact/record';
import { parseReleases, isPin, type Ring } from '../../releases';

/** What a derived field follows from. */
export interface Reason {
  /** `HorizontalPodAutoscaler 'web' writes /spec/replicas` */
  readonly text: string;
  /** Where that is written: `releases.yaml:6`. */
  readonly place?: string;
}

export interface ReasonFacts {
  readonly claims: readonly WriterClaim[];
  /** Where an object is made or written. */
  placeOf(manifest: Manifest): string | undefined;
  readonly artifacts: readonly Pick<ArtifactRecord, 'name' | 'digest'>[];
  /** Text of releases.yaml, where there is one. */
  readonly releases: string | undefined;
}

const FILE = 'releases.yaml';

/** What the fields follow from that nobody writes by hand: pins, and rules for what controllers own. */
export function reasonsOf(manifest: Manifest, pointer: Pointer, facts: ReasonFacts): Reason[] {
  if (groupOf(manifest) !== 'argoproj.io' || !/^Application(?:Set)?$/.test(manifest.kind))
    return [];
  const [, rules, index] =
    /^((?:\/spec\/template)?\/spec\/ignoreDifferences)(?:\/(\d+))?/.exec(pointer) ?? [];
  if (rules !== undefined) {
    const all = valueAt(manifest, rules);
    if (!Array.isArray(all)) return [];
    const wanted = index === undefined ? all : all.slice(Number(index), Number(index) + 1);
    return unique(wanted.flatMap((rule) => reasonsOfRule(rule as Rule, facts)));
  }
  const value = valueAt(manifest, pointer);
  return typeof value === 'string' ? pinned(value, facts) : [];
}

interface Rule {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly jsonPointers?: readonly string[];
  readonly jqPathExpressions?: readonly string[];
}

function reasonsOfRule(rule: Rule, { claims, placeOf }: ReasonFacts): Reason[] {
  const { group = '', kind, name, namespace, jsonPointers = [], jqPathExpressions = [] } = rule;
  return claims.flatMap(({ target, pointer, jq, by, writer }) => {
    const isMeant =
      target.group === group &&
      target.kind === kind &&
      (name === undefined || target.name === name) &&
      (namespace === undefined || target.namespace === namespace) &&
      (jsonPointers.includes(pointer) || (jq !== undefined && jqPathExpressions.includes(jq)));
    if (!isMeant) return [];
    const place = by && placeOf(by);
    const who = by ? `${by.kind} '${by.metadata.name ?? ''}'` : writer.title;
    return [
      { text: `${who} writes ${pointer} of ${kind} '${target.name}'`, ...(place && { place }) },
    ];
  });
}

/** A digest or a version of releases.yaml; a digest that this program built. */
function pinned(value: string, { artifacts, releases }: ReasonFacts): Reason[] {
  const rings = releases === undefined ? [] : ringsIn(releases);
  const document = releases === undefined ? undefined : parseDocuments(releases)[0];
  const at = (pointer: string) => ({ place: `${FILE}:${document?.lineOf(pointer) ?? 1}` });
  const pins = rings.flatMap(({ artifact, ring, runs }): Reason[] => {
    if (!isPin(runs)) return [];
    const field = runs.digest === value ? 'digest' : runs.version === value ? 'version' : undefined;
    if (field === undefined) return [];
    const text = `the pin of ${artifact} in ring ${ring}`;
    return [{ text, ...at(`/${artifact}/${ring}/${field}`) }];
  });
  if (pins.length > 0) return pins;
  return artifacts
    .filter(({ digest }) => digest === value)
    .flatMap(({ name }): Reason[] => {
      const heads = rings.filter(({ artifact, runs }) => artifact === name && !isPin(runs));
      const built = { text: `what this program builds as artifact ${name}` };
      return heads.length === 0
        ? [built]
        : heads.map(({ ring }) => ({
            text: `${built.text}: ring ${ring} is at head`,
            ...at(`/${name}/${ring}`),
          }));
    });
}

function ringsIn(text: string): { artifact: string; ring: string; runs: Ring }[] {
  const releases = parseReleases(text, FILE);
  return releases
    .artifacts()
    .flatMap((artifact) =>
      releases
        .rings(artifact)
        .map((ring) => ({ artifact, ring, runs: releases.ring(artifact, ring) })),
    );
}

function unique(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((one) => [JSON.stringify(one), one])).values()];
}
