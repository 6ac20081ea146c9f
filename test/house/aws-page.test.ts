import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import {
  Bucket,
  ClusterVending,
  EksCluster,
  EncryptionKey,
  Network,
  PostgresInstance,
} from '../../constructs/aws';
import { fleet, platform } from '../constructs/aws/sample';
import { pageProgram } from '../support/page-program';
import { root } from '../support/source-files';

const { page, folder, run } = pageProgram('docs/aws.md');

/** Rows of the tables of fields and props in a section, cells trimmed, by what stands in the first. */
function rowsOf(section: string): ReadonlyMap<string, readonly string[]> {
  const text = page.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? '';
  const tables = text.split('\n\n').filter((part) => /^\| (?:field|prop)\b/.test(part));
  const rows = tables
    .flatMap((table) => table.split('\n'))
    .filter((line) => line.startsWith('| `'));
  return new Map(
    rows.map((row) => {
      const [, name = '', ...cells] = row.split('|').map((cell) => cell.trim());
      return [name.replaceAll('`', ''), cells];
    }),
  );
}

const settings = (file: string) => readFileSync(join(root, 'constructs/aws', file), 'utf8');

/** Names of the properties of an interface in a source file. */
function propsOf(file: string, name: string): readonly string[] {
  const body = settings(file).split(`export interface ${name} `)[1]?.split(/^}/m)[0] ?? '';
  return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, prop = '']) => prop);
}

const KINDS = [
  [PostgresInstance, 'postgres-settings.ts', 'PostgresCompositionProps'],
  [Bucket, 'bucket-settings.ts', 'BucketCompositionProps'],
  [EncryptionKey, 'encryption-key-composition.ts', 'EncryptionKeyCompositionProps'],
  [Network, 'network/settings.ts', 'NetworkCompositionProps'],
  [EksCluster, 'eks/settings.ts', 'EksClusterCompositionProps'],
  [ClusterVending, 'vending/settings.ts', 'ClusterVendingCompositionProps'],
] as const;

describe.each(
  KINDS.map(([kind, ...rest]) => [kind.resource.composite.kind, kind, ...rest] as const),
)('%s', (name, { resource }, file, props) => {
  const rows = rowsOf(name);

  it('has every field of its XR in a table, with its default', () => {
    const fields = Object.entries(resource.composite.versions[0]?.spec.properties ?? {});
    expect(fields.length).toBeGreaterThan(1);
    for (const [field, schema] of fields) {
      const said = schema.default === undefined ? 'must be said' : `\`${String(schema.default)}\``;
      expect([field, rows.get(field)?.[0]]).toEqual([field, said]);
    }
  });

  it('has every prop of its composition in a table, and nothing else', () => {
    const all = propsOf(file, props);
    expect(all.length).toBeGreaterThan(2);
    const fields = Object.keys(resource.composite.versions[0]?.spec.properties ?? {});
    expect([...rows.keys()].sort()).toEqual([...new Set([...all, ...fields])].sort());
  });
});

it('has the props of all compositions in its first table', () => {
  const common = page.split(/^## /m)[0] ?? '';
  const props = propsOf('shared.ts', 'AwsCompositionProps');
  expect(props).toHaveLength(5);
  for (const prop of props) expect(common).toMatch(new RegExp(`^\\| \`${prop}\` `, 'm'));
});

interface CompositionObject {
  readonly kind: string;
  readonly spec: {
    readonly compositeTypeRef: { readonly kind: string };
    readonly pipeline: readonly {
      readonly functionRef: { readonly name: string };
      readonly input?: { readonly resources?: readonly { base: { apiVersion: string } }[] };
    }[];
  };
}

const compositions = [platform(), fleet()]
  .flatMap((chart) => Testing.synth(chart) as CompositionObject[])
  .filter(({ kind }) => kind === 'Composition');

it.each(compositions.map(({ spec }) => [spec.compositeTypeRef.kind, spec] as const))(
  'says what must be installed for %s',
  (kind, { pipeline }) => {
    const groups = pipeline
      .flatMap(({ input }) => input?.resources ?? [])
      .map(({ base }) => /^(\w+)\.aws\.m\.upbound\.io\//.exec(base.apiVersion)?.[1])
      .filter((group) => group !== undefined);
    const [providers, functions] =
      new RegExp(`^\\| \`${kind}\` +\\|([^|]*)\\|([^|]*)\\|`, 'm').exec(page)?.slice(1) ?? [];
    expect(providers?.trim()).toBe([...new Set(groups)].sort().join(', '));
    const names = pipeline.map(({ functionRef }) => functionRef.name);
    expect(functions?.trim()).toBe(names.join(', '));
  },
);

it('is a program that type-checks, and runs', () => {
  run();
  for (const chart of ['platform', 'shop', 'hub'])
    expect(existsSync(join(folder, `dist/${chart}.k8s.yaml`))).toBe(true);
});
