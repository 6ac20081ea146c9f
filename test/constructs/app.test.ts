import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ApiObject, App, Chart, Include, Size, Testing, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { accelerate, PlatformApp } from '../../constructs/app';
import { programOf } from '../../constructs/artifact/program';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'app-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const OUTPUT_TYPES = Object.values(YamlOutputType).filter((type) => typeof type === 'number');

describe.each(OUTPUT_TYPES)('with output type %s', (yamlOutputType) => {
  it.each<[string, (app: App) => void]>([
    ['charts of cdk8s-plus', shop],
    ['included files', included],
    ['charts in charts', nested],
    ['charts that write themselves', selfWritten],
    ['a dependency on what is no longer there', orphaned],
    ['charts without objects', (app) => void new Chart(app, 'empty')],
    ['nothing', () => undefined],
  ])('PlatformApp and an accelerated App write what App writes: %s', (_, build) => {
    const [theirs, ours, accelerated] = [App, PlatformApp, App].map((kind, i) => {
      const outdir = join(folder, String(i));
      const app = new kind({ outdir, yamlOutputType, recordConstructMetadata: true });
      build(app);
      const synthesized = i === 2 ? accelerate(app) : app;
      synthesized.synth();
      return { ...filesIn(outdir), synthYaml: synthesized.synthYaml() };
    });
    expect(Object.keys(theirs ?? {})).toContain('construct-metadata.json');
    expect(ours).toEqual(theirs);
    expect(accelerated).toEqual(theirs);
  });
});

it('refuses to accelerate an app of another copy of cdk8s', () => {
  jest.isolateModules(() => {
    const other = require('cdk8s') as { readonly App: typeof App };
    expect(() => accelerate(new other.App())).toThrow(/another copy of cdk8s/);
  });
  class OwnApp extends App {}
  expect(accelerate(new OwnApp())).toBeInstanceOf(OwnApp);
});

describe('PlatformApp', () => {
  it('runs what the program builds without releases.yaml, and refuses a missing file that is named', () => {
    const ringOf = (app: App) => programOf(app)?.releases.ring('a', 'production');
    expect(ringOf(new PlatformApp())).toEqual({ head: true });
    expect(ringOf(accelerate(new App()))).toEqual({ head: true });
    const releases = join(folder, 'rel.yaml');
    expect(() => ringOf(new PlatformApp({ releases }))).toThrow(
      expect.objectContaining({
        code: 'RELEASES_MISSING',
        message: expect.stringContaining(releases) as string,
      }),
    );
    writeFileSync(releases, 'a: { production: head }');
    expect(ringOf(accelerate(new App(), { releases }))).toEqual({ head: true });
  });

  it.each<{ title: string; env: Record<string, string> }>([
    { title: 'CDK8S_DISABLE_SORT', env: { CDK8S_DISABLE_SORT: '1' } },
    { title: 'CDK8S_RECORD_CONSTRUCT_METADATA', env: { CDK8S_RECORD_CONSTRUCT_METADATA: 'true' } },
    { title: 'CDK8S_LEGACY_HASH', env: { CDK8S_LEGACY_HASH: '1' } },
  ])('heeds $title as App does', ({ env }) => {
    const outputs = withEnv(env, () =>
      [App, PlatformApp].map((kind, i) => {
        const app = new kind({ outdir: join(folder, String(i)) });
        shop(app);
        app.synth();
        return filesIn(app.outdir);
      }),
    );
    expect(outputs[1]).toEqual(outputs[0]);
  });

  it('writes to CDK8S_OUTDIR', () => {
    withEnv({ CDK8S_OUTDIR: join(folder, 'out') }, () => {
      const app = new PlatformApp();
      new Chart(app, 'c');
      app.synth();
    });
    expect(filesIn(join(folder, 'out'))).toEqual({ 'c.k8s.yaml': '' });
  });

  it('writes the same again, and removes nothing that it did not write', () => {
    writeFileSync(join(folder, 'other.yaml'), 'kept');
    const app = new PlatformApp({ outdir: folder });
    shop(app);
    app.synth();
    const first = filesIn(folder);
    app.synth();
    expect(filesIn(folder)).toEqual(first);
    expect(first['other.yaml']).toBe('kept');
  });

  it('leaves the last good files when a chart is broken', () => {
    const build = (spec: unknown) => {
      const app = new PlatformApp({ outdir: folder });
      for (const id of ['a', 'b']) {
        const props = { apiVersion: 'v1', kind: 'Thing', spec: id === 'b' ? spec : 'new' };
        new ApiObject(new Chart(app, id), 'x', props);
      }
      return app;
    };
    build('good').synth();
    const before = filesIn(folder);
    expect(() => build(new Map()).synth()).toThrow(
      "Failed serializing construct at path 'b/x' with name 'b-x-c8",
    );
    expect(filesIn(folder)).toEqual(before);
  });

  it('says what is invalid in the words of App', () => {
    const messages = [App, PlatformApp].map((kind) => {
      const app = new kind({ outdir: folder });
      const chart = new Chart(app, 'c');
      chart.node.addValidation({ validate: () => ['no owner', 'no team'] });
      try {
        app.synth();
      } catch (error) {
        return (error as Error).message;
      }
      return undefined;
    });
    expect(messages[1]).toBe(messages[0]);
  });

  it('is an App to cdk8s itself', () => {
    const app = new PlatformApp({ outdir: folder });
    shop(app);
    const [chart] = app.charts;
    expect(App.of(chart as Chart)).toBe(app);
    expect(Testing.synth(chart as Chart)).toHaveLength(6);
  });
});

