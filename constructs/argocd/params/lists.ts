import { ArgoCdError } from '../errors';
import { chain, titleOf } from './go-path';
import { operand, quoteGo } from './go-text';
import { materialise, placeOf, type GroupPlace } from './materialise';
import { OpenParam } from './open';
import { Param, type MaybeParam, type Text } from './param';

/** A list, for `each`; `P` is what its items are. */
export interface ListOf<P> {
  /** For types only. */
  readonly '(list of)': P;
}

/** A list of texts. A position that a set may lack needs `orElse`; `join` makes one text of all. */
export interface TextList extends ListOf<string> {
  readonly [position: number]: MaybeParam;
}

/** The items of a list of texts, with `separator` between them. */
export function join(list: TextList, separator: string): Param {
  const place = listPlace(list, 'join');
  return new Param(`join ${quoteGo(separator)} ${operand(chain(place.path, place.root))}`);
}

/**
 * Template text that becomes the YAML of a list, of a parameter that is one, or of text.
 *
 * @throws {ArgoCdError} `ARGOCD_LIST_PARAM` for anything else.
 */
export function listExpression(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof OpenParam) return `{{ ${value.expression} | toJson }}`;
  if (value instanceof Param) return value.toString();
  const { path, root } = listPlace(value, 'elementsYaml');
  return `{{ ${chain(path, root)} | toJson }}`;
}

let depth = 0;

/**
 * `text` of each item of a list, with `separator` between them. Text of its own: it cannot be a part
 * of another function, as `normalize(each(…))` would be.
 *
 * @param text of one item; parameters of the set around it are fine in it.
 */
export function each<P extends object>(
  list: ListOf<P>,
  text: (item: P) => Text,
  separator = '',
): string {
  const { shape, path, root } = listPlace(list, 'each');
  const [index, item] = [`$i${depth}`, `$item${depth}`];
  depth += 1;
  try {
    const body = String(text(materialise(shape.list?.items ?? shape, item) as P));
    const between = separator === '' ? '' : `{{ if ${index} }}{{ ${quoteGo(separator)} }}{{ end }}`;
    // `range` moves the dot into the item; `with $` takes it back to the set.
    const from = operand(chain(path, root));
    return `{{ range ${index}, ${item} := ${from} }}${between}{{ with $ }}${body}{{ end }}{{ end }}`;
  } finally {
    depth -= 1;
  }
}

function listPlace(value: unknown, name: string): GroupPlace {
  const place = placeOf(value);
  const missing = place?.path.some(({ maybe }) => maybe);
  if (place?.shape.list && !missing) return place;
  throw new ArgoCdError(
    'ARGOCD_LIST_PARAM',
    missing && place
      ? `${name}() was given ${titleOf(place.path)}, which some sets lack`
      : `${name}() was given no list of a generator`,
    'give it a list that every set has, such as path.segments, labels or clusters',
  );
}
