import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import * as kplus from 'cdk8s-plus-28';
import { Artifact } from '../../../constructs/artifact';
import { attachProgram } from '../../../constructs/artifact/program';
import { readRecord } from '../../../constructs/artifact/record';
import { deployablesOf } from '../../../constructs/deployable';
import { synthesize } from '../../../constructs/synthesize';
import { ApplicationSet, clusters } from '../../../constructs/argocd';
import { readLayout, unpack } from '../../../lib/oci';
import type { Releases, Ring } from '../../../lib/releases';
import { memoryWorld, type MemoryWorld } from '../../support/memory-world';

const repository = 'ghcr.io/acme/manifests/core-stack';

function platformApp(rings: Record<string, Ring> = {}, world = memoryWorld()) {
  const app = new App({ outdir: 'dist' });
  const releases: Releases = {
    ring: (artifact, ring) => rings[`${artifact}/${ring}`] ?? { head: true },
    rings: () => [],
    artifacts: () => [],
    announced: () => undefined,
  };
  attachProgram(app, { disk: world.disk, releases, sortKeys: true });
  return { app, world, synth: (program = 'main.ts') => write(app, world, program) };
}

function write(app: App, world: MemoryWorld, program: string) {
  synthesize(app, { disk: world.disk, cwd: world.cwd, program });
  const files = [...world.files.keys()].map((path) => path.slice('/work/'.length));
  return files.filter((path) => path.startsWith('dist/')).sort();
}

function web(scope: Construct, id: string, image = 'web:1', name = 'web'): Chart {
  const chart = new Chart(scope, id);
  const deployment = new kplus.Deployment(chart, 'web', {
    metadata: { name },
    containers: [{ image, resources: { cpu: { request: kplus.Cpu.millis(100) } } }],
  });
  new kplus.HorizontalPodAutoscaler(chart, 'hpa', {
    metadata: { name },
    target: deployment,
    maxReplicas: 3,
  });
  return chart;
}

const template = (source: object) => ({
  metadata: { name: 'x' },
  spec: { project: 'p', source, destination: { server: 's', namespace: 'n' } },
});

function hubOver(app: App, source: object): Chart {
  const hub = new Chart(app, 'hub');
  new ApplicationSet(hub, 'set', {
    generators: clusters({ matchLabels: { environment: 'production' } }),
    template: () => template(source) as never,
  });
  return hub;
}

interface SetSpec {
  template: {
    spec: {
      source: Record<string, string>;
      ignoreDifferences?: unknown;
      syncPolicy?: { syncOptions?: string[] };
    };
  };
}

function specIn(hub: Chart): SetSpec['template']['spec'] {
  const [set] = hub.toJson() as [{ spec: SetSpec }];
  return set.spec.template.spec;
}

