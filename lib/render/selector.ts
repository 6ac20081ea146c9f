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
    const what = labelValues ? 'label' : 'pod';
    throw new ExpansionFailure(`"${operator}" is not a valid ${what} selector operator`, {
      hint: 'write In, NotIn, Exists or DoesNotExist',
    });
  }
  if (unary && values.length > 0) {
    const given = JSON.stringify(values);
    refuse(key, 'values', given, 'values set must be empty for exists and does not exist');
  }
  if (!unary && values.length === 0) {
    refuse(key, 'values', 'null', "for 'in', 'notin' operators, values set can't be empty");
  }
  if (labelValues) values.forEach((value, i) => checkValue(key, value, i));
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

const LETTERS = "consist of alphanumeric characters, '-', '_' or '.'";
const ENDS = 'and must start and end with an alphanumeric character';

function checkKey(key: string): void {
  const parts = key.split('/');
  const [prefix, name = ''] = parts.length > 1 ? parts : [undefined, key];
  const bad = (reason: string) => refuse(key, 'key', JSON.stringify(key), reason);
  if (parts.length > 2)
    bad(`a qualified name must ${LETTERS}, ${ENDS} with an optional DNS prefix`);
  if (prefix === '') bad('prefix part must be non-empty');
  if (prefix !== undefined && (prefix.length > 253 || !PREFIX.test(prefix))) {
    bad(
      'prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters',
    );
  }
  if (name === '') bad('name part must be non-empty');
  if (name.length > 63) bad('name part must be no more than 63 bytes');
  if (!NAME.test(name)) bad(`name part must ${LETTERS}, ${ENDS}`);
}

function checkValue(key: string, value: string, index: number): void {
  if (value.length <= 63 && (value === '' || NAME.test(value))) return;
  const what = `values[${index}][${key}]`;
  const reason =
    value.length > 63
      ? 'must be no more than 63 bytes'
      : `a valid label must be an empty string or ${LETTERS}, ${ENDS}`;
  refuse(key, what, JSON.stringify(value), reason);
}

function refuse(key: string, what: string, value: string, reason: string): never {
  throw new ExpansionFailure(`${what}: Invalid value: ${value}: ${reason}`, {
    hint: `${HINT}; the key is '${key}'`,
  });
}
