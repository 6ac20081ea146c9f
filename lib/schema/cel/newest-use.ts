import type { Checked } from './check';
import { escapedKeyword } from './escape';
import { partsOf } from './parts';
import { nameOf } from './parse';
import type { Overload } from './signature';
import type { Expr } from './syntax';
import { show } from './types';

/* Minor releases of Kubernetes 1 whose API server takes it in a new rule; functions name their own. */

const OPTIONALS = 29;
const TWO_NAMES = 33;
const KEYWORDS = 32;
const FIXED: ReadonlyMap<string, number> = new Map([
  ['net.IP', 31],
  ['net.CIDR', 31],
  ['optional_type', OPTIONALS],
]);

/** A part of an expression that not every release takes. */
export interface Use {
  /** Where it is: UTF-16 units from the start. */
  readonly at: number;
  /** `semver()` */
  readonly what: string;
  readonly since: number;
}

/**
 * What in an expression needs the newest release of Kubernetes 1; `undefined` where each does. A new
 * rule may use only what the release before could read too.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/staging/src/k8s.io/apiserver/pkg/cel/environment/base.go
 */
export function newestUse(e: Expr, checked: Checked): Use | undefined {
  let newest: Use | undefined;
  const offer = (use: Use) => {
    if (newest && newest.since > use.since) return;
    if (!newest || newest.since < use.since || use.at < newest.at) newest = use;
  };
  for (const [what, since] of usesOf(e, checked)) offer({ at: e.at, what, since });
  for (const part of partsOf(e)) {
    const use = newestUse(part, checked);
    if (use) offer(use);
  }
  return newest;
}

function* usesOf(e: Expr, checked: Checked): Generator<readonly [string, number]> {
  if (checked.fixed.has(e)) {
    const name = nameOf(e) ?? '';
    const since = FIXED.get(name);
    if (since !== undefined) yield [name, since];
    return;
  }
  switch (e.is) {
    case 'select':
      if (e.optional) yield [`.?${e.name}`, OPTIONALS];
      if (checked.typeOf(e.of).kind === 'object' && escapedKeyword(e.name) !== undefined) {
        yield [`a field named ${e.name} (else __${e.name}__)`, KEYWORDS];
      }
      return;
    case 'call':
      yield* functionOf(e.name, checked.overloads.get(e) ?? []);
      return;
    case 'list':
      if (e.optional.size > 0) yield ['optional items', OPTIONALS];
      return;
    case 'map':
      if (e.entries.some(({ optional }) => optional)) yield ['optional entries', OPTIONALS];
      return;
    case 'message':
      if (e.fields.some(({ optional }) => optional)) yield ['optional fields', OPTIONALS];
      return;
    case 'each':
      if (e.vars.length === 2) yield [`${e.kind}() with two names`, TWO_NAMES];
      return;
    case 'optMap':
      yield [e.flat ? 'optFlatMap()' : 'optMap()', OPTIONALS];
      return;
    default:
      return;
  }
}

/** The oldest form of a function that the arguments allow, where none was always there. */
function* functionOf(
  name: string,
  forms: readonly Overload[],
): Generator<readonly [string, number]> {
  const [one] = forms;
  if (!one) return;
  const age = ({ since = 0 }: Overload) => since;
  const oldest = forms.reduce((best, form) => (age(form) < age(best) ? form : best), one);
  if (oldest.since !== undefined) yield [shown(name, oldest), oldest.since];
}

function shown(name: string, { args, name: whole }: Overload): string {
  const [a, b] = args.map(show);
  if (name === '_[?_]') return '[?…]';
  const sign = /^_(.+)_$/.exec(name)?.[1];
  if (sign !== undefined) return `${a ?? ''} ${sign} ${b ?? ''}`;
  return `${whole.replace('@sortByAssociatedKeys', 'sortBy')}()`;
}