describe('an artifact', () => {
  it('is written to a folder for each variant, and packed with the same paths', () => {
    const { app, world, synth } = platformApp();
    new Artifact(app, 'core-stack', {
      repository,
      variants: ['staging', 'production'],
      content: (scope, variant) => web(scope, 'web', `web:${variant}`),
    });
    expect(synth()).toEqual([
      'dist/core-stack/production/web.k8s.yaml',
      'dist/core-stack/staging/web.k8s.yaml',
    ]);
    const packed = unpack(readLayout(world.disk, '.gitops/oci', 'core-stack'));
    expect(packed.map(({ path }) => path)).toEqual([
      'production/web.k8s.yaml',
      'staging/web.k8s.yaml',
    ]);
    for (const { path, content } of packed) {
      expect(world.files.get(`/work/dist/core-stack/${path}`)).toEqual(Buffer.from(content));
    }
  });

  it('stands at the top of its folder without variants', () => {
    const { app, synth } = platformApp();
    new Artifact(app, 'platform', { repository, content: (scope) => web(scope, 'base') });
    expect(synth()).toEqual(['dist/platform/base.k8s.yaml']);
  });

  it('keeps a chart in its folder whose id leaves no name for the file', () => {
    const { app, synth } = platformApp();
    new Artifact(app, 'a', { repository, content: (scope) => web(scope, '日本') });
    expect(synth()).toEqual([expect.stringMatching(/^dist\/a\/[0-9a-z-]+\.k8s\.yaml$/)]);
  });

  it('adopts charts that stay where they are', () => {
    const { app, synth } = platformApp();
    const chart = web(app, 'Existing');
    new Artifact(app, 'adopted', { repository, charts: [chart] });
    expect(synth()).toEqual(['dist/adopted/existing.k8s.yaml']);
  });

  it('takes a folder of files as it is', () => {
    const world = memoryWorld({ 'deploy/a.yaml': 'a: 1\n', 'deploy/sub/b.txt': 'b', 'c.yaml': '' });
    const { app, synth } = platformApp({}, world);
    Artifact.fromDirectory(app, 'plain', { path: 'deploy', repository });
    synth();
    const packed = unpack(readLayout(world.disk, '.gitops/oci', 'plain'));
    expect(packed.map(({ path }) => path)).toEqual(['a.yaml', 'sub/b.txt']);
  });

  it('has a digest that its objects and paths alone decide', () => {
    const digestOf = (image: string, chart = 'web', before?: (app: App) => void) => {
      const { app, world, synth } = platformApp();
      before?.(app);
      new Artifact(app, 'a', { repository, content: (scope) => web(scope, chart, image) });
      synth();
      return readRecord(world.disk)?.artifacts[0]?.digest;
    };
    const digest = digestOf('web:1');
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(digestOf('web:1', 'web', (app) => new Chart(app, 'other'))).toBe(digest);
    expect(digestOf('web:2')).not.toBe(digest);
    expect(digestOf('web:1', 'site')).not.toBe(digest);
  });

  it('keeps its index prefixes apart from dependencies elsewhere', () => {
    const { app, synth } = platformApp();
    new Artifact(app, 'a', {
      repository,
      content(scope) {
        const first = web(scope, 'first');
        web(scope, 'second', 'web:1', 'other').addDependency(first);
      },
    });
    const outside = new Chart(app, 'outside');
    outside.addDependency(app.node.findChild('a') as unknown as Chart);
    expect(synth()).toEqual([
      'dist/a/0000-first.k8s.yaml',
      'dist/a/0001-second.k8s.yaml',
      'dist/outside.k8s.yaml',
    ]);
  });
});

