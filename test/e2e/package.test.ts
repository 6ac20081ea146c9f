import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli as runCli, isBuilt, type Outcome } from '../support/built-cli';
import { installInto } from '../support/consumer';
import { isInstalled, startRealRegistry, type RealRegistry } from '../support/registry/debian';
import { root } from '../support/source-files';
import { tempFolder } from '../support/temp-folder';

/*
 * A Configuration package from the program to a registry, and back as other tools see it.
 */
const PROGRAM = (host: string) => `
const { Chart } = require('cdk8s');
const { Composition, CompositeResourceDefinition, ConfigurationPackage, PlatformApp, Type, compositeResource } = require('cdk8s-gitops');
const { Key } = require('cdk8s-gitops/imports/aws/kms');
const Vault = compositeResource({
  group: 'platform.acme.io', kind: 'Vault', scope: 'Namespaced',
  versions: { v1: { spec: Type.Object({ region: Type.String() }) } },
});
const app = new PlatformApp();
new ConfigurationPackage(app, 'vaults', {
  repository: '${host}/acme/vaults',
  content(scope) {
    const chart = new Chart(scope, 'vault');
    new CompositeResourceDefinition(chart, 'definition', { composite: Vault, defaultComposition: 'vault' });
    new Composition(chart, 'vault', { composite: Vault.v1, compose(xr, add) {
      add('key', Key, { spec: { forProvider: { region: xr.spec.region } } });
      return {};
    } });
  },
  examples: (scope) => new Vault.v1(new Chart(scope, 'simple', { namespace: 'team' }), 'mine', { spec: { region: 'eu-west-1' } }),
});
app.synth();
`;

const folder = tempFolder();
const cli = (...argv: string[]): Outcome => runCli(argv, { cwd: folder });
const skopeo = (...argv: string[]) => execFileSync('skopeo', argv, { encoding: 'utf8' });
const whole = isInstalled('docker-registry') && isInstalled('skopeo') && isBuilt();

interface Described {
  readonly digest: string;
  readonly annotations: object;
}

(whole ? describe : describe.skip)('a Configuration package in docker-registry', () => {
  let registry: RealRegistry;
  beforeAll(async () => {
    registry = await startRealRegistry();
    installInto(folder, root, ['cdk8s', 'constructs']);
    writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node main.js\n');
    writeFileSync(join(folder, 'main.js'), PROGRAM(registry.host));
  });
  afterAll(async () => {
    await registry.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is what Crossplane reads: two annotated layers, their labels, and the objects', () => {
    expect(cli('synth')).toMatchObject({ code: 0 });
    const { artifacts } = JSON.parse(
      readFileSync(join(folder, '.gitops/artifacts.json'), 'utf8'),
    ) as {
      artifacts: { digest: string }[];
    };
    const first = cli('publish', '--tag', 'v1.2.0');
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toContain(`${registry.host}/acme/vaults@${artifacts[0]?.digest ?? ''}`);
    expect(cli('publish', '--tag', 'v1.2.0').stdout).toContain('unchanged');

    const place = `docker://${registry.host}/acme/vaults:v1.2.0`;
    const raw = skopeo('inspect', '--raw', '--tls-verify=false', place);
    const { layers } = JSON.parse(raw) as { layers: Described[] };
    expect(layers.map(({ annotations }) => annotations)).toEqual([
      { 'io.crossplane.xpkg': 'base' },
      { 'io.crossplane.xpkg': 'upbound' },
    ]);
    const config = skopeo('inspect', '--config', '--raw', '--tls-verify=false', place);
    const { config: image } = JSON.parse(config) as { config: { Labels: object } };
    expect(image.Labels).toEqual({
      [`io.crossplane.xpkg:${layers[0]?.digest ?? ''}`]: 'base',
      [`io.crossplane.xpkg:${layers[1]?.digest ?? ''}`]: 'upbound',
    });

    skopeo('copy', '--src-tls-verify=false', place, `oci:${join(folder, 'copied')}:it`);
    const unpacked = (layer: Described | undefined) => {
      const blob = join(folder, 'copied/blobs', layer?.digest.replace(':', '/') ?? '');
      return execFileSync('tar', ['-xzOf', blob], { encoding: 'utf8' });
    };
    expect(unpacked(layers[0]).match(/^kind: .*$/gm)).toEqual([
      'kind: Configuration',
      'kind: CompositeResourceDefinition',
      'kind: Composition',
    ]);
    expect(unpacked(layers[1])).toBe(
      'apiVersion: platform.acme.io/v1\nkind: Vault\nmetadata:\n  name: mine\n  namespace: team\nspec:\n  region: eu-west-1\n',
    );
    const again = cli('push', `oci://${registry.host}/acme/again:v1`, '--layout', 'copied');
    expect(again.stdout.split('@')[1]).toBe(artifacts[0]?.digest);
  });

  it('comes back as it was written, and a folder of the same objects is the same package', () => {
    const place = `oci://${registry.host}/acme/vaults:v1.2.0`;
    expect(cli('pull', place, '--output', 'pulled')).toMatchObject({ code: 0 });
    const stream = readFileSync(join(folder, 'pulled/package.yaml'), 'utf8');
    expect(stream).toContain('kind: Composition\n');
    const packed = cli('pack', '--profile', 'xpkg', '--path', 'dist/vaults');
    expect(packed.stderr).toContain('nothing says what the package is');
    writeFileSync(join(folder, 'dist/vaults/crossplane.yaml'), stream.split('---\n')[0] ?? '');
    const { stdout } = cli('pack', '--profile', 'xpkg', '--path', 'dist/vaults');
    const { artifacts } = JSON.parse(
      readFileSync(join(folder, '.gitops/artifacts.json'), 'utf8'),
    ) as {
      artifacts: { digest: string }[];
    };
    expect(stdout).toContain(artifacts[0]?.digest ?? 'none');
  });
});
