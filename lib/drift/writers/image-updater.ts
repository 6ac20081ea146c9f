import { keyOf, type Manifest, type ManifestSet } from '../../core';
import { IGNORE } from '../repair-texts';
import { claimsIn, row } from '../rows';
import { namespaceIn } from '../scalers';
import { isMap, listIn, mapIn, textIn } from '../values';
import type { Claim, DriftFacts, Writer, WrittenField } from '../writer';

const SOURCE = 'https://argocd-image-updater.readthedocs.io/en/stable/basics/update-methods/';

const ROWS = (
  [
    '.spec.source.helm.parameters',
    '.spec.source.kustomize.images',
    '.spec.sources[].helm.parameters',
    '.spec.sources[].kustomize.images',
  ] as const
).map((at) =>
  row({
    kinds: ['argoproj.io/Application'],
    at,
    manager: 'argocd-image-updater',
    claim: { do: 'ignore' },
    repair: { clientSide: `write back to Git, or ${IGNORE.clientSide}` },
    note: 'where another Application delivers this one',
    source: SOURCE,
  }),
);

const TEMPLATE: WrittenField = {
  kinds: ['argoproj.io/ApplicationSet'],
  path: '/spec/ignoreApplicationDifferences',
  manager: 'argocd-applicationset-controller',
  repair: {
    clientSide:
      'write back to Git, or ignoreApplicationDifferences with jqPathExpressions for .spec.source.helm.parameters and .spec.source.kustomize.images',
  },
  note: 'the controller puts the template back over what the updater wrote',
  source: SOURCE,
};

const LIST = 'argocd-image-updater.argoproj.io/image-list';
const METHOD = 'argocd-image-updater.argoproj.io/write-back-method';

/** Argo CD Image Updater, where it writes into Applications instead of into Git. */
export const imageUpdater: Writer = {
  name: 'image-updater',
  title: 'Argo CD Image Updater',
  source: SOURCE,
  fields: [...ROWS, TEMPLATE],

  *claims(set, facts) {
    const updated = selected(set, facts);
    for (const at of set.ofKind('argoproj.io', 'Application')) {
      const by = updated(at);
      if (!by && !isAnnotated(at.metadata.annotations)) continue;
      for (const one of ROWS) yield* claimsIn(at, one, by);
    }
    for (const at of set.ofKind('argoproj.io', 'ApplicationSet')) yield* overwritten(at);
  },
};

function isAnnotated(annotations: Readonly<Record<string, unknown>> | undefined): boolean {
  const method = annotations?.[METHOD];
  return (
    annotations?.[LIST] !== undefined && !(typeof method === 'string' && method.startsWith('git'))
  );
}

function* overwritten(at: Manifest): Generator<Claim> {
  if (!isAnnotated(mapIn(at, '/spec/template/metadata/annotations'))) return;
  const rules = listIn(at, '/spec/ignoreApplicationDifferences');
  if (JSON.stringify(rules).match(/parameters|images|\.spec\.source|\/spec\/source/)) return;
  const text = 'jqPathExpressions: [.spec.source.helm.parameters, .spec.source.kustomize.images]';
  yield {
    target: keyOf(at),
    at,
    pointer: '/spec/ignoreApplicationDifferences',
    repair: { do: 'set', option: { in: 'ignoreApplicationDifferences', text } },
    field: TEMPLATE,
  };
}

/** Which `ImageUpdater` of the set writes into an Application; names may have a `*`. */
function selected(set: ManifestSet, facts?: DriftFacts) {
  const all = set
    .ofKind('argocd-image-updater.argoproj.io', 'ImageUpdater')
    .filter((by) => !(textIn(by, '/spec/writeBackConfig/method') ?? 'argocd').startsWith('git'));
  return (at: Manifest): Manifest | undefined =>
    all.find(
      (by) =>
        namespaceIn(by, facts) === namespaceIn(at, facts) &&
        listIn(by, '/spec/applicationRefs').some((one) => isMap(one) && refersTo(one, at)),
    );
}

function refersTo(reference: Readonly<Record<string, unknown>>, at: Manifest): boolean {
  const pattern = textIn(reference, '/namePattern');
  if (pattern === undefined || typeof at.metadata.name !== 'string') return false;
  const labels = Object.entries(mapIn(reference, '/labelSelectors/matchLabels'));
  if (labels.some(([key, value]) => at.metadata.labels?.[key] !== value)) return false;
  const method = textIn(reference, '/writeBackConfig/method');
  if (method?.startsWith('git')) return false;
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${source}$`).test(at.metadata.name);
}
