import { join } from 'node:path';
import { App, Chart, Testing, Yaml } from 'cdk8s';
import fc from 'fast-check';
import { AppProject, type AppProjectProps } from '../../../constructs/argocd';
import { cronProblem } from '../../../constructs/argocd/cron';
import { policyLine, type Policy } from '../../../constructs/argocd/policies';
import { attachProgram } from '../../../constructs/artifact/program';
import { realDisk } from '../../../constructs/disk';
import { EVERYTHING_AT_HEAD } from '../../../lib/releases';
import { expectGolden } from '../../support/golden';

const chart = () => new Chart(Testing.app({ outdir: 'unused' }), 'hub', { namespace: 'argocd' });
const make = (spec: object) => () => new AppProject(chart(), 'web', spec);
const role = (fields: object) => ({ roles: [{ name: 'deployer', ...fields }] });
const window = (fields: object) => ({
  syncWindows: [
    { kind: 'deny', schedule: '0 22 * * 1-5', duration: '8h', applications: ['*'], ...fields },
  ],
});
const signed = (gpg: object, repos = [{ url: '*' }]) => ({
  sourceIntegrity: { git: { policies: [{ repos, gpg }] } },
});

it('writes a whole project', () => {
  const scope = chart();
  const spec: AppProjectProps = {
    description: 'what the web team runs',
    sourceRepos: ['oci://ghcr.io/acme/**', '!oci://ghcr.io/acme/secret'],
    destinations: [
      { server: 'https://eu-1', namespace: 'web-*' },
      { name: 'us-*', namespace: 'web' },
    ],
    clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'web-*' }],
    namespaceResourceBlacklist: [{ group: '', kind: 'ResourceQuota' }],
    roles: [
      {
        name: 'deployer',
        groups: ['acme:web'],
        policies: [
          { action: 'sync' },
          { resource: 'logs', action: 'get', object: 'team-a/web-*' },
          { action: 'delete', effect: 'deny' },
          'p, proj:web:deployer, applications, sync, web/*, allow',
        ],
      },
    ],
    syncWindows: [
      {
        kind: 'deny',
        schedule: '0 22 * * 1-5',
        duration: '8h',
        applications: ['*'],
        timeZone: 'Europe/Berlin',
        description: 'nights',
        syncOverrun: true,
      },
    ],
    sourceIntegrity: {
      git: {
        policies: [{ repos: [{ url: '*' }], gpg: { mode: 'head', keys: ['D56C4FCA57A46444'] } }],
      },
    },
    destinationServiceAccounts: [
      { server: '*', namespace: 'web', defaultServiceAccount: 'web:deployer' },
    ],
    orphanedResources: { warn: false },
    sourceNamespaces: ['web'],
  };
  new AppProject(scope, 'web', spec);
  expectGolden(join(__dirname, 'golden', 'project.yaml'), Yaml.stringify(...scope.toJson()));
});

const server = 'https://eu-1';
it.each<[string, object, RegExp]>([
  ['a destination without cluster', { destinations: [{ namespace: 'a' }] }, /without cluster/],
  ['one without namespace', { destinations: [{ server }] }, /https:\/\/eu-1 without namespace/],
  ['one that excludes everything', { destinations: [{ server: '!*', namespace: 'a' }] }, /'!\*'/],
  [
    'one twice',
    {
      destinations: [
        { server, namespace: 'a' },
        { server, namespace: 'a' },
      ],
    },
    /destination 'https:\/\/eu-1\/a' twice/,
  ],
  ['a source that excludes everything', { sourceRepos: ['!*'] }, /the source '!\*'/],
  ['a source twice', { sourceRepos: ['a', 'b', 'a'] }, /the source 'a' twice/],
  ['a source namespace twice', { sourceNamespaces: ['a', 'a'] }, /namespace 'a' twice/],
  ['a long description', { description: 'x'.repeat(256) }, /more than 255/],
  ['a role twice', { roles: [{ name: 'a' }, { name: 'a' }] }, /role 'a' twice/],
  ['a role of no letters', { roles: [{ name: 'a b' }] }, /the role 'a b'/],
  ['a group twice', role({ groups: ['a', 'a'] }), /the group 'a' twice/],
  ['a group with a bare comma', role({ groups: ['a,b'] }), /the group 'a,b'/],
  ['an empty group', role({ groups: [' '] }), /the group ' '/],
  ['a window of no kind', window({ kind: 'forbid' }), /syncWindows\[0\], is of kind 'forbid'/],
  ['a schedule of four fields', window({ schedule: '0 22 * *' }), /has 4 fields/],
  ['a schedule by name', window({ schedule: '@daily' }), /has 1 fields/],
  ['a duration of days', window({ duration: '1d' }), /open for '1d'/],
  ['a duration without unit', window({ duration: '3600' }), /open for '3600'/],
  ['an unknown time zone', window({ timeZone: 'Europe/Bärlin' }), /would take UTC/],
  ['a window for nothing', window({ applications: [] }), /is for no Application/],
  [
    'a window twice',
    { syncWindows: [...window({}).syncWindows, ...window({ manualSync: true }).syncWindows] },
    /the sync window .* twice/,
  ],
  [
    'an account for all but one',
    { destinationServiceAccounts: [{ server: '!a', defaultServiceAccount: 'a' }] },
    /account for '!a'/,
  ],
  [
    'an account that is a glob',
    { destinationServiceAccounts: [{ server, defaultServiceAccount: 'a*' }] },
    /account 'a\*'/,
  ],
  [
    'no account',
    { destinationServiceAccounts: [{ server, defaultServiceAccount: ' ' }] },
    /account ' '/,
  ],
  ['an unknown mode of signatures', signed({ mode: 'all', keys: ['a'] }), /the mode 'all'/],
  ['signatures of nobody', signed({ mode: 'strict', keys: [] }), /by none of the keys/],
  ['signatures for nothing', signed({ mode: 'none', keys: [] }, []), /for no repository/],
  [
    'two kinds of signatures',
    { ...signed({ mode: 'none', keys: [] }), signatureKeys: [] },
    /which it overrides/,
  ],
])('refuses %s', (_, spec, message) => {
  expect(make(spec)).toThrow(message);
  expect(make(spec)).toThrow(expect.objectContaining({ code: 'ARGOCD_PROJECT_INVALID' }));
});

