import { ExpansionFailure } from './failure';

/** A Kubernetes label selector. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelExpression[];
}

export interface LabelExpression {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export type Matches = (labels: ReadonlyMap<string, string>) => boolean;

const HINT = 'repair the selector: the controller freezes the whole ApplicationSet over it';
const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

export interface SelectorOptions {
  /** Whether values must be label values; post-selectors match any text. */
  readonly labelValues: boolean;
}

/**
 * Compiles a selector; all its requirements must hold, an empty one holds always.
 *
 * @throws {ExpansionFailure} for what Kubernetes refuses: keys, operators, numbers of values.
 */
export function compileSelector(selector: LabelSelector, options: SelectorOptions): Matches {
  const requirements = [
    ...Object.entries(selector.matchLabels ?? {}).map(([key, value]) =>
      compileRequirement({ key, operator: 'In', values: [value] }, options),
    ),
    ...(selector.matchExpressions ?? []).map((expression) =>
      compileRequirement(expression, options),
    ),
  ];
  return (labels) => requirements.every((matches) => matches(labels));
}

export function isEmptySelector({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(matchLabels ?? {}).length === 0 && (matchExpressions ?? []).length === 0;
}

function compileRequirement(
  { key, operator, values = [] }: LabelExpression,
  { labelValues }: SelectorOptions,
): Matches {
  checkKey(key);
  const unary = operator === 'Exists' || operator === 'DoesNotExist';
  if (!unary && operator !== 'In' && operator !== 'NotIn') {
    throw new ExpansionFailure(`"${operator}" is not a valid label selector operator`, {
      hint: 'write In, NotIn, Exists or DoesNotExist',
    });
  }
  if (unary && values.length > 0)
    refuse(key, 'values set must be empty for exists and does not exist');
  if (!unary && values.length === 0) {
    refuse(key, "for 'in', 'notin' operators, values set can't be empty");
  }
  if (labelValues) values.forEach((value) => checkValue(key, value));
  const wanted = new Set(values);
  switch (operator) {
    case 'Exists':
      return (labels) => labels.has(key);
    case 'DoesNotExist':
      return (labels) => !labels.has(key);
    case 'In':
      return (labels) => labels.has(key) && wanted.has(labels.get(key) as string);
    default:
      return (labels) => !labels.has(key) || !wanted.has(labels.get(key) as string);
  }
}

function checkKey(key: string): void {
  const slash = key.indexOf('/');
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  if (prefix !== undefined && (prefix.length > 253 || !PREFIX.test(prefix))) {
    refuse(key, 'its prefix is no DNS subdomain');
  }
  if (name.length > 63 || !NAME.test(name)) {
    refuse(
      key,
      'a key is at most 63 letters, digits, -, _ and ., with a letter or digit at both ends',
    );
  }
}

function checkValue(key: string, value: string): void {
  if (value.length <= 63 && (value === '' || NAME.test(value))) return;
  refuse(key, `'${value}' is no label value`);
}

function refuse(key: string, reason: string): never {
  throw new ExpansionFailure(`selector key '${key}': ${reason}`, { hint: HINT });
}
