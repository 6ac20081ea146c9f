import { operand, quoteGo } from './go-text';

/** One step from the root of a parameter set. */
export interface Step {
  readonly key: string;
  readonly maybe: boolean;
  /** It is a position in a list. */
  readonly position?: boolean;
}

const IDENTIFIER = /^[A-Za-z_]\w*$/;
/** In no branch, label or path: what the items of a list are taken apart by. */
const SEPARATOR = '"\\n"';

/**
 * `.metadata.labels.env`; `index .metadata.labels "a/b"` where a key is no Go identifier.
 *
 * @param root `.`, or the variable that stands for the set.
 */
export function chain(path: readonly Step[], root = '.'): string {
  let pipeline = root;
  for (const { key, position } of path) {
    const base = operand(pipeline);
    if (position) pipeline = `index ${base} ${key}`;
    else if (IDENTIFIER.test(key)) pipeline = base === '.' ? `.${key}` : `${base}.${key}`;
    else pipeline = `index ${base} ${quoteGo(key)}`;
  }
  return pipeline;
}

/** From step `optional` on, `index` into an empty dict instead of a missing parent. */
export function lookup(path: readonly Step[], optional: number, root = '.'): string {
  return path.slice(optional).reduce(
    (base, { key, position }, step) => {
      const parent = step === 0 ? operand(base) : `(default dict (${base}))`;
      if (!position) return `index ${parent} ${quoteGo(key)}`;
      const list = step === 0 ? parent : `(default list (${base}))`;
      return `index (split ${SEPARATOR} (join ${SEPARATOR} ${list})) "_${key}"`;
    },
    chain(path.slice(0, optional), root),
  );
}

/** As a user would write it: `metadata.labels["region"]`. */
export function titleOf(path: readonly Step[]): string {
  return path
    .map(({ key }, i) => {
      if (!IDENTIFIER.test(key)) return /^\d+$/.test(key) ? `[${key}]` : `[${JSON.stringify(key)}]`;
      return i === 0 ? key : `.${key}`;
    })
    .join('');
}

/** A number in plain digits, and text as it is. */
export function plainNumber(pipeline: string): string {
  return `trimAll "\\"" (toJson ${operand(pipeline)})`;
}

/** The same, and nothing where there is none. */
export function plainNumberOrNone(pipeline: string): string {
  return `trimPrefix "null" (${plainNumber(pipeline)})`;
}
