import { isDeepStrictEqual } from 'node:util';
import type { Composite } from './compose';
import { ComposedResource } from './composed';
import { connectionName } from './composite-object';
import { addDetails } from './connection-details';
import { ConnectionKey } from './connection-key';
import { CompositionError } from './errors';
import { format } from './format';
import { knownKind } from './kinds';
import { patch } from './patches';
import { isReference, READS, type Ref } from './reference';
import { referTo, required } from './references';
import type { Entry } from './entry';

/**
 * Name of the connection Secret, for a resource that writes it: `target: { name:
 * connectionSecretName(xr) }`.
 */
export function connectionSecretName(xr: {
  readonly metadata: { readonly name: Ref<string> };
}): Ref<string> {
  return format`${xr.metadata.name}${connectionName('')}`;
}

/** What carries the connection. */
export interface Connected {
  /** All resources, with what they give to it. */
  readonly entries: readonly Entry[];
  /** What must be ready before function-patch-and-transform's Secret is made. Default: nothing. */
  readonly sources?: readonly string[];
  /** Where function-patch-and-transform puts its Secret. Default: where it does by itself. */
  readonly secretRef?: object;
}

/**
 * Adds the Secret behind an XR's `connection`, unless another resource writes it.
 *
 * Why not P&T's connection details wherever it can be helped: those are written as soon as the first
 * value exists, and a pod that takes all keys would start without the rest. A composed Secret whose
 * every patch is required exists whole or not at all; where a password must not pass through the
 * status, an ExternalSecret writes it, which is whole or absent too. What only a provider's Secret
 * has takes that way, and is held back until those resources are ready; a claim's Secret is written
 * once its XR is ready.
 *
 * @param namespace Where Secrets of XRs in no namespace go.
 * @throws {CompositionError} `COMPOSITION_CONNECTION` when keys and what is returned do not fit.
 */
export function connect(
  composite: Composite,
  connection: unknown,
  entries: readonly Entry[],
  namespace: string | undefined,
  where: string,
): Connected {
  const keys = composite.version.connection ?? [];
  const fail = (what: string, hint: string) =>
    new CompositionError('COMPOSITION_CONNECTION', `${where} ${what}`, hint);
  if (keys.length === 0) {
    if (connection === undefined) return { entries };
    throw fail(
      `returns a connection, but ${composite.composite.kind} declares no keys of one`,
      `write connection: [${Object.keys(Object(connection))
        .map((key) => `'${key}'`)
        .join(', ')}] in its version`,
    );
  }
  const { scope, kind } = composite.composite;
  const legacy = scope === 'LegacyCluster';
  if (connection instanceof ComposedResource) {
    const writer = entries.find(({ name }) => name === connection.name);
    if (legacy) {
      throw fail(
        `lets '${connection.name}' write the connection, which Crossplane writes itself for claims`,
        'return each key',
      );
    }
    checkWriter(writer, fail);
    return { entries };
  }
  const values = (connection ?? {}) as Readonly<Record<string, unknown>>;
  if (!isDeepStrictEqual(Object.keys(values).sort(), [...keys].sort())) {
    throw fail(
      `returns ${list(Object.keys(values))} as connection; ${kind} declares ${list(keys)}`,
      'return exactly the keys that the version declares',
    );
  }
  if (scope === 'Cluster' && namespace === undefined) {
    throw fail(
      `returns a connection, and its ${kind} is in no namespace`,
      'write connectionNamespace: where the Secrets go',
    );
  }
  const isProviders = Object.values(values).some((value) => value instanceof ConnectionKey);
  if (!legacy && !isProviders) {
    const inNamespace = scope === 'Cluster' ? namespace : undefined;
    return { entries: [...entries, secretEntry(values, inNamespace)] };
  }
  const detailed = addDetails(values, entries, composite, namespace, fail);
  if (legacy) return { entries: detailed };
  return {
    entries: detailed,
    sources: detailed.filter(({ details }) => details).map(({ name }) => name),
    ...(scope === 'Cluster' && { secretRef: { namespace, patches: [NAME_PATCH] } }),
  };
}

const NAME_PATCH = patch(
  'FromComposite',
  connectionSecretName(xrMetadata())[READS],
  ['name'],
  true,
);

function secretEntry(
  values: Readonly<Record<string, unknown>>,
  namespace: string | undefined,
): Entry {
  const waiting = Object.entries(values).map(([key, value]) => [
    key,
    isReference(value) ? required(value) : value,
  ]);
  return {
    name: 'connection',
    kind: knownKind('v1', 'Secret'),
    base: {
      metadata: { name: connectionSecretName(xrMetadata()), ...(namespace && { namespace }) },
      type: 'Opaque',
      stringData: Object.fromEntries(waiting),
    },
  };
}

/** An ExternalSecret must name its target; what other kinds write, we do not know. */
function checkWriter(
  writer: Entry | undefined,
  fail: (what: string, hint: string) => CompositionError,
): void {
  if (writer?.kind.kind !== 'ExternalSecret') return;
  const { target } = writer.base['spec'] as { readonly target?: { readonly name?: unknown } };
  const expected = connectionSecretName(xrMetadata())[READS];
  const found = isReference(target?.name) ? target.name[READS] : target?.name;
  if (isDeepStrictEqual(partsOf(found), partsOf(expected))) return;
  throw fail(
    `lets ExternalSecret '${writer.name}' write the connection, but to a Secret of another name`,
    'write target: { name: connectionSecretName(xr), … }',
  );
}

function partsOf(reading: unknown): unknown {
  return (reading as { readonly parts?: readonly unknown[] } | undefined)?.parts?.map((part) =>
    typeof part === 'string' ? part : (part as { readonly path?: unknown }).path,
  );
}

function xrMetadata(): { readonly metadata: { readonly name: Ref<string> } } {
  const name = referTo({ path: ['metadata', 'name'], schema: { type: 'string' }, transforms: [] });
  return { metadata: { name: name as never } };
}

function list(keys: readonly string[]): string {
  return keys.length === 0 ? 'nothing' : [...keys].sort().join(', ');
}