function shop(app: App): void {
  const data = new Chart(app, 'data', { namespace: 'shop', labels: { team: 'checkout' } });
  const secret = new kplus.Secret(data, 'password', { stringData: { password: 'x' } });
  const config = new kplus.ConfigMap(data, 'settings', {
    data: { 'app.properties': 'a=1\nb=2\n', 10: 'ten', 9: 'nine' },
  });
  const web = new Chart(app, 'web', { namespace: 'shop' });
  const deployment = new kplus.Deployment(web, 'web', {
    containers: [
      {
        image: 'nginx:1.27',
        portNumber: 8080,
        liveness: kplus.Probe.fromHttpGet('/healthz'),
        envVariables: { PASSWORD: kplus.EnvValue.fromSecretValue({ secret, key: 'password' }) },
        resources: { memory: { limit: Size.mebibytes(256) } },
      },
    ],
  });
  deployment.containers[0]?.mount('/etc/app', kplus.Volume.fromConfigMap(web, 'config', config));
  deployment.exposeViaIngress('/', { ports: [{ port: 80, targetPort: 8080 }] });
  new kplus.HorizontalPodAutoscaler(web, 'scaler', { target: deployment, maxReplicas: 5 });
  deployment.scheduling.spread();
  const job = new kplus.CronJob(web, 'report', {
    schedule: { expressionString: '0 3 * * *' } as never,
    containers: [{ image: 'busybox' }],
  });
  job.node.addDependency(data);
  new kplus.NetworkPolicy(web, 'deny', { selector: deployment });
}

function included(app: App): void {
  const url = join(folder, 'included.yaml');
  writeFileSync(
    url,
    `apiVersion: v1
kind: List
items: [{ apiVersion: v1, kind: Secret, metadata: { name: a } }]
---
{ apiVersion: v1, kind: ConfigMap, metadata: { name: b, namespace: n }, data: { x: "0755", y: |
  two
  lines
 } }
`,
  );
  const chart = new Chart(app, 'included', { labels: { from: 'file' } });
  new Include(chart, 'file', { url }).node.addDependency(new kplus.Namespace(chart, 'n'));
}

function nested(app: App): void {
  const outer = new Chart(app, 'outer');
  const object = new ApiObject(outer, 'x', { apiVersion: 'v1', kind: 'Outer' });
  const inner = new Chart(outer, 'inner', { disableResourceNameHashes: true });
  new ApiObject(inner, 'y', { apiVersion: 'v1', kind: 'Inner' });
  const other = new Chart(app, '7');
  new ApiObject(other, 'z', { apiVersion: 'v1', kind: 'Other' }).addDependency(object);
}

function selfWritten(app: App): void {
  class Reversed extends Chart {
    override toJson() {
      return super.toJson().reverse();
    }
    override generateObjectName({ node }: ApiObject): string {
      return `own-${node.id}`;
    }
  }
  const chart = new Reversed(app, 'reversed');
  for (const id of ['x', 'z']) new ApiObject(chart, id, { apiVersion: 'v1', kind: 'Thing' });
}

function orphaned(app: App): void {
  const [a, b] = ['a', 'b'].map((id) => new Chart(app, id)) as [Chart, Chart];
  a.addDependency(new ApiObject(b, 'x', { apiVersion: 'v1', kind: 'Thing' }));
  b.node.tryRemoveChild('x');
  const elsewhere = new Chart(new App(), 'elsewhere');
  new Chart(app, 'c').addDependency(elsewhere);
}

function filesIn(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true }).map((name) => join(root, String(name)));
  const files = paths.filter((path) => statSync(path).isFile()).sort();
  return Object.fromEntries(
    files.map((path) => [relative(root, path), readFileSync(path, 'utf8')]),
  );
}

function withEnv<T>(env: Record<string, string>, run: () => T): T {
  const before = { ...process.env };
  Object.assign(process.env, env);
  try {
    return run();
  } finally {
    for (const name of Object.keys(env)) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    }
  }
}
