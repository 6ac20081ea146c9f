import { keyOf, type Manifest, type ManifestSet } from '../../core';
import { canonicalDuration, canonicalQuantity } from '../formats';
import { jqOf, placesOf, pointerOf, type FieldPath } from '../places';
import { splitKind } from '../rows';
import type { Claim, Writer, WrittenField } from '../writer';

interface Format {
  readonly kinds: readonly string[];
  readonly at: FieldPath;
  readonly canonical: (text: string) => string;
  readonly field: WrittenField;
}

function format(
  kinds: readonly string[],
  at: FieldPath,
  canonical: Format['canonical'],
  manager: string,
): Format {
  const path = pointerOf(at) ?? jqOf(at);
  const example =
    canonical === canonicalQuantity ? '500m for 0.5, 1 for 1000m' : '8760h0m0s for 8760h';
  const field = {
    kinds,
    path,
    manager,
    repair: { clientSide: `write it as it is stored: ${example}` },
    note: 'custom resources keep what is written until their controller writes it anew; knownTypeFields in argocd-cm tells Argo CD the type',
  };
  return { kinds, at, canonical: remembering(canonical), field };
}

const ROLLOUT = ['argoproj.io/Rollout'];
const CERTIFICATE = ['cert-manager.io/Certificate'];

const FORMATS: readonly Format[] = [
  ...(['containers', 'initContainers'] as const).flatMap((list) =>
    (['requests', 'limits'] as const).map((what) =>
      format(
        ROLLOUT,
        `.spec.template.spec.${list}[].resources.${what}[*]`,
        canonicalQuantity,
        'rollouts-controller',
      ),
    ),
  ),
  ...(['.spec.duration', '.spec.renewBefore'] as const).map((at) =>
    format(CERTIFICATE, at, canonicalDuration, 'cert-manager-certificates'),
  ),
];

/** Controllers that write quantities and durations anew, as their programming language has them. */
export const formats: Writer = {
  name: 'formats',
  title: 'Quantities and durations in custom resources',
  source:
    'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/#known-kubernetes-types-in-crds-resource-limits-volume-mounts-etc',
  fields: FORMATS.map(({ field }) => field),
  claims: (set) => reformatted(set),
};

/** A set has few different amounts. */
function remembering(canonical: Format['canonical']): Format['canonical'] {
  const known = new Map<string, string>();
  return (text) => {
    let found = known.get(text);
    if (found === undefined) known.set(text, (found = canonical(text)));
    return found;
  };
}

function* reformatted(set: ManifestSet): Generator<Claim> {
  for (const one of FORMATS) {
    for (const kind of one.kinds) {
      for (const at of set.ofKind(...splitKind(kind))) yield* claimsOn(at, one);
    }
  }
}

function* claimsOn(at: Manifest, { at: path, canonical, field }: Format): Generator<Claim> {
  for (const { pointer, value } of placesOf(at, path)) {
    if (typeof value !== 'string') continue;
    const written = canonical(value);
    if (written === value) continue;
    yield {
      target: keyOf(at),
      at,
      pointer,
      ...(path.includes('[') && { jq: jqOf(path) }),
      repair: { do: 'write', value: written },
      field,
    };
  }
}
