import { nearest } from '../core';
import { count } from './arrays';
import type { Check, Compiler, Run } from './check';
import type { Child, Node } from './node';

interface Field {
  readonly check: Check;
  readonly nullable: boolean;
  /** The value that the API server fills in; `undefined` for none. */
  readonly fallback: unknown;
}

/**
 * Checks of a value that is known to be an object. As the API server does: a `null` of a field that
 * is not nullable counts as absent, and a field with a default is never missing.
 *
 * @param outer The node that this one qualifies, for a part of `anyOf` and the like; such a part
 *   knows no unknown fields, and tests the defaults of absent ones.
 */
export function objectChecks(node: Node, compiler: Compiler, outer?: Node): Check[] {
  const fields = fieldsOf(node, compiler, outer);
  const checks: Check[] = [];
  const rest = restOf(node, compiler, outer);
  if (fields.size > 0 || rest) checks.push(eachField(node, fields, rest, compiler));
  if (outer) checks.push(defaultsCheck(fields));
  checks.push(...requiredCheck(node, compiler, outer), ...sizeCheck(node, fields));
  return checks;
}

function fieldsOf(node: Node, compiler: Compiler, outer?: Node): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const [name, child] of Object.entries(node.properties ?? {})) {
    const around = outer?.properties?.[name];
    const aroundNode = around === undefined ? undefined : compiler.nodeOf(around);
    const { nullable, default: fallback } = compiler.nodeOf(child);
    fields.set(name, {
      check: outer ? compiler.branchOf(child, aroundNode ?? {}) : compiler.checkOf(child),
      nullable: (nullable ?? aroundNode?.nullable) === true,
      fallback: fallback ?? aroundNode?.default,
    });
  }
  return fields;
}

/** What holds for fields that `properties` does not name; `undefined`: anything goes. */
type Rest = 'unknown' | Field | undefined;

function restOf(node: Node, compiler: Compiler, outer?: Node): Rest {
  const { additionalProperties: rest } = node;
  if (typeof rest === 'object' || typeof rest === 'number') {
    const { nullable = false, default: fallback } = compiler.nodeOf(rest);
    const check = outer ? compiler.branchOf(rest, {}) : compiler.checkOf(rest);
    return { check, nullable, fallback };
  }
  const open = rest === true || node['x-kubernetes-preserve-unknown-fields'] === true;
  return open || outer ? undefined : 'unknown';
}

function eachField(
  node: Node,
  fields: ReadonlyMap<string, Field>,
  rest: Rest,
  compiler: Compiler,
): Check {
  return (value, run, depth) => {
    const object = value as Readonly<Record<string, unknown>>;
    for (const key in object) {
      const item = object[key];
      if (item === undefined) continue;
      const field = fields.get(key) ?? rest;
      if (field === undefined) continue;
      run.path[depth] = key;
      if (field === 'unknown') reportUnknown(key, run, depth, node, compiler);
      else if (item !== null) field.check(item, run, depth + 1);
    }
  };
}

/** Tests what the API server will fill in, where the enclosing node gives a default. */
function defaultsCheck(fields: ReadonlyMap<string, Field>): Check {
  const filled = [...fields].filter(([, { fallback }]) => fallback !== undefined);
  return (value, run, depth) => {
    for (const [name, { check, nullable, fallback }] of filled) {
      const item = (value as Record<string, unknown>)[name];
      if (item !== undefined && (item !== null || nullable)) continue;
      run.path[depth] = name;
      check(fallback, run, depth + 1);
    }
  };
}

function requiredCheck(node: Node, compiler: Compiler, outer: Node = {}): Check[] {
  const nodes = (name: string) =>
    [node.properties?.[name], outer.properties?.[name]]
      .filter((child): child is Child => child !== undefined)
      .map((child) => compiler.nodeOf(child));
  const required = (node.required ?? [])
    .filter((name) => nodes(name).every((found) => found.default === undefined))
    .map((name) => ({ name, nullable: nodes(name).some((found) => found.nullable) }));
  if (required.length === 0) return [];
  const check: Check = (value, run, depth) => {
    const object = value as Readonly<Record<string, unknown>>;
    for (const { name, nullable } of required) {
      const item = Object.hasOwn(object, name) ? object[name] : undefined;
      if (item !== undefined && (item !== null || nullable)) continue;
      run.path[depth] = name;
      run.fail(
        depth + 1,
        'required',
        item,
        () => (item === null ? 'is null, which counts as missing' : 'is missing'),
        () => `set '${name}'`,
      );
    }
  };
  return [check];
}

function sizeCheck(node: Node, fields: ReadonlyMap<string, Field>): Check[] {
  const { minProperties = 0, maxProperties = Infinity } = node;
  if (minProperties === 0 && maxProperties === Infinity) return [];
  const check: Check = (value, run, depth) => {
    const object = value as Readonly<Record<string, unknown>>;
    const present = new Set(
      Object.keys(object).filter((key) => {
        const item = object[key];
        return item !== undefined && (item !== null || fields.get(key)?.nullable);
      }),
    );
    for (const [name, { fallback }] of fields) if (fallback !== undefined) present.add(name);
    const { size } = present;
    if (size >= minProperties && size <= maxProperties) return;
    const bound =
      size < minProperties ? `fewer than ${minProperties}` : `more than ${maxProperties}`;
    run.fail(depth, 'size', value, () => `has ${count(size, 'field')}, ${bound}`);
  };
  return [check];
}

function reportUnknown(key: string, run: Run, depth: number, node: Node, compiler: Compiler): void {
  const { properties = {} } = node;
  run.fail(
    depth + 1,
    'unknown-field',
    undefined,
    () => 'is not a field of this kind',
    () => {
      const below = Object.entries(properties).find(
        ([, child]) => key in (compiler.nodeOf(child).properties ?? {}),
      );
      if (below) return `move it below '${below[0]}', where '${key}' belongs`;
      const meant = nearest(key, Object.keys(properties));
      return meant === undefined ? undefined : `did you mean '${meant}'? write that`;
    },
  );
}
