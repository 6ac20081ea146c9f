import { CompositionError } from './errors';
import { formatFieldPath } from './field-path';
import type { Flow } from './flow';
import { combinable, fieldsOf, onlyField, patch, type Patch } from './patches';
import { isReference, READS, type Origin, type Reading, type Reference } from './reference';
import { repairFor } from './references';
import { StatusTemplate } from './status-template';
import { childNode, type StructuralSchema } from './structural';

/**
 * What `compose` may return as status: fields of the schema, each read from composed resources, the
 * composite or the environment, or a constant. A list is there once all of its elements are.
 */
export type ComposedStatus<T> = { readonly [K in keyof T]?: StatusValue<NonNullable<T[K]>> };

type StatusValue<V> =
  | Reference<V, Origin>
  | (V extends readonly (infer E)[]
      ? readonly StatusValue<NonNullable<E>>[]
      : V extends object
        ? ComposedStatus<V>
        : V);

/** A type that no value has, for a compiler message: not a literal, which would swallow its neighbours. */
export interface Refused<Why extends string> {
  readonly refused: Why;
}

/** Makes a field that the status schema does not have an error, at any depth. */
export type ExactStatus<T, R> =
  R extends Reference<unknown, Origin>
    ? unknown
    : R extends readonly unknown[]
      ? { readonly [I in keyof R]: ExactStatus<ElementOf<T>, R[I]> }
      : R extends object
        ? {
            readonly [K in keyof R]: K extends keyof T
              ? ExactStatus<NonNullable<T[K]>, R[K]>
              : Refused<'the status schema of the composite resource has no such field'>;
          }
        : unknown;

type ElementOf<T> = T extends readonly (infer E)[] ? NonNullable<E> : unknown;

/** How the status comes about. */
export interface CompiledStatus {
  /** Patches that copy observed fields, by composed resource. */
  readonly patches: ReadonlyMap<string, readonly Patch[]>;
  /** The template of what no patch can write; `undefined` where there is none. */
  readonly template?: string;
}

/**
 * A field of one composed resource is a patch of it. What is constant, or of the composite or the
 * environment, goes over the environment. Lists with references and texts of several resources are
 * written by function-go-templating: a patch of one element would pad a list with nulls, which the API
 * server refuses, and only a template sees what two resources report.
 */
export function compileStatus(
  status: unknown,
  type: { readonly apiVersion: string; readonly kind: string },
  schema: StructuralSchema | undefined,
  flow: Flow,
): CompiledStatus {
  const patches = new Map<string, Patch[]>();
  const template = new StatusTemplate(type, flow);
  const visit = (value: unknown, path: readonly string[], node: StructuralSchema | undefined) => {
    if (isReference(value)) {
      const reading = value[READS];
      const sources = sourcesOf(reading);
      const [resource] = sources;
      if (sources.length > 1 || (resource !== undefined && !isOnePatch(reading))) {
        template.write(path, value);
        return;
      }
      if (reading.otherwise !== undefined) {
        checkUntil(reading.otherwise, path);
        // Before the other: what goes over the environment is written before any resource reports.
        visit(reading.otherwise, path, node);
      }
      if (resource === undefined) flow.intoStatus(reading, path);
      else {
        const list = patches.get(resource) ?? [];
        patches.set(resource, list);
        list.push(patch('ToComposite', reading, path, false));
      }
    } else if (Array.isArray(value) && hasReference(value)) {
      checkFields(value, path, node);
      template.write(path, value);
    } else if (isObject(value) && Object.keys(value).length > 0) {
      for (const [key, item] of Object.entries(value)) {
        if (item !== undefined) visit(item, [...path, key], known(node, key, path));
      }
    } else {
      checkFields(value, path, node);
      flow.constantIntoStatus(value, path);
    }
  };
  if (status !== undefined) visit(status, ['status'], schema);
  const text = template.text();
  return { patches, ...(text !== undefined && { template: text }) };
}

/** What stands in a field until there is something else must come before all that resources report. */
function checkUntil(otherwise: unknown, path: readonly string[]): void {
  if (isReference(otherwise)) {
    if (fieldsOf(otherwise[READS]).every(({ resource }) => resource === undefined)) return;
  } else if (!hasReference(otherwise)) return;
  throw new CompositionError(
    'COMPOSITION_REFERENCE_MISUSED',
    `${formatFieldPath(path)} holds until then what a composed resource reports, too`,
    'give optional() a constant, or a field of the composite or the environment',
  );
}

/** The resources that are read, and `undefined` for the composite and the environment. */
function sourcesOf(reading: Reading): readonly (string | undefined)[] {
  return [...new Set(fieldsOf(reading).map(({ resource }) => resource))];
}

/** Whether a patch of the resource carries it: a combine has no transforms for its parts. */
function isOnePatch(reading: Reading): boolean {
  return onlyField(reading) !== undefined || fieldsOf(reading).every(combinable);
}

function hasReference(value: unknown): boolean {
  if (isReference(value)) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasReference);
}

/** Checks the fields of objects in lists, and that constants are values of JSON. */
function checkFields(
  value: unknown,
  path: readonly (string | number)[],
  node: StructuralSchema | undefined,
): void {
  if (isReference(value)) return;
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      checkFields(item, [...path, i], node?.items);
    });
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (item !== undefined) checkFields(item, [...path, key], known(node, key, path));
    }
  } else if (!['string', 'number', 'boolean'].includes(typeof value)) {
    throw new CompositionError(
      'COMPOSITION_REFERENCE_MISUSED',
      `${formatFieldPath(path)} is ${String(value)}, which no status can hold`,
      'return a reference, a text, a number or a boolean, or leave the field out',
    );
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function known(
  node: StructuralSchema | undefined,
  key: string,
  path: readonly (string | number)[],
): StructuralSchema | undefined {
  const child = childNode(node, key);
  if (child !== undefined || node?.['x-kubernetes-preserve-unknown-fields']) return child;
  throw new CompositionError(
    'COMPOSITION_FIELD_UNKNOWN',
    `${formatFieldPath(path)} has no field '${key}': Crossplane would drop it`,
    repairFor(key, node ?? {}, 'add it to the status schema'),
  );
}
