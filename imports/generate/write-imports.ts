import type { Crd } from './crd';
import { ANYTHING, moved } from './facts';
import { ShapePool } from './pool';
import { byText, type Child, type KindFacts, type SchemaTable } from './schema';
import { tableText } from './table';
import { typescriptOf } from './typescript';

/** What an import writes. */
export interface Imported {
  /** Path below the output folder to text: per group, TypeScript and the schema table. */
  readonly files: ReadonlyMap<string, string>;
  readonly groups: readonly ImportedGroup[];
}

export interface ImportedGroup {
  readonly group: string;
  /** Path of the TypeScript file below the output folder. */
  readonly file: string;
  /** Kinds that this import brings or replaces, sorted. */
  readonly kinds: readonly string[];
  /** Kinds of the group that an earlier import brought, and that stay. */
  readonly kept: readonly string[];
}

/**
 * TypeScript and a schema table for each API group of `crds`, with their descriptions. What the group's table says already
 * stays, except for the kinds that come anew: imports add up.
 *
 * @param tableAt the parsed table at a path below the output folder, where there is one
 */
export function importedFiles(
  crds: readonly Crd[],
  tableAt: (path: string) => SchemaTable | undefined,
): Imported {
  const files = new Map<string, string>();
  const groups = [...new Set(crds.map(({ group }) => group))].sort().map((group) => {
    const name = fileName(group);
    const own = crds.filter((crd) => crd.group === group);
    const kinds = [...new Set(own.map(({ kind }) => kind))].sort();
    const before = tableAt(`schemas/${name}.json`);
    const table = mergedTable(own, before);
    files.set(`${name}.ts`, typescriptOf(table));
    files.set(`schemas/${name}.json`, tableText(table));
    const kept = kindsIn(before).filter((kind) => !kinds.includes(kind));
    return { group, file: `${name}.ts`, kinds, kept };
  });
  return { files, groups };
}

const AWS = /^(?:([a-z0-9-]+)\.)?aws\.(m\.)?upbound\.io$/;

/** Path of a group's file without extension: the group, or `aws/rds` and `aws-v1/rds` for AWS. */
export function fileName(group: string): string {
  const [match, service = 'provider', namespaced] = AWS.exec(group) ?? [];
  return match ? `${namespaced ? 'aws' : 'aws-v1'}/${service}` : group;
}

function mergedTable(crds: readonly Crd[], before: SchemaTable | undefined): SchemaTable {
  const pool = new ShapePool({ descriptions: true });
  const fresh = new Set(crds.map(({ group, kind }) => `${group}/${kind}`));
  const kinds: [string, KindFacts][] = [];
  for (const { group, kind, plural, scope, versions } of crds)
    for (const { name, schema, ...rest } of versions)
      kinds.push([
        `${group}/${name}/${kind}`,
        { root: pool.add(schema ?? ANYTHING), scope, plural, ...rest },
      ]);
  for (const [id, facts] of Object.entries(before?.kinds ?? {}))
    if (!fresh.has(groupKind(id)))
      kinds.push([id, { ...facts, root: transfer(facts.root, before?.shapes ?? [], pool) }]);
  kinds.sort(([a], [b]) => byText(a, b));
  return { kinds: Object.fromEntries(kinds), shapes: pool.shapes };
}

/** Brings a schema of one table into a pool. */
function transfer(child: Child, shapes: SchemaTable['shapes'], pool: ShapePool): Child {
  const node = typeof child === 'number' ? shapes[child] : child;
  return pool.add(moved(node ?? ANYTHING, (each) => transfer(each, shapes, pool)));
}

function groupKind(id: string): string {
  const [group = '', , kind = ''] = id.split('/');
  return `${group}/${kind}`;
}

function kindsIn(table: SchemaTable | undefined): string[] {
  const kinds = Object.keys(table?.kinds ?? {}).map((id) => id.slice(id.lastIndexOf('/') + 1));
  return [...new Set(kinds)].sort();
}
