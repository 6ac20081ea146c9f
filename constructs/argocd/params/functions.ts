import { ArgoCdError } from '../errors';
import { operand, pipelineOf, quoteGo } from './go-text';
import { OpenParam } from './open';
import { MaybeParam, Param, type Text } from './param';
import { Choice } from './typed-text';

/**
 * `text` as a DNS name: lower case, everything but letters, digits, `-` and `.` becomes `-`, at most
 * 253 characters, no `-` or `.` at its ends. Argo CD's `normalize`.
 */
export function normalize(text: Text): Param {
  return new Param(`normalize ${argument(text)}`);
}

export interface SlugifyOptions {
  /** Longest result, in characters; default 50. */
  readonly maxLength?: number;
  /** Cut at a `-` instead of inside a word; default true. */
  readonly smartTruncate?: boolean;
}

/** `text` as a short DNS label, for instance of a branch name. Argo CD's `slugify`. */
export function slugify(
  text: Text,
  { maxLength = 50, smartTruncate = true }: SlugifyOptions = {},
): Param {
  return new Param(`slugify ${maxLength} ${smartTruncate} ${argument(text)}`);
}

/**
 * `param`, or `fallback` where it is missing or empty. The only way to use a {@link MaybeParam}.
 *
 * @param fallback Text, which may hold other parameters.
 */
export function orElse<V extends string, const F extends string>(
  param: MaybeParam<V> | Param<V> | undefined,
  fallback: F | Param<F>,
): Param<V | F> {
  if (param instanceof OpenParam) return new Param(withDefault(param.lookup, fallback));
  if (param instanceof Param) return new Param(withDefault(param.expression, fallback));
  if (param instanceof MaybeParam) return new Param(withDefault(param.lookup, fallback));
  throw new ArgoCdError(
    'ARGOCD_PARAM_UNKNOWN',
    'orElse() was given no parameter',
    'give it a parameter of the generator',
  );
}

/**
 * The text of the case that `param` equals, else `otherwise`: `when(cluster.name, { 'eu-1': 'a' }, 'b')`.
 * Keys are compared whole; texts may hold other parameters.
 *
 * In a `templatePatch` cases may be objects; without `otherwise`, the field is left out then.
 */
export function when<V extends string>(
  param: Param<V>,
  cases: { readonly [Value in V]?: Text },
  otherwise: Text,
): Param;
export function when<V extends string, const T extends object>(
  param: Param<V>,
  cases: { readonly [Value in V]?: T },
  otherwise?: T,
): Choice<T>;
export function when(
  param: Param,
  cases: Readonly<Record<string, unknown>>,
  otherwise?: unknown,
): Param | Choice {
  const present = Object.entries(cases).filter(([, value]) => value !== undefined);
  const isText = (value: unknown) => typeof value === 'string' || value instanceof Param;
  if (isText(otherwise) && present.every(([, value]) => isText(value))) {
    return textOf(
      param,
      Object.fromEntries(present) as Readonly<Record<string, Text>>,
      otherwise as Text,
    );
  }
  const { known } = param;
  if (known !== undefined)
    return new Choice([], Object.hasOwn(cases, known) ? cases[known] : otherwise);
  const subject = `eq (toString ${operand(param.expression)})`;
  return new Choice(
    present.map(([text, value]) => ({ condition: `${subject} ${quoteGo(text)}`, value })),
    otherwise,
  );
}

function textOf(param: Param, cases: Readonly<Record<string, Text>>, otherwise: Text): Param {
  const entries = Object.entries(cases);
  const { known } = param;
  if (known !== undefined) {
    const text = entries.find(([value]) => value === known)?.[1] ?? otherwise;
    return new Param(operandless(text));
  }
  const table = entries.flatMap(([value, text]) => [quoteGo(value), argument(text)]);
  const dict = operand(['dict', ...table].join(' '));
  return new Param(`dig ${operand(param.expression)} ${argument(otherwise)} ${dict}`);
}

/** `text` as it is, braces and all: for fields that other template engines read later. */
export function literal(text: string): Param {
  return new Param(quoteGo(text));
}

function withDefault(pipeline: string, fallback: Text): string {
  return `default ${argument(fallback)} ${operand(pipeline)}`;
}

function argument(text: Text): string {
  return operand(operandless(text));
}

function operandless(text: Text): string {
  return text instanceof Param ? text.expression : pipelineOf(String(text));
}
