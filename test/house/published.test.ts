import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseDocuments } from '../../lib/core';
import { readTar } from '../../lib/oci/tar/read';
import { installInto } from '../support/consumer';
import { root } from '../support/source-files';
import { tempFolder } from '../support/temp-folder';

/*
 * A platform team publishes its composite resources as an npm package; other teams, who have neither
 * the schema builder nor its types, use them.
 */
const folder = tempFolder();
const library = join(folder, 'library');
const team = join(folder, 'team');

const LIBRARY = `
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Composition, compositeResource, CompositeResourceDefinition, format, legacyCompositeResource, stringEnum, Type } from 'cdk8s-gitops';
import * as rds from 'cdk8s-gitops/imports/aws/rds';

export const spec = Type.Object({
  region: Type.String(),
  size: stringEnum(['small', 'large'], { default: 'small' }),
  tags: Type.Optional(Type.Record(Type.String(), Type.String())),
  rules: Type.Optional(Type.Array(Type.Object({ on: Type.Boolean({ default: true }), id: Type.Union([Type.Literal('a'), Type.Literal('b')]) }))),
});
export const Database = compositeResource({
  group: 'platform.acme.io', kind: 'Database', scope: 'Namespaced',
  versions: { v1: { spec, status: Type.Object({ host: Type.Optional(Type.String()) }), connection: ['host'] } },
});
export const XQueue = legacyCompositeResource({
  group: 'platform.acme.io', kind: 'XQueue', claim: 'Queue',
  versions: { v1: { spec: Type.Object({ depth: Type.Integer({ default: 1 }) }), connection: ['url'] } },
});
export class OrdersDatabase extends Database.v1 {}
export function platform(scope: Construct) {
  const chart = new Chart(scope, 'platform');
  new CompositeResourceDefinition(chart, 'definition', { composite: Database });
  return new Composition(chart, 'database', {
    composite: Database.v1,
    compose(xr, add) {
      const instance = add('instance', rds.Instance, { spec: { forProvider: {
        region: xr.spec.region, instanceClass: xr.spec.size.map({ small: 'db.t4g.medium', large: 'db.r7g.large' }),
        identifier: format\`\${xr.metadata.namespace}-\${xr.metadata.name}\`,
      } } });
      return { status: { host: instance.status.atProvider.address }, connection: { host: xr.status.host } };
    },
  });
}
`;

const TEAM = `
import { App, Chart } from 'cdk8s';
import { Database, OrdersDatabase, platform, XQueue } from '@acme/platform';

const app = new App();
const composition: { readonly name: string } = platform(app);
const chart = new Chart(app, 'team');
const orders = new OrdersDatabase(chart, 'orders', { spec: { region: 'eu-west-1', rules: [{ id: 'a' }] } });
const key: { readonly name: string; readonly key: string } = orders.connection.key('host');
new XQueue.claim.v1(chart, 'jobs', { spec: {} }).connection.key('url');
export function mistakes(): void {
// @ts-expect-error misspelt field
new Database.v1(chart, 'a', { spec: { regoin: 'eu-west-1' } });
// @ts-expect-error no such size
new Database.v1(chart, 'b', { spec: { region: 'eu-west-1', size: 'huge' } });
// @ts-expect-error no such key of the connection
orders.connection.key('port');
}
void key; void composition;
app.synth();
`;

function compile(cwd: string): string {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', cwd], { cwd, encoding: 'utf8' }).stdout;
}

it.each([
  ['bundler', 'ESNext'],
  ['node10', 'CommonJS'],
])(
  'a package that exports composite resources compiles to declarations, resolved as %s',
  (resolution, module) => {
    const here = join(library, resolution);
    installInto(here, root, ['cdk8s', 'constructs', '@types/node']);
    writeFileSync(join(here, 'index.ts'), LIBRARY);
    writeFileSync(
      join(here, 'package.json'),
      JSON.stringify({
        name: '@acme/platform',
        version: '1.0.0',
        main: 'index.js',
        types: 'index.d.ts',
        files: ['index.js', 'index.d.ts'],
        peerDependencies: { cdk8s: '*', 'cdk8s-gitops': '*', constructs: '*' },
      }),
    );
    const compilerOptions = {
      target: 'ES2022',
      module,
      moduleResolution: resolution,
      strict: true,
      declaration: true,
      skipLibCheck: true,
      types: ['node'],
    };
    writeFileSync(
      join(here, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['index.ts'] }),
    );
    expect(compile(here)).toBe('');
    const declared = readFileSync(join(here, 'index.d.ts'), 'utf8');
    expect(declared).not.toMatch(/typebox|node_modules|\.\//);
    expect(declared).toContain('function platform(scope: Construct): Composition;');
  },
);

/** What `npm publish` would send, unpacked as `npm install` does. */
function installPacked(from: string, into: string): void {
  const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', library];
  const name = execFileSync('npm', args, { cwd: from, encoding: 'utf8' }).trim();
  const tarball = join(library, name);
  for (const file of readTar(gunzipSync(readFileSync(tarball)), tarball)) {
    const path = join(into, file.path.replace(/^package\//, ''));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.content);
  }
}

it('and another program uses them, under the tsconfig of `cdk8s init`', () => {
  installInto(team, root, ['cdk8s', 'constructs']);
  cpSync(join(root, 'node_modules/types-node-14'), join(team, 'node_modules/@types/node'), {
    recursive: true,
  });
  installPacked(join(library, 'node10'), join(team, 'node_modules/@acme/platform'));
  const template = join(root, 'node_modules/cdk8s-cli/templates/typescript-app');
  cpSync(join(template, 'tsconfig.json'), join(team, 'tsconfig.json'));
  writeFileSync(join(team, 'main.ts'), TEAM);
  expect(compile(team)).toBe('');
  const run = spawnSync(process.execPath, ['main.js'], { cwd: team, encoding: 'utf8' });
  expect(run.stderr).toBe('');
  const written = parseDocuments(readFileSync(join(team, 'dist/team.k8s.yaml'), 'utf8'));
  expect(written.map(({ value }) => (value as { kind: string }).kind)).toEqual([
    'Database',
    'Queue',
  ]);
});
