import { isDeepStrictEqual } from 'node:util';
import type { Composite } from './compose';
import { ComposedResource } from './composed';
import { connectionName } from './composite-object';
import { CompositionError } from './errors';
import { format } from './format';
import { knownKind } from './kinds';
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

/**
 * The Secret behind an XR's `connection`, or nothing if another resource writes it.
 *
 * Why not P&T's connection details: those are written as soon as the first value exists, and a pod
 * that takes all keys would start without the rest. A composed Secret whose every patch is required
 * exists whole or not at all; where a password must not pass through the status, an ExternalSecret
 * writes it, which is whole or absent too.
 *
 * @throws {CompositionError} `COMPOSITION_CONNECTION` when keys and what is returned do not fit.
 */
export function connectionEntry(
  composite: Composite,
  connection: unknown,
  entries: readonly Entry[],
  where: string,
): Entry | undefined {
  const keys = composite.version.connection ?? [];
  const fail = (what: string, hint: string) =>
    new CompositionError('COMPOSITION_CONNECTION', `${where} ${what}`, hint);
  if (keys.length === 0) {
    if (connection === undefined) return undefined;
    throw fail(
      `returns a connection, but ${composite.composite.kind} declares no keys of one`,
      `write connection: [${Object.keys(Object(connection))
        .map((key) => `'${key}'`)
        .join(', ')}] in its version`,
    );
  }
  if (connection instanceof ComposedResource) {
    const writer = entries.find(({ name }) => name === connection.name);
    checkWriter(writer, fail);
    return undefined;
  }
  const values = (connection ?? {}) as Readonly<Record<string, unknown>>;
  if (!isDeepStrictEqual(Object.keys(values).sort(), [...keys].sort())) {
    throw fail(
      `returns ${list(Object.keys(values))} as connection; ${composite.composite.kind} declares ${list(keys)}`,
      'return exactly the keys that the version declares',
    );
  }
  return {
    name: 'connection',
    kind: knownKind('v1', 'Secret'),
    base: {
      metadata: { name: connectionSecretName(xrMetadata()) },
      type: 'Opaque',
      stringData: Object.fromEntries(
        Object.entries(values).map(([key, value]) => [
          key,
          isReference(value) ? required(value) : value,
        ]),
      ),
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
