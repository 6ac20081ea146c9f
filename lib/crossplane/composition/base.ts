import type { Pointer } from '../../core';
import { compile, type KindSchema, type Violation } from '../../schema';
import { Failure } from '../failure';
import { parseFieldPath, type Segment } from '../field-path';
import { isObject, own, type JsonObject } from '../json';
import { isCombine, typeOf } from '../patch-and-transform/patch-type';
import { isCertain } from '../schema/certain';
import { rootOf, walk } from '../schema/place';
import { fill, startFilling, type Filled } from './fill';
import type { Report, Sides } from './patch';
import type { PlacedPatch, PlacedTemplate } from './read-input';

/**
 * Checks a base, with what patches add to it, against the schema of its kind: what neither gives is
 * missing in every resource, and what an optional patch gives is missing in some.
 */
export function checkBase(
  { pointer, patches }: PlacedTemplate,
  base: JsonObject,
  kind: KindSchema,
  sides: Sides,
  namespaced: boolean,
  report: Report,
): void {
  const at = `${pointer}/base`;
  // What leads astray is told with the patch, and writes nothing here.
  const { place } = sides.composed;
  const toBase = patches
    .flatMap((placed) => targetOf(placed))
    .filter(({ segments }) => !('fault' in walk(place, segments)));
  const full = filledBy(base, toBase, ({ patch, pointer: where }) => {
    const { toFieldPath = '' } = patch;
    const message = `is ${toFieldPath}, which stands for no field of the base: that fails the whole pipeline`;
    const hint = 'give the base the list or map, with the field in its elements';
    report({ rule: 'composition-path-unknown', pointer: `${where}/toFieldPath`, message, hint });
  });
  const validate = compile(kind.table, kind.facts.root);
  const secret = base['kind'] === 'Secret' && base['apiVersion'] === 'v1';
  const rule = 'composed-resource-invalid';
  for (const violation of violationsIn(full, validate)) {
    const said = secret ? violation.discreetMessage : violation.message;
    const missing = violation.code === 'required';
    const message = missing ? `${said}, and no patch gives it` : said;
    const hint = missing ? 'set it in the base, or add a patch for it' : violation.hint;
    report({ rule, pointer: at + violation.pointer, message, ...(hint !== undefined && { hint }) });
  }
  const missing = missingParameters(kind, full);
  for (const name of missing) {
    const message = 'is missing, which the provider refuses, and no patch gives it';
    const hint = 'set it in the base, or add a patch for it';
    report({ rule, pointer: `${at}/spec/forProvider/${name}`, message, hint });
  }
  const certain = toBase.filter(({ placed }) => isSure(placed, sides, namespaced));
  if (certain.length === toBase.length) return;
  const sure = filledBy(base, certain, () => undefined);
  const known = new Set(violationsIn(full, validate).map((violation) => violation.pointer));
  const gaps = violationsIn(sure, validate)
    .filter(({ code, pointer: gap }) => code === 'required' && !known.has(gap))
    .map((violation) => violation.pointer);
  const parameters = missingParameters(kind, sure)
    .filter((name) => !missing.includes(name))
    .map((name) => `/spec/forProvider/${name}`);
  for (const gap of new Set([...gaps, ...parameters])) {
    const giver = toBase.find(({ to }) => isNear(to, gap) || isNear(to, initProvider(gap)));
    if (!giver) continue;
    report({
      rule,
      pointer: giver.placed.pointer,
      message: `gives ${gap.slice(1).replaceAll('/', '.')}, which the kind requires, only where ${sourceOf(giver.placed)} is set`,
      hint: 'write policy: { fromFieldPath: Required }, or require the field in the XRD',
      severity: 'warning',
    });
  }
}

interface Target {
  readonly placed: PlacedPatch;
  readonly segments: readonly Segment[];
  readonly to: Pointer;
}

