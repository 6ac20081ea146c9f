import { compileBase, type CompiledBase } from './base';
import { adding, namesOf } from './adding';
import type { Composite, CompositeRefs } from './compose';
import { METADATA, type Add } from './composed';
import type { Entry } from './entry';
import { connect } from './connection';
import { environmentConfigsInput } from './environment-facts';
import { CompositionError } from './errors';
import { Flow } from './flow';
import { healthOf, isRequired, lacksConditions } from './kinds';
import { sharePatches, type PatchSet } from './patch-sets';
import type { Patch } from './patches';
import type { RawPatch } from './raw-patches';
import { referTo } from './references';
import { compileStatus } from './status';
import type { StructuralSchema } from './structural';
import { CONNECTION_SECRET, type Sequence } from './pipeline/sequence';

/** The input of function-patch-and-transform, which refuses members that it does not know. */
export interface PatchAndTransformInput {
  readonly apiVersion: 'pt.fn.crossplane.io/v1beta1';
  readonly kind: 'Resources';
  readonly patchSets?: readonly PatchSet[];
  readonly environment?: { readonly patches: readonly Patch[] };
  readonly resources: readonly ResourceTemplate[];
  readonly writeConnectionSecretToRef?: object;
}

interface ResourceTemplate {
  readonly name: string;
  readonly base: unknown;
  readonly patches?: readonly (Patch | RawPatch)[];
  readonly readinessChecks?: readonly object[];
  readonly connectionDetails?: readonly object[];
}

/** What `compose` returned. */
export interface Result {
  readonly status?: unknown;
  readonly connection?: unknown;
  readonly sequence?: unknown;
}

/** What a composition composes, and in which order. */
export interface ComposedParts {
  readonly entries: readonly Entry[];
  readonly sequences: readonly Sequence[];
  readonly result: Result;
  readonly secretRef?: object;
}

/**
 * Runs `compose` on references.
 *
 * @param connectionNamespace Where connection Secrets of XRs in no namespace go.
 * @param where How messages name the composition.
 * @param hasLegacyUsages Whether Crossplane has the Usages of before 2.0 alone.
 * @throws {CompositionError} naming the composition or the resource, and the field.
 */
export function runCompose(
  composite: Composite,
  compose: (xr: CompositeRefs<Composite>, add: Add) => unknown,
  connectionNamespace: string | undefined,
  where: string,
  hasLegacyUsages: boolean,
): ComposedParts {
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
  const { entries, enter, add } = adding(composite, where, hasLegacyUsages);
  const result = (compose(refsOf(composite), add) ?? {}) as Result;
  const { connection } = result;
  const connected = connect(composite, connection, entries, connectionNamespace, where);
  connected.entries.slice(entries.length).forEach(enter);
  if (entries.length === 0)
    throw invalid(where, 'composes nothing', 'call add() in compose for each resource');
  const ordered = entries.flatMap(({ name, after = [] }) => after.map((it) => [[it], [name]]));
  const sequence = namesOf(result.sequence, entries, where);
  const held = (connected.sources ?? []).map((name) => [[name], [CONNECTION_SECRET]]);
  const sequences = [...ordered, ...(sequence.length > 1 ? [sequence] : []), ...held];
  return { entries: connected.entries, result, sequences, secretRef: connected.secretRef };
}

/** The inputs that compose them. */
export interface CompiledComposition {
  readonly patchAndTransform: PatchAndTransformInput;
  /** Of function-environment-configs, where an environment is read that it fills. */
  readonly environmentConfigs?: object;
  /** Of function-go-templating, where the status has what no patch writes. */
  readonly status?: object;
  /** Which resource waits for a field of which other: `[read, reader]`. */
  readonly reads: Flow['reads'];
}

/**
 * Compiles what `compose` added and returned.
 *
 * @param judgesItself Whether no function-auto-ready looks at the resources.
 */
export function compile(
  { entries, result, secretRef }: ComposedParts,
  composite: Composite,
  judgesItself: boolean,
  where: string,
): CompiledComposition {
  const flow = new Flow(where);
  const toStatus = compileStatus(result.status, composite.GVK, composite.version.status, flow);
  const bases = entries.map(({ base, kind, isObserved, name }) =>
    compileBase(base, (path) => isRequired(kind, path, isObserved), flow, name),
  );
  const { patchSets, lists } = sharePatches(
    entries.map(({ name }, i) => [
      ...(bases[i]?.patches ?? []),
      ...(toStatus.patches.get(name) ?? []),
      ...flow.toEnvironment(name),
    ]),
  );
  const resources = entries.map((entry, i): ResourceTemplate => {
    const { name, kind, details } = entry;
    const { base } = bases[i] as CompiledBase;
    const all = [...(lists[i] ?? []), ...(entry.patches ?? [])];
    const checks = entry.checks ?? inferredChecks(entry, judgesItself);
    return {
      name,
      base: { apiVersion: kind.apiVersion, kind: kind.kind, ...(base as object) },
      ...(all.length > 0 && { patches: all }),
      ...(details && { connectionDetails: details }),
      ...(checks && { readinessChecks: checks }),
    };
  });
  const patches = flow.environmentPatches();
  const environmentConfigs = flow.environment && environmentConfigsInput(flow.environment);
  return {
    patchAndTransform: {
      apiVersion: 'pt.fn.crossplane.io/v1beta1',
      kind: 'Resources',
      ...(patchSets.length > 0 && { patchSets }),
      ...(patches.length > 0 && { environment: { patches } }),
      resources,
      ...(secretRef && { writeConnectionSecretToRef: secretRef }),
    },
    ...(environmentConfigs && { environmentConfigs }),
    ...(toStatus.template !== undefined && { status: templateInput(toStatus.template) }),
    reads: flow.reads,
  };
}

function templateInput(template: string) {
  return {
    apiVersion: 'gotemplating.fn.crossplane.io/v1beta1',
    kind: 'GoTemplate',
    source: 'Inline',
    inline: { template },
  };
}

function inferredChecks({ kind }: Entry, judgesItself: boolean) {
  const none = lacksConditions(kind) || (judgesItself && healthOf(kind) === 'exists');
  return none ? [{ type: 'None' }] : undefined;
}

const CLAIM_REF: StructuralSchema = {
  type: 'object',
  properties: { name: { type: 'string' }, namespace: { type: 'string' } },
};

function refsOf({ version, composite }: Composite): CompositeRefs<Composite> {
  const read = (field: string, schema: StructuralSchema) =>
    referTo({ path: [field], schema, transforms: [] }) as never;
  const { namespace: _none, ...cluster } = METADATA.properties;
  const properties = composite.scope === 'Namespaced' ? METADATA.properties : cluster;
  const legacy = composite.scope === 'LegacyCluster' && { claimRef: CLAIM_REF };
  const spec = { ...version.spec, properties: { ...version.spec.properties, ...legacy } };
  return {
    metadata: read('metadata', { ...METADATA, properties }),
    spec: read('spec', spec),
    status: read('status', version.status ?? { type: 'object', properties: {} }),
  };
}

function invalid(where: string, what: string, hint: string): CompositionError {
  return new CompositionError('COMPOSITION_INVALID', `${where} ${what}`, hint);
}
