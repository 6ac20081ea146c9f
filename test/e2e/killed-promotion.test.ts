import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, isBuilt } from '../support/built-cli';
import { isInstalled, startRealRegistry, type RealRegistry } from '../support/registry/debian';
import { tempFolder } from '../support/temp-folder';

const itKilled = isInstalled('docker-registry') && isBuilt() ? it.each : it.skip.each;
const folder = tempFolder();
const TYPE = 'https://cdk8s-gitops.dev/attestation/promotion/v1';
/** Ends its process, as losing power does, once what it sends to a port and renames is as KILL_AT says. */
const KILLER = `const fs = require('node:fs');
const http = require('node:http');
let log = '';
const wrap = (where, name, lineOf) => {
  const own = where[name];
  where[name] = (...args) => {
    log += lineOf(...args) + '\\n';
    if (new RegExp(process.env.KILL_AT, 'm').test(log)) process.kill(process.pid, 'SIGKILL');
    return own(...args);
  };
};
wrap(http, 'request', ({ port, pathname }, { method }) =>
  port === process.env.KILL_PORT ? method + ' ' + pathname : '',
);
wrap(fs, 'renameSync', (from, to) => 'RENAME ' + to);
`;

let here: RealRegistry;
let there: RealRegistry;
let digest: string;

const run = (argv: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  cli(argv, { cwd: folder, env });
const file = () => readFileSync(join(folder, 'releases.yaml'), 'utf8');

beforeAll(async () => {
  [here, there] = await Promise.all([startRealRegistry(), startRealRegistry()]);
  const keys = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  writeFileSync(join(folder, 'key.pem'), keys.privateKey);
  writeFileSync(join(folder, 'key.pub'), keys.publicKey);
  writeFileSync(join(folder, 'killer.js'), KILLER);
  mkdirSync(join(folder, 'content'));
  const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: core }\n';
  writeFileSync(join(folder, 'content/map.yaml'), map);
  const own = `${here.host}/acme/core`;
  const pushed = run([
    'push',
    `oci://${own}:v2.2.0`,
    '--path',
    'content',
    '--sign',
    '--key',
    'key.pem',
  ]);
  expect(pushed).toMatchObject({ code: 0 });
  [, digest = ''] = pushed.stdout.split('@');
});
afterAll(() => Promise.all([here, there].map((one) => one.close())));

itKilled([
  ['before the first blob', /^POST .*blobs/m],
  ['before the manifest', /^PUT .*manifests\/sha256:/m],
  ['before the list of signatures', /^PUT .*manifests\/sha256-/m],
  ['before the tag of the version', /^PUT .*manifests\/v2/m],
  ['before it is attested', /^PUT .*manifests\/v2[^]*^POST .*blobs/m],
  ['before releases.yaml is written', /^RENAME .*releases.yaml$/m],
])('a promotion that is killed %s is repaired by the next', (title, at) => {
  const live = `${there.host}/${title.replace(/\W/g, '-')}/core`;
  const before = `core:
  repository: ${here.host}/acme/core
  namespace: core
  staging: { version: 2.2.0, digest: "${digest}" }
  production: head
`;
  writeFileSync(join(folder, 'releases.yaml'), before);
  const promote = ['promote', 'core', '--from', 'staging', '--to', 'production'].concat([
    '--repository',
    live,
    '--verify-key',
    'key.pub',
    '--attest',
    '--key',
    'key.pem',
  ]);
  const env = {
    NODE_OPTIONS: `--require ${join(folder, 'killer.js')}`,
    KILL_PORT: there.host.split(':')[1],
    KILL_AT: at.source,
  };
  expect(run(promote, env)).toMatchObject({ code: null, stdout: '' });
  expect(file()).toBe(before);

  expect(run(promote)).toMatchObject({ code: 0 });
  expect(file()).toContain(`repository: ${live}`);
  expect(run(['list', `oci://${live}`, '-o', 'name'])).toMatchObject({ stdout: `${live}:v2.2.0` });
  const verify = ['verify', `oci://${live}@${digest}`, '--key', 'key.pub'];
  expect(run(verify)).toMatchObject({ code: 0 });
  expect(run([...verify, '--type', TYPE])).toMatchObject({ code: 0 });
});
