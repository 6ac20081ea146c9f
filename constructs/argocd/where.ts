import { printValue } from '../../lib/template';
import { ArgoCdError } from './errors';
import { needsOf, type Depth, type Generator } from './generator';
import type { ListOf, MaybeParam, NoParam, Param, Shape } from './params';

/** Names of texts in parameter sets, `metadata.labels.region`. Lists have none. */
export type SelectorKey<P, Prefix extends string = ''> = {
  [K in keyof P & string]: P[K] extends Param | MaybeParam
    ? `${Prefix}${K}`
    : P[K] extends ListOf<unknown> | NoParam<string>
      ? never
      : SelectorKey<P[K], `${Prefix}${K}.`>;
}[keyof P & string];

/** What the text under such a name may be. */
type SelectorValue<P, Key extends string> = Key extends keyof P
  ? P[Key] extends Param<infer V> | MaybeParam<infer V>
    ? V
    : never
  : Key extends `${infer Head}.${infer Tail}`
    ? Head extends keyof P
      ? SelectorValue<P[Head], Tail>
      : string
    : string;

/** A condition on one parameter; `NotIn` and `DoesNotExist` hold where the parameter is missing. */
export type SelectorRequirement<P> = {
  readonly [K in SelectorKey<P>]:
    | {
        readonly key: K;
        readonly operator: 'In' | 'NotIn';
        readonly values: readonly [SelectorValue<P, K>, ...SelectorValue<P, K>[]];
      }
    | {
        readonly key: K;
        readonly operator: 'Exists' | 'DoesNotExist';
        readonly values?: undefined;
      };
}[SelectorKey<P>];

/** Conditions on the parameters of a set, all of which must hold. */
export interface PostSelector<P> {
  /** Texts that parameters must be equal to. Default none. */
  readonly matchLabels?: { readonly [K in SelectorKey<P>]?: SelectorValue<P, K> };
  /** Default none. */
  readonly matchExpressions?: readonly SelectorRequirement<P>[];
}

/**
 * The sets of a generator whose parameters meet conditions: `where(clusters(), { matchLabels: { name:
 * 'eu-1' } })`. Texts are compared whole, whatever they hold.
 *
 * Inside a matrix too, conditions are fixed texts: the first generator's parameters do not reach them.
 *
 * @throws {ArgoCdError} `ARGOCD_SELECTOR_INVALID` for a key that is no name of a label, for a
 *   parameter in a text, and for conditions that contradict each other.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Post-Selector/
 */
export function where<P extends object, D extends Depth>(
  generator: Generator<P, D>,
  selector: PostSelector<NoInfer<P>>,
): Generator<P, D> {
  const { spec, params, depth } = generator;
  const earlier = (spec['selector'] ?? {}) as Selector;
  const { matchLabels = {}, matchExpressions = [] } = selector as Selector;
  const own = Object.entries(matchLabels).map(([key, value]): [string, string] => [
    key,
    textOf(params, key, value),
  ]);
  for (const [key, value] of own) {
    const other = earlier.matchLabels?.[key] ?? value;
    if (other !== value) refuse(key, `must be '${other}' and '${value}'`, 'keep one of the two');
  }
  const labels = { ...earlier.matchLabels, ...Object.fromEntries(own) };
  const expressions = [
    ...(earlier.matchExpressions ?? []),
    ...matchExpressions.map((requirement) => requirementOf(params, requirement)),
  ];
  return {
    spec: {
      ...spec,
      selector: {
        ...(Object.keys(labels).length > 0 && { matchLabels: labels }),
        ...(expressions.length > 0 && { matchExpressions: expressions }),
      },
    },
    params,
    depth,
    ...needsOf(generator),
  };
}

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly Requirement[];
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

function requirementOf(params: Shape, { key, operator, values }: Requirement): Requirement {
  const unary = operator === 'Exists' || operator === 'DoesNotExist';
  if (!unary && !values?.length) refuse(key, `is ${operator} nothing`, 'write values');
  if (unary && values?.length) refuse(key, `is ${operator} with values`, 'leave the values out');
  checkKey(key);
  return {
    key,
    operator,
    ...(values && { values: values.map((value) => textOf(params, key, value)) }),
  };
}

/** A value as Argo CD will see it: of a number, what Go prints. */
function textOf(params: Shape, key: string, value: unknown): string {
  checkKey(key);
  const text = String(value);
  if (text.includes('{{')) {
    refuse(
      key,
      `is compared with the template '${text}'`,
      'write a fixed text, or select in the generator itself',
    );
  }
  return isNumber(params, key) && text.trim() !== '' ? printValue(Number(text)) : text;
}

function isNumber(shape: Shape, key: string): boolean {
  const found = key.split('.').reduce<Shape | undefined>((at, step) => {
    if (at?.kind !== 'group') return at;
    return Object.hasOwn(at.fields, step) ? at.fields[step] : at.rest;
  }, shape);
  if (found?.kind === 'leaf') return found.number === true;
  return found?.kind === 'open' && found.numbers.includes(key);
}

const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Post-selectors borrow the rules for keys of labels: a prefix that is a domain, and a name. */
function checkKey(key: string): void {
  const slash = key.indexOf('/');
  if (NAME.test(key.slice(slash + 1)) && (slash < 0 || PREFIX.test(key.slice(0, slash)))) return;
  refuse(
    key,
    'is no name of a label, over which Argo CD freezes the ApplicationSet',
    'select by another parameter, or copy it under a shorter name with values',
  );
}

function refuse(key: string, problem: string, hint: string): never {
  throw new ArgoCdError(
    'ARGOCD_SELECTOR_INVALID',
    `parameter '${key}' of a selector ${problem}`,
    hint,
  );
}