/** The field of the resource that a patch writes; none for other patches, or an unreadable path. */
function targetOf(placed: PlacedPatch): Target[] {
  const { fromFieldPath = '', toFieldPath = fromFieldPath } = placed.patch;
  if (!/^(Combine)?From/.test(typeOf(placed.patch))) return [];
  try {
    const segments = parseFieldPath(toFieldPath);
    return [{ placed, segments, to: `/${segments.join('/')}` }];
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}

function filledBy(
  base: JsonObject,
  targets: readonly Target[],
  unexpanded: (placed: PlacedPatch) => void,
): Filled {
  const filled = startFilling(base);
  for (const { placed, segments } of targets) {
    if (!fill(filled, segments) && !isCombine(typeOf(placed.patch))) unexpanded(placed);
  }
  return filled;
}

/** What is wrong in what the base says; what a patch will write is judged with the patch. */
function violationsIn(
  { object, written }: Filled,
  validate: (value: unknown) => readonly Violation[],
): readonly Violation[] {
  return validate(object).filter(
    ({ pointer, code }) =>
      !written.some(
        (place) => isBelow(pointer, place) || (WHOLE.includes(code) && isBelow(place, pointer)),
      ),
  );
}

/** Faults of a whole object or list, to which its parts may contribute. */
const WHOLE = ['alternatives', 'duplicate-item', 'pattern', 'size', 'type'];

/**
 * The AWS provider states what it requires as rules on `spec` whose message names the field. Policies
 * that neither create nor update switch them off.
 */
function missingParameters(kind: KindSchema, { object, written }: Filled): readonly string[] {
  const spec = own(object, 'spec');
  const policies = isObject(spec) ? own(spec, 'managementPolicies') : undefined;
  if (Array.isArray(policies) && !policies.some((each) => WRITING.includes(each as string)))
    return [];
  return parametersOf(kind).filter((name) =>
    ['forProvider', 'initProvider'].every((part) => {
      // A patch of the whole may bring it along.
      if (written.some((place) => isBelow(`/spec/${part}/${name}`, place))) return false;
      const given = isObject(spec) ? own(spec, part) : undefined;
      return !isObject(given) || own(given, name) === undefined;
    }),
  );
}

const WRITING = ['*', 'Create', 'Update'];

function parametersOf(kind: KindSchema): readonly string[] {
  const { properties } = rootOf(kind).node;
  const spec = properties?.['spec'];
  const node = typeof spec === 'number' ? kind.table.shapes[spec] : spec;
  const rules = node?.['x-kubernetes-validations'];
  if (!Array.isArray(rules)) return [];
  return (rules as readonly unknown[]).flatMap((rule) => {
    const message = isObject(rule) ? rule['message'] : undefined;
    if (typeof message !== 'string') return [];
    return /^spec\.forProvider\.(\S+) is a required parameter$/.exec(message)?.[1] ?? [];
  });
}

/** Whether the field that a patch reads is always there, or the resource waits for it. */
function isSure({ patch }: PlacedPatch, { composite }: Sides, namespaced: boolean): boolean {
  const type = typeOf(patch);
  if (patch.policy?.fromFieldPath === 'Required') return true;
  if (type.includes('Environment')) return false;
  const paths = isCombine(type)
    ? (patch.combine?.variables ?? []).map(({ fromFieldPath = '' }) => fromFieldPath)
    : [patch.fromFieldPath ?? ''];
  return paths.every((path) => {
    try {
      return isCertain(composite.place, parseFieldPath(path), namespaced);
    } catch (error) {
      if (error instanceof Failure) return true;
      throw error;
    }
  });
}

function sourceOf({ patch }: PlacedPatch): string {
  const variables = patch.combine?.variables?.map(({ fromFieldPath = '' }) => fromFieldPath);
  if (!isCombine(typeOf(patch))) return patch.fromFieldPath ?? '';
  return [...new Set(variables)].join(' and ');
}

function initProvider(pointer: Pointer): Pointer {
  return pointer.replace(/^\/spec\/forProvider\//, '/spec/initProvider/');
}

function isNear(a: Pointer, b: Pointer): boolean {
  return isBelow(a, b) || isBelow(b, a);
}

function isBelow(pointer: Pointer, parent: Pointer): boolean {
  return pointer === parent || pointer.startsWith(`${parent}/`);
}
