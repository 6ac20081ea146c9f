import { App, Chart, Testing } from 'cdk8s';
import { attachProgram } from '../../../constructs/artifact/program';
import { Application, ApplicationSet, clusters, list } from '../../../constructs/argocd';
import { isDuration } from '../../../constructs/argocd/check-spec';
import { requireFields, requireGenerators } from '../../../constructs/argocd/require-fields';
import { APPLICATION, APPLICATION_SET, GENERATOR, PROJECT } from '../../../constructs/argocd/since';
import { EVERYTHING_AT_HEAD } from '../../../lib/releases';
import { realDisk } from '../../../constructs/disk';

const chart = () => new Chart(Testing.app({ outdir: 'unused' }), 'hub', { namespace: 'argocd' });
const git = { repoURL: 'https://github.com/acme/apps.git', path: 'web' };
const oci = { repoURL: 'oci://ghcr.io/acme/core', path: '.', targetRevision: '2.1.0' };
const helm = { repoURL: 'https://charts.acme.io', chart: 'web', targetRevision: '1.x' };
const values = { repoURL: git.repoURL, ref: 'values' };
const base = { project: 'web', destination: { server: 'https://eu-1' } };
const dry = { repoURL: git.repoURL, path: 'web', targetRevision: 'main' };
const live = { targetBranch: 'live', path: 'web' };

/** As plain JavaScript has it. */
const make = (spec: object) => () => new Application(chart(), 'web', { ...base, ...spec } as never);

it.each([
  ['nothing', {}, /has no source/],
  ['source and sources', { source: git, sources: [git] }, /has source and sources/],
  [
    'a hydrator and a source',
    { source: git, sourceHydrator: { drySource: dry, syncSource: live } },
    /has source and sourceHydrator/,
  ],
  ['no repoURL', { source: { path: '.' } }, /has no repoURL/],
  ['neither path nor chart', { source: { repoURL: 'x' } }, /neither path nor chart/],
  ['a chart and a path', { source: { ...helm, path: '.' } }, /chart 'web' and a path/],
  ['a chart without version', { source: { ...helm, targetRevision: '' } }, /without version/],
  ['an artifact as a chart', { source: { ...oci, path: undefined, chart: 'a' } }, /would ignore/],
  ['an artifact without revision', { source: { ...oci, targetRevision: undefined } }, /without ta/],
  [
    'a tag in the URL',
    { source: { ...oci, repoURL: `${oci.repoURL}:2.1.0` } },
    /tag or digest in 'oci:\/\/ghcr.io\/acme\/core:2.1.0'/,
  ],
  ['a digest in the URL', { source: { ...oci, repoURL: `${oci.repoURL}@sha256:0` } }, /digest in/],
  ['two tools', { source: { ...git, helm: {}, plugin: {} } }, /has helm and plugin/],
  [
    'two tools of a listed source',
    { sources: [git, { ...git, kustomize: {}, directory: {} }] },
    /sources\[1\] of Application 'web' has kustomize and directory/,
  ],
  [
    'values twice',
    { source: { ...git, helm: { values: 'a: 1', valuesObject: { a: 1 } } } },
    /helm.valuesObject overrides/,
  ],
  ['a ref alone', { source: { ...git, ref: 'values' } }, /counts in sources only/],
  ['no sources', { sources: [] }, /sources without a source/],
  ['a ref of no letters', { sources: [{ ...values, ref: 'a.b' }] }, /the ref 'a.b'/],
  ['a ref twice', { sources: [values, values] }, /of another source/],
  ['a ref of a chart', { sources: [{ ...helm, ref: 'a' }] }, /is no git repository/],
  ['a ref of an artifact', { sources: [{ ...oci, ref: 'a' }] }, /is no git repository/],
  [
    'a file of an unknown ref',
    { sources: [{ ...helm, helm: { valueFiles: ['$value/a.yaml'] } }, values] },
    /reads '\$value\/a.yaml', but no source has the ref 'value'/,
  ],
  [
    'a file parameter of an unknown ref',
    { sources: [{ ...helm, helm: { fileParameters: [{ name: 'a', path: '$x/a' }] } }] },
    /no source has the ref 'x'/,
  ],
  [
    'a hydrator that empties its branch',
    { sourceHydrator: { drySource: dry, syncSource: { ...live, path: '.' } } },
    /syncSource.path '.'/,
  ],
  [
    'a hydrator without branch',
    { sourceHydrator: { drySource: dry, syncSource: { path: 'web' } } },
    /no syncSource.targetBranch/,
  ],
  [
    'a hydrator of two tools',
    { sourceHydrator: { drySource: { ...dry, helm: {}, plugin: {} }, syncSource: live } },
    /drySource of Application 'web' has helm and plugin/,
  ],
])('refuses %s in plain JavaScript', (_, spec, message) => {
  expect(make(spec)).toThrow(message);
  expect(make(spec)).toThrow(expect.objectContaining({ code: 'ARGOCD_SOURCE_INVALID' }));
});

it.each([
  ['a folder', { source: git }],
  ['an artifact', { source: oci }],
  ['an artifact of a registry with a port', { source: { ...oci, repoURL: 'oci://localhost:1/a' } }],
  ['a chart', { source: helm }],
  [
    'a chart with values of git',
    { sources: [{ ...helm, helm: { valueFiles: ['$values/a'] } }, values] },
  ],
  [
    'an environment variable of a lone source',
    { source: { ...git, helm: { valueFiles: ['$ARGOCD_APP_NAME.yaml'] } } },
  ],
  ['a hydrator', { sourceHydrator: { drySource: dry, syncSource: live } }],
])('takes %s', (_, spec) => {
  expect(make(spec)).not.toThrow();
});

