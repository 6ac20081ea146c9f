import type { Composite } from './compose';
import { ConnectionKey } from './connection-key';
import type { ConnectionDetail, Entry } from './entry';
import type { CompositionError } from './errors';
import { formatFieldPath } from './field-path';
import { format } from './format';
import { isReference, READS } from './reference';
import { describe, referTo } from './references';
import { childNode } from './structural';

type Fail = (what: string, hint: string) => CompositionError;

/**
 * Gives each resource the details that it contributes, and its own connection Secret where it has
 * none.
 *
 * @param namespace Where the Secrets of resources go; needed where the XR is in none.
 */
export function addDetails(
  values: Readonly<Record<string, unknown>>,
  entries: readonly Entry[],
  composite: Composite,
  namespace: string | undefined,
  fail: Fail,
): Entry[] {
  const details = new Map<string, ConnectionDetail[]>();
  const constants: ConnectionDetail[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string') {
      constants.push({ name, type: 'FromValue', value });
      continue;
    }
    const { resource, ...detail } = detailOf(name, value, fail);
    details.set(resource, [...(details.get(resource) ?? []), { name, ...detail }]);
  }
  const [first = entries[0]?.name ?? ''] = details.keys();
  details.set(first, [...(details.get(first) ?? []), ...constants]);
  return entries.map((entry) => {
    const own = details.get(entry.name);
    if (!own || own.length === 0) return entry;
    const needsSecret = own.some(({ type }) => type === 'FromConnectionSecretKey');
    const base = needsSecret ? withSecret(entry, composite, namespace, fail) : entry.base;
    return { ...entry, base, details: own };
  });
}

function detailOf(name: string, value: unknown, fail: Fail) {
  if (value instanceof ConnectionKey) {
    const { resource, key } = value;
    return { resource, type: 'FromConnectionSecretKey', fromConnectionSecretKey: key } as const;
  }
  const hint = 'return a field of a composed resource, a connectionKey(), or text';
  if (!isReference(value)) throw fail(`returns no value for connection key '${name}'`, hint);
  const reading = value[READS];
  if (!('path' in reading) || reading.resource === undefined || reading.transforms.length > 0) {
    const what = `${describe(reading)}${reading.transforms.length > 0 ? ', transformed,' : ''}`;
    throw fail(
      `returns ${what} as connection key '${name}', which has to come from a resource`,
      hint,
    );
  }
  const { resource, path } = reading;
  return { resource, type: 'FromFieldPath', fromFieldPath: formatFieldPath(path) } as const;
}

/** The base with a Secret for the provider to write, named after the XR, which has a unique uid. */
function withSecret(
  { name, kind, base }: Entry,
  { composite }: Composite,
  namespace: string | undefined,
  fail: Fail,
): Entry['base'] {
  const { spec } = base as { readonly spec?: { readonly writeConnectionSecretToRef?: unknown } };
  if (spec?.writeConnectionSecretToRef !== undefined) return base;
  const schema = childNode(childNode(kind.schema, 'spec'), 'writeConnectionSecretToRef');
  if (kind.schema && !schema) {
    throw fail(
      `takes a connection key of '${name}', a ${kind.kind}, which writes no connection Secret`,
      'take a field of its status',
    );
  }
  const uid = referTo({ path: ['metadata', 'uid'], schema: { type: 'string' }, transforms: [] });
  const isNamespaced = schema && !schema.properties?.['namespace'];
  if (!isNamespaced && namespace === undefined) {
    throw fail(
      `takes a connection key of '${name}', and its ${composite.kind} is in no namespace`,
      `write spec.writeConnectionSecretToRef for '${name}', or connectionNamespace for all`,
    );
  }
  const ref = {
    name: format`${uid as never}-${name}`,
    ...(!isNamespaced && { namespace }),
  };
  return { ...base, spec: { ...spec, writeConnectionSecretToRef: ref } };
}