it.each([
  ['another role', 'p, proj:web:admin, applications, sync, web/*, allow', /is of 'proj:web:admin'/],
  ['another project', 'p, proj:api:deployer, applications, sync, web/*, allow', /is of 'proj:api/],
  ['five parts', 'p, proj:web:deployer, applications, sync, web/*', /no policy of six parts/],
  ['a group line', 'g, a, b, c, d, e', /no policy of six parts/],
  ['accounts', 'p, proj:web:deployer, accounts, get, web/*, allow', /is about 'accounts'/],
  [
    'an unknown action',
    'p, proj:web:deployer, applications, watch, web/*, allow',
    /action 'watch'/,
  ],
  ['an object of elsewhere', 'p, proj:web:deployer, applications, get, api/*, allow', /'api\/\*'/],
  ['an object without a name', 'p, proj:web:deployer, applications, get, web, allow', /'web'/],
  ['an object too deep', 'p, proj:web:deployer, applications, get, web/a/b/c, allow', /'web\/a/],
  ['no effect', 'p, proj:web:deployer, applications, get, web/*, maybe', /effect 'maybe'/],
])('refuses a policy of %s', (_, line, message) => {
  const spec = role({ policies: [line] });
  expect(make(spec)).toThrow(message);
  expect(make(spec)).toThrow(expect.objectContaining({ code: 'ARGOCD_POLICY_INVALID' }));
});

it('writes policies of which it refuses none', () => {
  const policy: fc.Arbitrary<Policy> = fc.record(
    {
      resource: fc.constantFrom('applications', 'logs', 'clusters'),
      action: fc.constantFrom('get', '*', 'action/apps/Deployment/restart', 'delete/*/Pod/*'),
      object: fc.stringMatching(/^[*\w.-]{1,5}(\/[*\w.-]{1,5})?$/),
      effect: fc.constantFrom('allow', 'deny'),
    },
    { requiredKeys: ['action'] },
  );
  fc.assert(
    fc.property(policy, (one) => {
      const line = policyLine(one, 'we.b', 'a');
      expect(policyLine(line, 'we.b', 'a')).toBe(line);
    }),
  );
});

it.each([
  '* * * * *',
  '0 22 * * 1-5',
  '*/15 0-23/2 1,15 jan-dec SUN',
  '5/10 ? 31 12 6',
  '  0   0 1 1 0  ',
  'CRON_TZ=Asia/Tokyo 0 0 * * *',
  '1,,2 0 * * mon,wed',
])('reads the schedule %j', (schedule) => {
  expect(cronProblem(schedule)).toBeUndefined();
});

it.each([
  ['60 * * * *', /minute '60', which is not in 0 to 59/],
  ['* 24 * * *', /hour '24'/],
  ['* * 0 * *', /day of the month '0'/],
  ['* * * 13 *', /month '13'/],
  ['* * * * 7', /day of the week '7', which is not in 0 to 6/],
  ['* * * * sunday', /'sunday'/],
  ['*/0 * * * *', /whose step is no number/],
  ['5-1 * * * *', /ends before it starts/],
  ['1-2-3 * * * *', /minute '1-2-3'/],
  ['1/2/3 * * * *', /minute '1\/2\/3'/],
  ['-1 * * * *', /minute '-1'/],
  ['* * * *', /has 4 fields/],
  ['* * * * * *', /has 6 fields/],
  ['', /has 0 fields/],
])('reads no schedule from %j', (schedule, message) => {
  expect(cronProblem(schedule)).toMatch(message);
});

it('knows the declared target of the app', () => {
  const app = new App({ outdir: 'unused' });
  const targets = { argocd: '3.2' };
  attachProgram(app, {
    disk: realDisk('.'),
    releases: EVERYTHING_AT_HEAD,
    targets,
    sortKeys: true,
  });
  const clusterResourceWhitelist = [{ group: '', kind: 'Namespace', name: 'web' }];
  expect(() => new AppProject(new Chart(app, 'hub'), 'web', { clusterResourceWhitelist })).toThrow(
    "clusterResourceWhitelist[0].name of AppProject 'web' needs argocd 3.3, but the target is 3.2",
  );
});
