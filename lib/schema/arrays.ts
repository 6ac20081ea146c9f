import type { Check, Compiler } from './check';
import type { Child, Node } from './node';
import { show } from './violation';

/**
 * Checks of a list; a value of another type passes.
 *
 * @param outer The node that this one qualifies, for a part of `anyOf` and the like.
 */
export function arrayChecks(node: Node, compiler: Compiler, outer?: Node): Check[] {
  const checks: Check[] = [];
  const { items, minItems = 0, maxItems = Infinity } = node;
  if (items !== undefined) checks.push(itemsCheck(items, compiler, outer));
  if (minItems > 0 || maxItems < Infinity) {
    checks.push((value, run, depth) => {
      if (!Array.isArray(value)) return;
      const { length } = value;
      if (length >= minItems && length <= maxItems) return;
      const bound = length < minItems ? `fewer than ${minItems}` : `more than ${maxItems}`;
      run.fail(depth, 'size', value, () => `has ${count(length, 'item')}, ${bound}`);
    });
  }
  const type = node['x-kubernetes-list-type'];
  const keys = node['x-kubernetes-list-map-keys'];
  if (type === 'set') checks.push(uniqueCheck(identity, () => 'item'));
  if (type === 'map' && keys && items !== undefined) {
    const { properties = {} } = compiler.nodeOf(items);
    const fallbacks = keys.map((key) => {
      const child = properties[key];
      return child === undefined ? undefined : compiler.nodeOf(child).default;
    });
    checks.push(uniqueCheck(keyReader(keys, fallbacks), () => keys.join(' and ')));
  }
  return checks;
}

export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

function itemsCheck(items: Child, compiler: Compiler, outer?: Node): Check {
  const around = outer?.items === undefined ? {} : compiler.nodeOf(outer.items);
  const check = outer ? compiler.branchOf(items, around) : compiler.checkOf(items);
  const { nullable, default: fallback } = { ...around, ...compiler.nodeOf(items) };
  const nullIsFine = nullable || fallback !== undefined;
  return (value, run, depth) => {
    if (!Array.isArray(value)) return;
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      if (item === null && nullIsFine) continue;
      run.path[depth] = i;
      check(item, run, depth + 1);
    }
  };
}

function uniqueCheck(keyOf: (item: unknown) => unknown, what: () => string): Check {
  return (value, run, depth) => {
    if (!Array.isArray(value) || value.length < 2) return;
    const seen = new Map<unknown, number>();
    for (let i = 0; i < value.length; i++) {
      const key = keyOf(value[i]);
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, i);
        continue;
      }
      run.path[depth] = i;
      const item: unknown = value[i];
      run.fail(depth + 1, 'duplicate-item', item, () => {
        const named = typeof key === 'string' && !key.startsWith('\0') ? ` ${show(key)}` : '';
        return `repeats the ${what()}${named} of item ${first}`;
      });
    }
  };
}

/** Scalars by themselves, so that one key costs nothing; anything else by its text. */
function identity(item: unknown): unknown {
  return typeof item === 'object' ? `\0${JSON.stringify(item)}` : item;
}

function keyReader(keys: readonly string[], fallbacks: readonly unknown[]) {
  const [only = ''] = keys;
  const part = (item: unknown, key: string, i: number) =>
    (item as Record<string, unknown> | null)?.[key] ?? fallbacks[i];
  if (keys.length === 1) return (item: unknown) => identity(part(item, only, 0));
  return (item: unknown) => `\0${JSON.stringify(keys.map((key, i) => part(item, key, i) ?? null))}`;
}
