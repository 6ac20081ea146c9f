import { compileBase } from './base';
import { checkScope } from './check-scope';
import type { Composite, CompositeRefs } from './compose';
import { ComposedResource, METADATA, type Add, type AddOptions } from './composed';
import type { Entry } from './entry';
import { connectionEntry } from './connection';
import { CompositionError } from './errors';
import { isRequired, knownKind, lacksConditions, type KnownKind } from './kinds';
import type { Patch } from './patches';
import { referTo } from './references';
import { statusPatches } from './status';
import type { StructuralSchema } from './structural';

/** The input of function-patch-and-transform, which refuses members that it does not know. */
export interface PatchAndTransformInput {
  readonly apiVersion: 'pt.fn.crossplane.io/v1beta1';
  readonly kind: 'Resources';
  readonly resources: readonly ResourceTemplate[];
}

interface ResourceTemplate {
  readonly name: string;
  readonly base: unknown;
  readonly patches?: readonly Patch[];
  readonly readinessChecks?: readonly object[];
}

/** What `compose` returned. */
export interface Result {
  readonly status?: unknown;
  readonly connection?: unknown;
}

/**
 * Runs `compose` on references, and compiles what it added and returned.
 *
 * @param where How messages name the composition.
 * @throws {CompositionError} naming the composition or the resource, and the field.
 */
export function runCompose(
  composite: Composite,
  compose: (xr: CompositeRefs<Composite>, add: Add) => unknown,
  where: string,
): { readonly input: PatchAndTransformInput; readonly entries: readonly Entry[] } {
  if (!(composite as Partial<Composite>).version) {
    const { composite: facts } = composite as Partial<Composite>;
    const [first] = facts?.versions ?? [];
    const hint = `write composite: ${facts?.kind ?? 'PostgresDatabase'}.${first?.name ?? 'v1alpha1'}`;
    throw invalid(where, 'is not given a version of a composite resource', hint);
  }
  if (!composite.version.referenceable) {
    const [it] = composite.composite.versions.filter(({ referenceable }) => referenceable);
    const hint = `write composite: ${composite.GVK.kind}.${it?.name ?? ''}`;
    throw invalid(where, `composes ${composite.version.name}, which is not referenceable`, hint);
  }
  const entries: Entry[] = [];
  const enter = (entry: Entry) => {
    if (entry.name === '' || entries.some(({ name }) => name === entry.name))
      throw invalid(where, `has two resources named '${entry.name}'`, 'give each its own name');
    checkScope(entry, composite.composite, where);
    entries.push(entry);
  };
  const add = (name: string, kind: AnyKind, base: object, options: AddOptions = {}) => {
    const facts = factsOf(kind);
    enter({ name, kind: facts, base: { ...base }, options });
    return new ComposedResource<never>(name, facts);
  };
  const result = (compose(refsOf(composite), add as unknown as Add) ?? {}) as Result;
  const connection = connectionEntry(composite, result.connection, entries, where);
  if (connection) enter(connection);
  if (entries.length === 0)
    throw invalid(where, 'composes nothing', 'call add() in compose for each resource');
  return { input: compile(entries, result, composite), entries };
}

function compile(
  entries: readonly Entry[],
  result: Result,
  composite: Composite,
): PatchAndTransformInput {
  const toStatus = statusPatches(result.status, composite.version.status);
  const resources = entries.map((entry): ResourceTemplate => {
    const { name, kind } = entry;
    const { base, patches } = compileBase(entry.base, (path) => isRequired(kind, path));
    const all = [...patches, ...(toStatus.get(name) ?? [])];
    const checks = readinessChecks(entry);
    return {
      name,
      base: { apiVersion: kind.apiVersion, kind: kind.kind, ...(base as object) },
      ...(all.length > 0 && { patches: all }),
      ...(checks && { readinessChecks: checks }),
    };
  });
  return { apiVersion: 'pt.fn.crossplane.io/v1beta1', kind: 'Resources', resources };
}

function readinessChecks({ kind, options: { readiness } }: Entry): readonly object[] | undefined {
  if (readiness === 'none' || (readiness === undefined && lacksConditions(kind)))
    return [{ type: 'None' }];
  if (readiness === undefined) return undefined;
  const { condition, status = 'True' } = readiness;
  return [{ type: 'MatchCondition', matchCondition: { type: condition, status } }];
}

type AnyKind = Pick<Composite, 'GVK'> & Partial<Composite>;

/** A composite of this program carries its own facts; other kinds are looked up. */
function factsOf(kind: AnyKind): KnownKind {
  const { apiVersion, kind: name } = kind.GVK;
  if (!kind.composite) return knownKind(apiVersion, name);
  const { scope, plural } = kind.composite;
  return { apiVersion, kind: name, scope, plural, isComposite: true };
}

function refsOf({ version, composite }: Composite): CompositeRefs<Composite> {
  const read = (field: string, schema: StructuralSchema) =>
    referTo({ path: [field], schema, transforms: [] }) as never;
  const { namespace: _none, ...cluster } = METADATA.properties;
  const properties = composite.scope === 'Cluster' ? cluster : METADATA.properties;
  return {
    metadata: read('metadata', { ...METADATA, properties }),
    spec: read('spec', version.spec),
    status: read('status', version.status ?? { type: 'object', properties: {} }),
  };
}

function invalid(where: string, what: string, hint: string): CompositionError {
  return new CompositionError('COMPOSITION_INVALID', `${where} ${what}`, hint);
}
