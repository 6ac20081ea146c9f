import { holdsKind, type KindPattern } from '../core';
import type { Category, Rule } from './rule';

/**
 * A rule that is loaded when it is needed; nothing breaks it without one of its kinds.
 *
 * @param load the module that exports it.
 */
export function listed<R extends Rule>(
  id: R['id'],
  category: Category,
  kinds: readonly KindPattern[],
  load: () => unknown,
): Rule<R['id']> {
  let known: Rule<R['id']> | undefined;
  const rule = () => (known ??= exportedAs(id, load()));
  return {
    id,
    category,
    get number() {
      return rule().number;
    },
    get severity() {
      return rule().severity;
    },
    get summary() {
      return rule().summary;
    },
    get hint() {
      return rule().hint;
    },
    get source() {
      return rule().source;
    },
    check: (set, context) => (holdsKind(set, kinds) ? rule().check(set, context) : []),
  };
}

function exportedAs<Id extends string>(id: Id, module: unknown): Rule<Id> {
  const found = Object.values(module as Readonly<Record<string, Rule<Id>>>).find(
    (one) => one.id === id,
  );
  if (!found) throw new Error(`no module of lib/lint/rules exports '${id}'`);
  return found;
}
