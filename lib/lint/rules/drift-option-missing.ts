import { valueAt, type Fix, type Manifest } from '../../core';
import { ownerOf, type DriftOption } from '../../drift';
import { textAt, type ApplicationSpec } from '../applications';
import { exposed, fightOf } from '../exposure';
import { rule } from '../rule';

const COMPARE = 'argocd.argoproj.io/compare-options';
const COMPARE_AT = '/metadata/annotations/argocd.argoproj.io~1compare-options';

export const driftOptionMissing = rule({
  id: 'drift-option-missing',
  category: 'drift',
  number: 'DRIFT004',
  severity: 'warning',
  summary: 'What only an option keeps quiet has that option.',
  hint: 'set the option',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/',

  *check(set, context) {
    const configs = set.named('', 'ConfigMap', 'argocd-cm');
    for (const one of exposed(context)) {
      const { at, claim } = one;
      const { repair, pointer } = claim;
      if (repair.do !== 'set') continue;
      const { option } = repair;
      const lacking = one.owners.filter(({ owner }) => !isSet(option, at, owner, configs));
      if (one.owners.length > 0 ? lacking.length === 0 : isSet(option, at, undefined, configs)) {
        continue;
      }
      yield {
        at,
        pointer,
        message: `is written by ${ownerOf(claim)}, and ${option.in} does not have ${option.text}`,
        hint: `set ${option.text} in ${option.in}`,
        fight: fightOf({ ...one, owners: lacking }),
        fixes: lacking.flatMap(({ owner }) => fixOf(option, owner)),
      };
    }
  },
});

function isSet(
  { in: place, text }: DriftOption,
  at: Manifest,
  owner: ApplicationSpec | undefined,
  configs: readonly Manifest[],
): boolean {
  switch (place) {
    case 'syncOptions':
      return owner?.syncOptions.includes(text) ?? false;
    case 'compare-options':
      return [at, owner?.at].some((object) =>
        String(object?.metadata.annotations?.[COMPARE] ?? '')
          .split(',')
          .includes(text),
      );
    case 'argocd-cm':
      // Argo CD's own settings are seldom beside the content: what cannot be seen is not reported.
      return (
        configs.length === 0 || configs.some((config) => JSON.stringify(config).includes(text))
      );
    default:
      // The catalogue claims it only where it is not set.
      return false;
  }
}

function fixOf({ in: place, text }: DriftOption, { at, pointer }: ApplicationSpec): Fix[] {
  if (place === 'syncOptions') {
    const list = `${pointer}/syncPolicy/syncOptions`;
    return [{ at, edits: [{ do: 'add', pointer: list, value: text }] }];
  }
  if (place !== 'compare-options' || pointer !== '/spec') return [];
  const own = textAt(at, COMPARE_AT);
  const value = own ? `${own},${text}` : text;
  // A field of a Manifest that is no map of annotations cannot take one.
  if (typeof (valueAt(at, '/metadata/annotations') ?? {}) !== 'object') return [];
  return [{ at, edits: [{ do: 'set', pointer: COMPARE_AT, value }] }];
}
