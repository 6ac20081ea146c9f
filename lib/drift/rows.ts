import { keyOf, type Manifest, type ManifestSet, type Pointer } from '../core';
import { jqOf, Paths, placesOf, pointerOf, type FieldPath } from './places';
import type { Claim, Repair, Strategy, WrittenField } from './writer';

/** A row of the catalogue that is a claim wherever its field is written, or for `write` missing. */
export interface Row extends WrittenField {
  readonly at: FieldPath;
  readonly claim: Repair;
  readonly under?: readonly Strategy[];
  /** Where they fight though Git does not write the field, which is then claimed for a rule. */
  readonly unwritten?: readonly Strategy[];
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

/** The claims of `rows`, a list that is always the same, on the kinds that they name. */
export function* rowClaims(set: ManifestSet, rows: readonly Row[]): Generator<Claim> {
  for (const [kind, paths] of pathsOf(rows)) {
    for (const at of set.ofKind(...splitKind(kind))) {
      const claims: Claim[] = [];
      paths.visit(at, (one, pointer, value) => {
        if (isClaimed(one, value)) claims.push(claimOf(one, at, pointer));
      });
      if (claims.length > 0) yield* claims;
    }
  }
}

const known = new WeakMap<readonly Row[], ReadonlyMap<string, Paths<Row>>>();

function pathsOf(rows: readonly Row[]): ReadonlyMap<string, Paths<Row>> {
  let paths = known.get(rows);
  if (!paths) {
    const kinds = new Set(rows.flatMap((one) => one.kinds));
    const entries = (kind: string) =>
      rows.filter((one) => one.kinds.includes(kind)).map((one) => [one.at, one] as const);
    known.set(rows, (paths = new Map([...kinds].map((kind) => [kind, new Paths(entries(kind))]))));
  }
  return paths;
}

function isClaimed({ claim, unwritten }: Row, value: unknown): boolean {
  // Null that Git writes takes the field away; a default is filled in for it.
  if (claim.do === 'write') return value === undefined || value === null;
  return unwritten !== undefined || value !== undefined;
}

function claimOf(one: Row, at: Manifest, pointer: Pointer, by?: Manifest): Claim {
  return { target: keyOf(at), at, pointer, ...fixedOf(one), ...(by && { by }) };
}

const NONE: readonly Claim[] = [];

/** The claims of one row on one object. */
export function claimsIn(at: Manifest, one: Row, by?: Manifest): readonly Claim[] {
  const places = placesOf(at, one.at).filter(({ value }) => isClaimed(one, value));
  return places.length === 0 ? NONE : places.map(({ pointer }) => claimOf(one, at, pointer, by));
}

const fixed = new WeakMap<Row, Pick<Claim, 'jq' | 'repair' | 'under' | 'unwritten' | 'field'>>();

/** What all claims of a row have in common. */
function fixedOf(one: Row) {
  let found = fixed.get(one);
  if (!found) {
    const { at, claim: repair, under, unwritten } = one;
    const jq = pointerOf(at) === undefined ? { jq: jqOf(at) } : {};
    const where = { ...(under && { under }), ...(unwritten && { unwritten }) };
    fixed.set(one, (found = { ...jq, repair, ...where, field: one }));
  }
  return found;
}

/** `apps/Deployment` is `['apps', 'Deployment']`, `Service` is `['', 'Service']`. */
export function splitKind(kind: string): [group: string, kind: string] {
  const slash = kind.lastIndexOf('/');
  return [kind.slice(0, Math.max(slash, 0)), kind.slice(slash + 1)];
}
