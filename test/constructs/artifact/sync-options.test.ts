import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Application, Hub, git } from '../../../constructs/argocd';
import { Artifact } from '../../../constructs/artifact';
import { attachProgram } from '../../../constructs/artifact/program';
import { readRecord } from '../../../constructs/artifact/record';
import { Provider } from '../../../constructs/crossplane';
import type { Drift } from '../../../constructs/drift';
import { explain } from '../../../constructs/explain';
import { synthesize } from '../../../constructs/synthesize';
import type { SyncOption } from '../../../constructs/argocd/spec';
import { isManifest, parseDocuments } from '../../../lib/core';
import { parseReleases } from '../../../lib/releases';
import { memoryWorld } from '../../support/memory-world';
import { refusal } from '../crossplane/packages/support';

const LONG = 'a'.repeat(262_144);
const digest = `sha256:${'a'.repeat(64)}`;
const RELEASES = `core:
  staging: head
  production: { version: 2.1.0, digest: '${digest}', syncOptions: [ServerSideApply=true] }
`;
const KEY = 'argocd.argoproj.io/sync-options';

const DATA = { apiVersion: 'v1', kind: 'ConfigMap', data: { a: LONG } };
const input = { apiVersion: 'acme.io/v1', kind: 'Input', long: LONG };
const COMPOSITION = {
  apiVersion: 'apiextensions.crossplane.io/v1',
  kind: 'Composition',
  spec: {
    compositeTypeRef: { apiVersion: 'acme.io/v1', kind: 'X' },
    mode: 'Pipeline',
    pipeline: [{ step: 'a', functionRef: { name: 'function-own' }, input }],
  },
};

interface Given {
  readonly kind?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly drift?: Drift;
  readonly ring?: string;
  readonly syncOptions?: readonly SyncOption[];
  readonly own?: Drift;
}

function program(given: Given = {}) {
  const { kind = 'ConfigMap', annotations, drift, ring = 'staging', syncOptions, own } = given;
  const world = memoryWorld();
  const app = new App({ outdir: 'dist' });
  const releases = parseReleases(RELEASES, 'releases.yaml');
  attachProgram(app, { disk: world.disk, releases, sortKeys: true });
  const core = new Artifact(app, 'core', {
    repository: 'ghcr.io/acme/core',
    ...(drift !== undefined && { drift }),
    content(scope) {
      const chart = new Chart(scope, 'c');
      const metadata = { name: 'big', ...(annotations && { annotations }) };
      new ApiObject(chart, 'big', { ...(kind === 'Composition' ? COMPOSITION : DATA), metadata });
      new Provider(chart, 'dns', { package: 'x.io/a/dns:v1', groups: ['dns.acme.io'] });
      new ApiObject(chart, 'zone', {
        apiVersion: 'dns.acme.io/v1',
        kind: 'Zone',
        metadata: { name: 'z', annotations: { [KEY]: 'Prune=false' } },
      });
    },
  });
  const hub = new Hub(app, 'hub', { deliver: git({ repoURL: 'https://x.io/a.git', path: 'b' }) });
  new Application(hub, 'app', {
    ...(own !== undefined && { drift: own }),
    project: 'p',
    source: core.source({ ring }),
    destination: { server: 'https://x', namespace: 'n' },
    ...(syncOptions && { syncPolicy: { syncOptions } }),
  });
  return { app, world, hub };
}

/** What was written: annotations by object, options of the Application, the record. */
function written(given?: Given) {
  const { app, world } = program(given);
  synthesize(app, { disk: world.disk, cwd: world.cwd, program: 'main.ts' });
  const read = (path: string) =>
    parseDocuments(world.files.get(`/work/dist/${path}`)?.toString() ?? '')
      .map(({ value }) => value)
      .filter(isManifest);
  const own = read('core/c.k8s.yaml').map(
    ({ metadata }) => [metadata.name, metadata.annotations?.[KEY]] as const,
  );
  const application = read('hub/hub.k8s.yaml').find(({ kind }) => kind === 'Application');
  const { syncPolicy } = application?.['spec'] as { syncPolicy?: { syncOptions?: string[] } };
  const record = readRecord(world.disk)?.artifacts.find(({ name }) => name === 'core');
  return {
    objects: Object.fromEntries(own),
    options: syncPolicy?.syncOptions,
    recorded: record?.syncOptions,
  };
}

