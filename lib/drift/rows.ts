import { keyOf, type Manifest, type ManifestSet } from '../core';
import { jqOf, placesOf, pointerOf, type FieldPath } from './places';
import type { Claim, Repair, Strategy, WrittenField } from './writer';

/** A row of the catalogue that is a claim wherever its field is written, or for `write` missing. */
export interface Row extends WrittenField {
  readonly at: FieldPath;
  readonly claim: Repair;
  readonly under?: readonly Strategy[];
  /** Claim the field where Git does not write it too, so that a rule for it is kept. */
  readonly always?: boolean;
}

/** A row, whose path for people follows from the one for programs. */
export function row(given: Omit<Row, 'path'>): Row {
  return { path: pointerOf(given.at) ?? jqOf(given.at), ...given };
}

/** Rows of defaults that the API server fills in below a list: each field, and its value. */
export function defaultRows(
  kinds: readonly string[],
  defaults: Readonly<Record<FieldPath, unknown>>,
  more: Pick<WrittenField, 'repair'> & Partial<WrittenField>,
): Row[] {
  return Object.entries(defaults).map(([at, value]) =>
    row({
      manager: 'kube-apiserver',
      note: `the default is ${JSON.stringify(value)}`,
      ...more,
      kinds,
      at: at as FieldPath,
      claim: { do: 'write', value },
      under: ['serverSideApply'],
    }),
  );
}

/** The claims of `rows` on the kinds that they name. */
export function* rowClaims(
  set: ManifestSet,
  rows: readonly Row[],
  concerns: (at: Manifest) => boolean = () => true,
): Generator<Claim> {
  for (const one of rows) {
    for (const kind of one.kinds) {
      const [group, name] = splitKind(kind);
      for (const at of set.ofKind(group, name)) {
        const claims = claimsIn(at, one);
        if (claims.length > 0 && concerns(at)) yield* claims;
      }
    }
  }
}

const NONE: readonly Claim[] = [];

/** The claims of one row on one object. */
export function claimsIn(at: Manifest, one: Row, by?: Manifest): readonly Claim[] {
  const places = placesOf(at, one.at);
  if (places.length === 0) return NONE;
  const { claim: repair, under, always = false } = one;
  const jq = pointerOf(one.at) === undefined ? jqOf(one.at) : undefined;
  const claims: Claim[] = [];
  for (const { pointer, value } of places) {
    const isMissing = value === undefined || value === null;
    if (!always && isMissing !== (repair.do === 'write')) continue;
    claims.push({
      target: keyOf(at),
      at,
      pointer,
      ...(jq !== undefined && { jq }),
      ...(by && { by }),
      repair,
      ...(under && { under }),
      field: one,
    });
  }
  return claims;
}

/** `apps/Deployment` is `['apps', 'Deployment']`, `Service` is `['', 'Service']`. */
export function splitKind(kind: string): [group: string, kind: string] {
  const slash = kind.lastIndexOf('/');
  return [kind.slice(0, Math.max(slash, 0)), kind.slice(slash + 1)];
}
