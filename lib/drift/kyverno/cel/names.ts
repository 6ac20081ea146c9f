import { groupOf, versionOf, type Manifest, type ManifestSet } from '../../../core';
import { listIn, textIn } from '../../values';
import { UNKNOWN } from '../unknown';
import { celOf } from './conditions';
import { evaluate } from './evaluate';
import { NotRead } from './not-read';
import { FAILED, type Names } from './values';

/** What CEL of a policy may name, where an object is created or updated. */
export function celNames(
  policy: Manifest,
  at: Manifest,
  set: ManifestSet,
  operation: string,
  text: (expression: string) => string,
): Names {
  const { name, namespace } = at.metadata;
  const known: Record<string, unknown> = {
    object: at,
    oldObject: operation === 'CREATE' ? null : UNKNOWN,
    request: {
      operation,
      name: name ?? UNKNOWN,
      namespace: namespace ?? UNKNOWN,
      kind: { group: groupOf(at), version: versionOf(at), kind: at.kind },
      resource: UNKNOWN,
      userInfo: UNKNOWN,
      dryRun: UNKNOWN,
      options: UNKNOWN,
      subResource: '',
    },
    namespaceObject: set.named('', 'Namespace', namespace ?? '')[0] ?? UNKNOWN,
  };
  const names: Names = (asked) => (Object.hasOwn(known, asked) ? known[asked] : UNKNOWN);
  known['variables'] = variablesOf(policy, names, known, text);
  return names;
}

/** Each may name those before it; what fails is an error where it is asked for. */
function variablesOf(
  policy: Manifest,
  names: Names,
  known: Record<string, unknown>,
  text: (expression: string) => string,
): Readonly<Record<string, unknown>> {
  const variables: Record<string, unknown> = {};
  known['variables'] = variables;
  for (const one of listIn(policy, '/spec/variables')) {
    const name = textIn(one, '/name');
    const expression = celOf(text(textIn(one, '/expression') ?? ''));
    if (name === undefined) continue;
    const value = expression instanceof NotRead ? UNKNOWN : evaluate(expression, names);
    if (value !== FAILED) variables[name] = value;
  }
  return variables;
}