const ZONE = { z: 'Prune=false,SkipDryRunOnMissingResource=true' };

it('objects carry what they need, behind what they say, and no Application needs it', () => {
  expect(written()).toEqual({
    objects: { big: 'ServerSideApply=true', dns: undefined, ...ZONE },
    options: undefined,
    recorded: undefined,
  });
});

it('a Composition carries none, so its Applications have it, and the record for its releases', () => {
  expect(written({ kind: 'Composition' })).toEqual({
    objects: { big: undefined, dns: undefined, ...ZONE },
    options: ['ServerSideApply=true'],
    recorded: ['ServerSideApply=true'],
  });
});

it.each<[string, Given, readonly string[] | undefined]>([
  [
    'behind those that it has',
    { syncOptions: ['PruneLast=true'] },
    ['PruneLast=true', 'ServerSideApply=true'],
  ],
  ['once', { syncOptions: ['ServerSideApply=true'] }, ['ServerSideApply=true']],
  ['not where everything is replaced', { syncOptions: ['Replace=true'] }, ['Replace=true']],
  ["not where its own drift is 'report'", { own: 'report' }, undefined],
  ["not where the artifact's is", { drift: 'report' }, undefined],
])('an Application gets it %s', (_, given, options) => {
  expect(written({ kind: 'Composition', ...given }).options).toEqual(options);
});

it.each<[string, Given, readonly string[] | undefined]>([
  ['what was recorded', {}, ['ServerSideApply=true']],
  ["nothing with 'report'", { own: 'report' }, undefined],
])('an Application of a release gets %s, whatever head needs', (_, given, options) => {
  expect(written({ ring: 'production', ...given }).options).toEqual(options);
});

it("objects are as written where the artifact's drift is 'report'", () => {
  expect(written({ drift: 'report' }).objects).toEqual({
    big: undefined,
    dns: undefined,
    z: 'Prune=false',
  });
});

it('leaves an object alone that forbids it, which lint tells', () => {
  const given = { annotations: { [KEY]: 'ServerSideApply=false' } };
  expect(written(given)).toMatchObject({
    objects: { big: 'ServerSideApply=false' },
    options: undefined,
  });
});

it('refuses an Application that rules out what its content needs', () => {
  const given: Given = { kind: 'Composition', syncOptions: ['ServerSideApply=false'] };
  expect(refusal(() => written(given))).toContain(
    'syncOptions has ServerSideApply=false, but the content cannot be applied without ServerSideApply=true: Composition/big is 262,',
  );
  expect(refusal(() => written({ ...given, own: 'report' }))).toBe('accepted');
});

it('a hub carries them too', () => {
  const { app, world, hub } = program();
  new ApiObject(hub, 'long', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'long' },
    data: { a: LONG },
  });
  synthesize(app, { disk: world.disk, cwd: world.cwd, program: 'main.ts' });
  expect(world.files.get('/work/dist/hub/hub.k8s.yaml')?.toString()).toContain(
    'argocd.argoproj.io/sync-options: ServerSideApply=true',
  );
  expect(explain(app)).toContain(
    'Hub hub\n  + sync option in an annotation, ServerSideApply=true: ConfigMap/argocd/long is 262,',
  );
});

it('is told with its reason', () => {
  const told = explain(program({ kind: 'Composition' }).app);
  expect(told).toContain(
    'Artifact core\n  + sync option in an annotation, SkipDryRunOnMissingResource=true: Zone/z is of a kind that Provider/dns brings in the same sync',
  );
  expect(told).toContain('  + ServerSideApply=true: Composition/big is 262,');
  expect(explain(program({ ring: 'production' }).app)).toContain(
    '  + ServerSideApply=true: recorded with 2.1.0\n',
  );
  expect(
    explain(program({ kind: 'Composition', syncOptions: ['ServerSideApply=true'] }).app),
  ).not.toContain('  + ServerSideApply=true: Comp');
});

