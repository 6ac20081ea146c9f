import { findKind, servedVersions } from '../../../imports/schemas';
import { ManifestSet, type Manifest } from '../../../lib/core';
import type { DriftFacts, KindSchema, SchemaNode, Writer } from '../../../lib/drift';
import { splitKind, type Row } from '../../../lib/drift/rows';
import { schemaNode, valuesOf } from '../../../lib/drift/structural';
import { MERGED, type RowCase } from './row-case';

/**
 * A case for each row of a writer of defaults: an object with all that the path leads through, and
 * nothing at its end. The schema is the one that ships with us, where it has the defaults that the
 * writer claims; else one of these defaults alone, for releases that are no longer shipped.
 */
export function defaultCases(writer: Writer, rows: readonly Row[]): RowCase[] {
  return rows.map((row) => {
    const [group, kind] = splitKind(row.kinds[0] ?? '');
    const apiVersion = `${group}/${servedVersions(group, kind)[0] ?? 'v1'}`;
    const shipped = findKind(apiVersion, kind);
    const { object, pointer } = objectWith(row.at, { apiVersion, kind }, shipped);
    const { facts, own } = claimedIn(writer, row, object);
    const isShipped = shipped && own.every((one) => hasDefault(one, shipped));
    return {
      writer: writer.name,
      path: row.path,
      row: row.kinds[0] ?? '',
      git: JSON.stringify(object),
      wrote: { [pointer]: valueOf(row) },
      fights: MERGED,
      facts,
      cluster: { schemaOf: () => (isShipped ? shipped : schemaOf(own)) },
    };
  });
}

/** Releases whose rows differ. */
const RELEASES = [undefined, '2.5', '2.8', '2.14'];

function claimedIn(writer: Writer, row: Row, object: Manifest) {
  for (const externalSecrets of RELEASES) {
    const facts: DriftFacts = externalSecrets === undefined ? {} : { targets: { externalSecrets } };
    const claims = [...writer.claims(ManifestSet.of([object]), facts)];
    const own = claims.map(({ field }) => field as Row);
    if (own.includes(row)) return { facts, own };
  }
  throw new Error(`${writer.name} claims ${row.path} in no release`);
}

function objectWith(at: string, type: object, schema: KindSchema | undefined) {
  const root = { ...type, metadata: { name: 'x' } } as Record<string, unknown>;
  const steps = stepsOf(at);
  const tokens: string[] = [];
  let node = schema && schemaNode(schema.facts.root, schema);
  let value: Record<string, unknown> = root;
  for (const { name, isList } of steps.slice(0, -1)) {
    const child = schema && childOf(node, name, schema);
    const item = isList ? child?.items : undefined;
    node = item === undefined || !schema ? child : schemaNode(item, schema);
    const below = Object.fromEntries(
      (child?.['x-kubernetes-list-map-keys'] ?? []).map((key) => [key, key === 'port' ? 80 : 'a']),
    );
    value[name] = isList ? [below] : below;
    tokens.push(name, ...(isList ? ['0'] : []));
    value = below;
  }
  const pointer = `/${[...tokens, steps.at(-1)?.name ?? ''].join('/')}`;
  return { object: root as unknown as Manifest, pointer };
}

function stepsOf(at: string) {
  return at
    .split('.')
    .slice(1)
    .map((step) => ({ name: step.replace('[]', ''), isList: step.endsWith('[]') }));
}

function childOf(node: SchemaNode | undefined, name: string, schema: KindSchema) {
  const child = node?.properties?.[name] ?? (node && valuesOf(node));
  return child === undefined ? undefined : schemaNode(child, schema);
}

function valueOf({ claim }: Row): unknown {
  return claim.do === 'write' ? claim.value : undefined;
}

function hasDefault(row: Row, schema: KindSchema): boolean {
  let node: SchemaNode | undefined = schemaNode(schema.facts.root, schema);
  for (const { name, isList } of stepsOf(row.at)) {
    node = childOf(node, name, schema);
    if (isList && node?.items !== undefined) node = schemaNode(node.items, schema);
  }
  return JSON.stringify(node?.default) === JSON.stringify(valueOf(row));
}

interface Draft {
  type?: string;
  default?: unknown;
  items?: Draft;
  properties?: Record<string, Draft>;
}

/** A schema with lists that are replaced as a whole, and the defaults of some rows. */
function schemaOf(rows: readonly Row[]): KindSchema {
  const root: Draft = { type: 'object' };
  for (const row of rows) {
    let node = root;
    for (const { name, isList } of stepsOf(row.at)) {
      node.type = 'object';
      const child = ((node.properties ??= {})[name] ??= {});
      if (isList) child.type = 'array';
      node = isList ? (child.items ??= {}) : child;
    }
    node.default = valueOf(row);
  }
  return { table: { shapes: [] }, facts: { root: root as SchemaNode } };
}