it.each([
  [
    'ARGOCD_SYNC_OPTION_INVALID',
    { syncOptions: ['CreateNamespaces=true'] },
    /write CreateNamespace=/,
  ],
  ['ARGOCD_SYNC_OPTION_INVALID', { syncOptions: ['Force=true'] }, /takes no notice/],
  ['ARGOCD_SYNC_OPTION_INVALID', { syncOptions: ['Prune=false', 'Prune=confirm'] }, /and Prune=c/],
  [
    'ARGOCD_SYNC_OPTION_INVALID',
    { managedNamespaceMetadata: {}, syncOptions: ['CreateNamespace=false'] },
    /managedNamespaceMetadata without/,
  ],
  ['ARGOCD_DURATION_INVALID', { retry: { backoff: { duration: '5 s' } } }, /duration '5 s'/],
  ['ARGOCD_DURATION_INVALID', { retry: { backoff: { maxDuration: '1d' } } }, /maxDuration '1d'/],
])('says %s of %j', (code, syncPolicy, text) => {
  const error = expect.objectContaining({ code });
  expect(make({ source: git, syncPolicy })).toThrow(error);
  try {
    make({ source: git, syncPolicy })();
  } catch (found) {
    const { message, hint } = found as { message: string; hint: string };
    expect(`${message}; ${hint}`).toMatch(text);
  }
});

it.each([
  ['both', { server: 'https://eu-1', name: 'eu-1' }],
  ['neither', { namespace: 'web' }],
])('refuses a destination by %s', (_, destination) => {
  expect(make({ source: git, destination })).toThrow(
    expect.objectContaining({ code: 'ARGOCD_DESTINATION_INVALID' }),
  );
});

it('asks the same of a template, but for text that a generator fills in', () => {
  const of = (source: object) => () =>
    new ApplicationSet(chart(), 'set', {
      generators: list([{ a: 'x', url: 'oci://ghcr.io/acme/core' }]),
      template: (p) => ({
        metadata: { name: p.a },
        spec: { ...base, source: { ...git, ...source } },
      }),
    });
  expect(of({ helm: {}, kustomize: {} })).toThrow(
    "source of the template of ApplicationSet 'set' has helm and kustomize",
  );
  expect(of({ repoURL: '{{ .url }}:1', path: '.' })).not.toThrow();
});

it.each(['5', '5s', '1h30m', '1.5h', '300ms', '0', '-1m', '.5s'])(
  'reads the duration %s',
  (text) => {
    expect(isDuration(text)).toBe(true);
  },
);

it.each(['', 's', '5 s', '1d', '5S', 'h', '1h30', '1.2.3s'])(
  'reads no duration from %j',
  (text) => {
    expect(isDuration(text)).toBe(false);
  },
);

const tables = Object.entries({ APPLICATION, APPLICATION_SET, GENERATOR, PROJECT }).flatMap(
  ([name, table]) => table.map((one) => ({ ...one, name, table })),
);

it.each(tables)('$name knows $at since $since', ({ table, at, since, value }) => {
  const sample =
    [
      'oci://a',
      'SkipDryRunOnMissingResource=true',
      'ClientSideApplyMigration=false',
      'Delete=confirm',
    ].find((text) => value?.test(text)) ?? false;
  const spec = at
    .split('/')
    .toReversed()
    .reduce<unknown>((inner, step) => (step === '*' ? [inner] : { [step]: inner }), sample);
  const [major = 0, minor = 0] = since.split('.').map(Number);
  const older = minor === 0 ? '2.14' : `${major}.${minor - 1}`;
  const of = (argocd: string) => () =>
    requireFields(
      { argocd },
      table.filter((one) => one.at === at && one.value === value),
      spec,
      'x',
    );
  expect(of(since)).not.toThrow();
  expect(of(older)).toThrow(expect.objectContaining({ code: 'TARGET_TOO_OLD' }));
  expect(of(older)).toThrow(`needs argocd ${since}, but the target is ${older}`);
  expect(() => requireFields({}, table, spec, 'x')).not.toThrow();
});

it('looks for fields of generators at every level', () => {
  const inner = { git: { files: [{ path: 'a' }, { path: 'b', exclude: true }] } };
  const of = () =>
    requireGenerators(
      { argocd: '3.0' },
      [{ matrix: { generators: [{ merge: { generators: [inner] } }] } }],
      'x',
    );
  expect(of).toThrow('git.files[1].exclude of x needs argocd 3.1');
});

it('knows the declared target of the app', () => {
  const app = new App({ outdir: 'unused' });
  attachProgram(app, {
    disk: realDisk('.'),
    releases: EVERYTHING_AT_HEAD,
    targets: { argocd: '3.1' },
    sortKeys: true,
  });
  const hub = new Chart(app, 'hub');
  const syncPolicy = { retry: { refresh: true } };
  const message = 'syncPolicy.retry.refresh of %s needs argocd 3.2, but the target is 3.1';
  expect(() => new Application(hub, 'web', { ...base, source: git, syncPolicy })).toThrow(
    message.replace('%s', "Application 'web'"),
  );
  expect(
    () =>
      new ApplicationSet(hub, 'set', {
        generators: clusters(),
        template: (cluster) => ({
          metadata: { name: cluster.nameNormalized },
          spec: { ...base, source: git, syncPolicy },
        }),
      }),
  ).toThrow(message.replace('%s', "the template of ApplicationSet 'set'"));
  expect(
    () =>
      new ApplicationSet(hub, 'ordered', {
        generators: clusters(),
        strategy: { type: 'RollingSync', rollingSync: { steps: [{}] }, deletionOrder: 'Reverse' },
        template: () => ({ metadata: { name: 'a' }, spec: { ...base, source: git } }),
      }),
  ).toThrow("strategy.deletionOrder of ApplicationSet 'ordered' needs argocd 3.2");
});