describe('two sources of one Application', () => {
  const XRD = {
    apiVersion: 'apiextensions.crossplane.io/v2',
    kind: 'CompositeResourceDefinition',
    metadata: { name: 'queues.acme.io' },
    spec: {
      group: 'acme.io',
      scope: 'Namespaced',
      names: { kind: 'Queue', plural: 'queues' },
      versions: [
        {
          name: 'v1',
          served: true,
          referenceable: true,
          schema: { openAPIV3Schema: { type: 'object' } },
        },
      ],
    },
  };
  const queue = (name = 'q', annotations?: Readonly<Record<string, string>>) => ({
    apiVersion: 'acme.io/v1',
    kind: 'Queue',
    metadata: { name, ...(annotations && { annotations }) },
  });
  const SKIP = { [KEY]: 'SkipDryRunOnMissingResource=true' };

  interface Two {
    readonly first?: readonly object[];
    readonly second?: readonly object[];
    readonly syncOptions?: readonly SyncOption[];
    readonly ring?: string;
    readonly drift?: Drift;
    readonly apart?: boolean;
  }

  function two({ first = [XRD], second = [queue()], syncOptions, ring, drift, apart }: Two = {}) {
    const world = memoryWorld();
    const app = new App({ outdir: 'dist' });
    const releases = parseReleases(`${RELEASES}team: { head: head }\n`, 'releases.yaml');
    attachProgram(app, { disk: world.disk, releases, sortKeys: true });
    const artifact = (id: string, objects: readonly object[]) =>
      new Artifact(app, id, {
        repository: `ghcr.io/acme/${id}`,
        content(scope: Construct) {
          const chart = new Chart(scope, 'c');
          objects.forEach((object, i) => new ApiObject(chart, `o${i}`, object as never));
        },
      });
    const [core, team] = [artifact('core', first), artifact('team', second)];
    const hub = new Hub(app, 'hub', { deliver: git({ repoURL: 'https://x.io/a.git', path: 'b' }) });
    const rest = {
      project: 'p',
      destination: { server: 'https://x', namespace: 'n' },
      ...(syncOptions && { syncPolicy: { syncOptions } }),
      ...(drift !== undefined && { drift }),
    };
    const sources = [core.source({ ring: ring ?? 'staging' }), team.source({ ring: 'head' })];
    if (apart)
      for (const source of sources)
        new Application(hub, source.repoURL.slice(19), { ...rest, source });
    else new Application(hub, 'app', { ...rest, sources });
    return { app, world };
  }

  function optionsOf(given?: Two): unknown {
    const { app, world } = two(given);
    synthesize(app, { disk: world.disk, cwd: world.cwd, program: 'main.ts' });
    const text = world.files.get('/work/dist/hub/hub.k8s.yaml')?.toString() ?? '';
    const found = parseDocuments(text)
      .map(({ value }) => value)
      .filter(isManifest)
      .filter(({ kind }) => kind === 'Application')
      .map(
        ({ spec }) => (spec as { syncPolicy?: { syncOptions?: string[] } }).syncPolicy?.syncOptions,
      );
    return found.length === 1 ? found[0] : found;
  }

  const NEEDED = ['SkipDryRunOnMissingResource=true'];

  it.each<[string, Two, unknown]>([
    ['an XRD, and its XR', {}, NEEDED],
    ['an XR, and its XRD', { first: [queue()], second: [XRD] }, NEEDED],
    ['one XR of several that does not say it', { second: [queue('a', SKIP), queue('b')] }, NEEDED],
    ['behind what it has', { syncOptions: ['PruneLast=true'] }, ['PruneLast=true', ...NEEDED]],
    ['once', { syncOptions: ['SkipDryRunOnMissingResource=true'] }, NEEDED],
    ['not for XRs that say so themselves', { second: [queue('a', SKIP)] }, undefined],
    ['not for XRs beside their own XRD', { second: [XRD, queue()] }, undefined],
    ['not for other kinds', { second: [{ ...queue(), kind: 'Topic' }] }, undefined],
    ['not for two Applications', { apart: true }, [undefined, undefined]],
    [
      'not for a release, of whose content nothing is known',
      { ring: 'production' },
      ['ServerSideApply=true'],
    ],
    ["not with 'report'", { drift: 'report' }, undefined],
  ])('gets the option for %s', (_, given, options) => {
    expect(optionsOf(given)).toEqual(options);
  });

  it('is refused where it rules that out, and told with its reason', () => {
    const syncOptions = ['SkipDryRunOnMissingResource=false'] as unknown as SyncOption[];
    const why =
      'SkipDryRunOnMissingResource=true: Queue/q is of a kind that CompositeResourceDefinition/queues.acme.io brings in the same sync';
    expect(refusal(() => optionsOf({ syncOptions }))).toContain(why);
    expect(explain(two().app)).toContain(`  + ${why}`);
  });
});
