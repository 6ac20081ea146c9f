import { ArgoCdError } from '../errors';
import { operand, quoteGo } from './go-text';
import { MaybeParam, Param } from './param';
import type { Group, Shape } from './shape';

/** One step from the root of a parameter set. */
interface Step {
  readonly key: string;
  readonly maybe: boolean;
}

const groups = new WeakSet<object>();

/** Whether `value` is an object of parameters, such as `cluster.metadata`, and no text. */
export function isParamGroup(value: unknown): boolean {
  return typeof value === 'object' && value !== null && groups.has(value);
}

/**
 * The parameters of a shape as objects. Asking for a key that no set has throws
 * `ARGOCD_PARAM_UNKNOWN`, since types do not reach programs in JavaScript.
 */
export function materialise(shape: Group): object {
  return groupAt(shape, []);
}

function groupAt({ fields, rest }: Group, path: readonly Step[]): object {
  const known: Record<string, unknown> = {};
  for (const [key, shape] of Object.entries(fields)) {
    Object.defineProperty(known, key, {
      enumerable: true,
      get: () => valueAt(shape, [...path, { key, maybe: shape.maybe ?? false }]),
    });
  }
  const proxy = new Proxy(known, {
    get(target, key) {
      if (key === Symbol.toPrimitive || key === 'toJSON') return () => refuseGroup(path, fields);
      if (typeof key === 'symbol' || key === 'then') return undefined;
      if (Object.hasOwn(target, key)) return target[key];
      if (rest) return valueAt(rest, [...path, { key, maybe: rest.maybe ?? false }]);
      throw unknownKey([...path, { key, maybe: true }], Object.keys(fields));
    },
  });
  groups.add(proxy);
  return proxy;
}

function valueAt(shape: Shape, path: readonly Step[]): unknown {
  if (shape.kind === 'group') return groupAt(shape, path);
  const optional = path.findIndex(({ maybe }) => maybe);
  if (optional < 0) return new Param(chain(path), shape.known);
  return new MaybeParam(lookup(path, optional), titleOf(path));
}

/** `.metadata.labels.env`; `index .metadata.labels "a/b"` where a key is no Go identifier. */
function chain(path: readonly Step[]): string {
  let pipeline = '.';
  for (const { key } of path) {
    const base = operand(pipeline);
    if (/^[A-Za-z_]\w*$/.test(key)) pipeline = base === '.' ? `.${key}` : `${base}.${key}`;
    else pipeline = `index ${base} ${quoteGo(key)}`;
  }
  return pipeline;
}

/** From the first optional step on, `index` into an empty dict instead of a missing parent. */
function lookup(path: readonly Step[], optional: number): string {
  return path.slice(optional).reduce(
    (base, { key }, step) => {
      const parent = step === 0 ? operand(base) : `(default dict (${base}))`;
      return `index ${parent} ${quoteGo(key)}`;
    },
    chain(path.slice(0, optional)),
  );
}

function titleOf(path: readonly Step[]): string {
  return path
    .map(({ key }, i) => {
      if (!/^[A-Za-z_]\w*$/.test(key)) return `[${JSON.stringify(key)}]`;
      return i === 0 ? key : `.${key}`;
    })
    .join('');
}

function refuseGroup(path: readonly Step[], fields: Readonly<Record<string, Shape>>): never {
  throw new ArgoCdError(
    'ARGOCD_PARAM_GROUP',
    `${titleOf(path) || 'the parameter set'} is an object of parameters and no text`,
    `name one of its fields: ${Object.keys(fields).join(', ') || 'any key'}`,
  );
}

function unknownKey(path: readonly Step[], known: readonly string[]): ArgoCdError {
  return new ArgoCdError(
    'ARGOCD_PARAM_UNKNOWN',
    `no generator gives a parameter ${titleOf(path)}`,
    `write one of: ${known.join(', ')}`,
  );
}
