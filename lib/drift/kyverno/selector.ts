import { listIn, mapIn, textIn } from '../values';

type Labels = Readonly<Record<string, unknown>>;

/** How values are compared: Kyverno lets its own selectors be patterns. */
export interface Comparing {
  has(labels: Labels, key: string, value: string): boolean;
}

const EXACTLY: Comparing = {
  has: (labels, key, value) => Object.hasOwn(labels, key) && String(labels[key]) === value,
};

/** Whether a label selector selects an object with these labels; an empty one selects all. */
export function isSelectedBy(
  selector: Readonly<Record<string, unknown>>,
  labels: Labels,
  { has }: Comparing = EXACTLY,
): boolean {
  return (
    Object.entries(mapIn(selector, '/matchLabels')).every(([key, value]) =>
      has(labels, key, String(value)),
    ) && listIn(selector, '/matchExpressions').every((one) => isExpressionTrue(one, labels))
  );
}

function isExpressionTrue(expression: unknown, labels: Labels): boolean {
  const key = textIn(expression, '/key') ?? '';
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  const values = listIn(expression, '/values');
  switch (textIn(expression, '/operator')) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