describe('a source', () => {
  it('is the digest of what this program builds where the ring is head', () => {
    const { app, world, synth } = platformApp();
    const artifact = new Artifact(app, 'core-stack', {
      repository,
      variants: ['production'],
      content: (scope) => web(scope, 'web'),
    });
    const hub = hubOver(app, artifact.source({ ring: 'staging', variant: 'production' }));
    synth();
    expect(specIn(hub).source).toEqual({
      repoURL: `oci://${repository}`,
      path: 'production',
      targetRevision: readRecord(world.disk)?.artifacts[0]?.digest,
    });
  });

  it('brings the rules for what the autoscalers of its variant write', () => {
    const { app } = platformApp();
    const artifact = new Artifact(app, 'core-stack', {
      repository,
      content: (scope) => web(scope, 'web'),
    });
    const spec = specIn(hubOver(app, artifact.source({ ring: 'staging' })));
    expect(spec.ignoreDifferences).toEqual([
      { group: 'apps', kind: 'Deployment', name: 'web', jsonPointers: ['/spec/replicas'] },
    ]);
    expect(spec.syncPolicy?.syncOptions).toEqual(['RespectIgnoreDifferences=true']);
  });

  it('is the pin of a ring, with the rules of the content that was pinned', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const rule = {
      group: 'apps',
      kind: 'StatefulSet',
      name: 'old',
      jsonPointers: ['/spec/replicas'],
    };
    const { app } = platformApp({
      'core-stack/production': { version: '2.1.0', digest, drift: [rule] },
    });
    const artifact = new Artifact(app, 'core-stack', {
      repository,
      content: (scope) => web(scope, 'web'),
    });
    const source = artifact.source({ ring: 'production' });
    const spec = specIn(hubOver(app, source));
    expect(spec.source['targetRevision']).toBe(digest);
    expect(spec.ignoreDifferences).toEqual([rule]);
    expect(deployablesOf({ ...source })[0]?.version()).toBe('2.1.0');
  });

  it('knows the same digest in a single chart under test', () => {
    const { app, world, synth } = platformApp();
    const artifact = new Artifact(app, 'a', { repository, content: (scope) => web(scope, 'web') });
    const hub = hubOver(app, artifact.source({ ring: 'staging' }));
    const alone = specIn(hub).source['targetRevision'];
    synth();
    expect(readRecord(world.disk)?.artifacts[0]?.digest).toBe(alone);
  });

  it('refuses to be part of a longer string', () => {
    const { app } = platformApp();
    const artifact = new Artifact(app, 'a', { repository, content: (scope) => web(scope, 'web') });
    const { targetRevision } = artifact.source({ ring: 'staging' });
    expect(() => `${targetRevision}`).toThrow(
      expect.objectContaining({ code: 'ARTIFACT_STRINGIFIED' }),
    );
    expect(() => `${artifact.digest}`).toThrow(
      expect.objectContaining({ code: 'ARTIFACT_STRINGIFIED' }),
    );
  });

  it('names the namespaces of its variant, for the project that must allow them', () => {
    const { app } = platformApp();
    const artifact = new Artifact(app, 'a', {
      repository,
      variants: ['eu', 'us'],
      content: (scope, variant) => {
        const chart = new Chart(scope, 'c', { namespace: `shop-${variant}` });
        new kplus.ConfigMap(chart, 'map');
        new kplus.ConfigMap(chart, 'other');
      },
    });
    const [deployable] = deployablesOf(artifact.source({ ring: 'staging', variant: 'us' }));
    expect(deployable?.namespaces()).toEqual(['shop-us']);
  });

  it('names the cluster-scoped kinds of its content', () => {
    const { app } = platformApp();
    const artifact = new Artifact(app, 'a', {
      repository,
      content(scope) {
        const chart = new Chart(scope, 'c');
        new kplus.Namespace(chart, 'n');
        web(chart, 'w');
      },
    });
    const [deployable] = deployablesOf(artifact.source({ ring: 'staging' }));
    expect(deployable?.clusterResources()).toEqual([{ group: '', kind: 'Namespace' }]);
  });
});

describe('a second synth', () => {
  it('removes the files that only the one before wrote', () => {
    const world = memoryWorld({ 'dist/mine.yaml': 'kept' });
    const first = platformApp({}, world);
    new Artifact(first.app, 'a', { repository, content: (scope) => web(scope, 'old') });
    first.synth();
    const second = platformApp({}, world);
    new Artifact(second.app, 'a', { repository, content: (scope) => web(scope, 'new') });
    expect(second.synth()).toEqual(['dist/a/new.k8s.yaml', 'dist/mine.yaml']);
  });

  it.each([['../x'], ['a/../../x'], ['/x'], [1], [null]])(
    'never removes what a record lists outside the output folder: %j',
    (listed) => {
      const record = { program: 'main.ts', outdir: 'dist', files: [listed], artifacts: [] };
      const world = memoryWorld({ '.gitops/artifacts.json': JSON.stringify(record), x: 'kept' });
      const { app, synth } = platformApp({}, world);
      new Artifact(app, 'a', { repository, content: (scope) => web(scope, 'web') });
      expect(synth()).toEqual(['dist/a/web.k8s.yaml']);
      expect(world.files.has('/work/x')).toBe(true);
    },
  );

  it('leaves the files of another program alone', () => {
    const world = memoryWorld();
    const first = platformApp({}, world);
    new Artifact(first.app, 'a', { repository, content: (scope) => web(scope, 'web') });
    first.synth('a.ts');
    const second = platformApp({}, world);
    new Artifact(second.app, 'b', { repository, content: (scope) => web(scope, 'web') });
    expect(second.synth('b.ts')).toEqual(['dist/a/web.k8s.yaml', 'dist/b/web.k8s.yaml']);
  });
});
