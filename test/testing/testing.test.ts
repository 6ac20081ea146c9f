import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart, Testing } from 'cdk8s';
import { Artifact } from '../../constructs/artifact';
import { lintApp, manifests, testApp, yamlSerializer } from '../../lib/testing';

expect.addSnapshotSerializer(yamlSerializer);

function program() {
  const app = testApp();
  const artifact = new Artifact(app, 'core', {
    repository: 'ghcr.io/acme/core',
    variants: ['staging', 'production'],
    content(scope, variant) {
      const chart = new Chart(scope, 'web');
      map(chart, 'settings', { variant });
      map(new Chart(chart, 'nested'), 'inner', {});
    },
  });
  return { app, artifact };
}

function map(chart: Chart, name: string, data: Record<string, string>): void {
  new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
}

const names = (...of: Parameters<typeof manifests>) => manifests(...of).map((m) => m.metadata.name);

it('gives the manifests of a chart, an artifact, a variant or an app', () => {
  const { app, artifact } = program();
  const staging = artifact.node.findChild('staging');
  expect(names(staging.node.findChild('web'))).toEqual(['inner', 'settings']);
  expect(names(staging)).toHaveLength(2);
  expect(names(artifact)).toHaveLength(4);
  expect(names(app)).toHaveLength(4);
});

it('gives one chart of an artifact without those beside it, whatever their names begin with', () => {
  const made: Chart[] = [];
  new Artifact(testApp(), 'core', {
    repository: 'ghcr.io/acme/core',
    content(scope) {
      for (const id of ['web', 'web2', 'api']) {
        const chart = new Chart(scope, id);
        map(chart, id, {});
        made.push(chart);
      }
    },
  });
  expect(made.map((chart) => names(chart))).toEqual([['web'], ['web2'], ['api']]);
});

it('lints for the versions that the app is for, unless told others', () => {
  const app = testApp({ targets: { kubernetes: '1.25' } });
  new ApiObject(new Chart(app, 'c'), 'hpa', {
    apiVersion: 'autoscaling/v2beta2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'a' },
    spec: {
      maxReplicas: 3,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' },
    },
  });
  const severities = (...of: Parameters<typeof lintApp>) =>
    lintApp(...of).map(({ rule, severity }) => `${rule}: ${severity}`);
  expect(severities(app)).toEqual(['removed-api-version: warning']);
  expect(severities(app, { targets: { kubernetes: '1.30' } })).toEqual([
    'removed-api-version: error',
  ]);
});

it('works for charts of a plain app too', () => {
  const chart = new Chart(Testing.app({ outdir: 'unused' }), 'c');
  map(chart, 'a', {});
  expect(names(chart)).toEqual(['a']);
});

it('prints snapshots as YAML', () => {
  const { artifact } = program();
  expect(manifests(artifact.node.findChild('staging'))).toMatchInlineSnapshot(`
   apiVersion: v1
   kind: ConfigMap
   metadata:
     name: inner
   data: {}
   ---
   apiVersion: v1
   kind: ConfigMap
   metadata:
     name: settings
   data:
     variant: staging
  `);
});

it('leaves other values to jest', () => {
  for (const value of [[], {}, 'a', null, [1], [{ kind: 'x' }]]) {
    expect(yamlSerializer.test(value)).toBe(false);
  }
});

it('lints with construct paths', () => {
  const { app } = program();
  const chart = new Chart(app, 'bad');
  new ApiObject(chart, 'typo', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a' },
    dta: {},
  } as never);
  expect(lintApp(app)).toEqual([
    expect.objectContaining({ severity: 'error', constructPath: 'bad/typo', pointer: '/dta' }),
  ]);
});

it('writes nothing, and leaves no temporary folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'testing-'));
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('cdk8s'));
  const cwd = process.cwd();
  try {
    process.chdir(folder);
    program().app.synth();
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    process.chdir(cwd);
    rmSync(folder, { recursive: true });
  }
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('cdk8s'))).toEqual(before);
});

it('finds in memory what a real synth would refuse', () => {
  const app = testApp();
  const chart = new Chart(app, 'c');
  for (const id of ['a', 'b']) {
    new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } });
  }
  expect(() => app.synth()).toThrow(expect.objectContaining({ code: 'SYNTH_DUPLICATE_OBJECT' }));
});
