import { spawnSync } from 'node:child_process';
import { Chart } from 'cdk8s';
import { ArgoCdConfig } from '../../../../constructs/argocd';
import { CompositeResourceDefinition, Provider } from '../../../../constructs/crossplane';
import { compositeHealth } from '../../../../constructs/crossplane/health/composite-health';
import { definitionHealth } from '../../../../constructs/crossplane/health/definition-health';
import { packageHealth } from '../../../../constructs/crossplane/health/package-health';
import { PostgresDatabase } from '../sample';
import { chartFor } from '../packages/support';

const found = spawnSync('lua5.1', ['-v']).status === 0;
if (!found) process.stderr.write("skipped: 'lua5.1' is not installed\n");
const withLua = found ? it : it.skip;

/** Runs a health script as Argo CD does: in Lua 5.1, with the object as the global `obj`. */
function healthOf(script: string, object: object): string {
  const program = `obj = ${lua(object)}
local health = (function()
${script}
end)()
io.write(health.status .. ': ' .. health.message)`;
  const { stdout, stderr } = spawnSync('lua5.1', ['-'], { input: program, encoding: 'utf8' });
  return stdout || stderr;
}

function lua(value: unknown): string {
  if (Array.isArray(value)) return `{${value.map(lua).join(',')}}`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([key, field]) => `[${JSON.stringify(key)}]=${lua(field)}`,
  );
  return `{${fields.join(',')}}`;
}

type Condition = Readonly<Record<string, string | number>>;
const having = (metadata: object, ...conditions: readonly Condition[]) => ({
  metadata,
  status: { conditions },
});
const synced: Condition = { type: 'Synced', status: 'True', reason: 'ReconcileSuccess' };
const ready: Condition = { type: 'Ready', status: 'True', reason: 'Available' };
const creating: Condition = {
  type: 'Ready',
  status: 'False',
  reason: 'Creating',
  message: 'Unready resources: instance',
};
const failed: Condition = { type: 'Synced', status: 'False', message: 'cannot compose' };
const paused = { annotations: { 'crossplane.io/paused': 'true' } };

export const cases: readonly (readonly [string, string, string, object, string])[] = [
  [
    'an XR',
    'without status',
    compositeHealth,
    { metadata: {} },
    'Progressing: Waiting for Crossplane',
  ],
  [
    'an XR',
    'with an empty status',
    compositeHealth,
    { metadata: {}, status: {} },
    'Progressing: Waiting for Crossplane',
  ],
  ['an XR', 'without metadata', compositeHealth, {}, 'Progressing: Waiting for Crossplane'],
  [
    'an XR',
    'that is synced and ready',
    compositeHealth,
    having({}, synced, ready),
    'Healthy: Available',
  ],
  [
    'an XR',
    'that is synced only',
    compositeHealth,
    having({}, synced),
    'Progressing: Waiting for Crossplane',
  ],
  [
    'an XR',
    'that is not ready yet',
    compositeHealth,
    having({}, synced, creating),
    'Progressing: Unready resources: instance',
  ],
  [
    'an XR',
    'whose readiness nobody explains',
    compositeHealth,
    having({}, { type: 'Ready', status: 'Unknown' }),
    'Progressing: Waiting for Crossplane',
  ],
  [
    'an XR',
    'that was ready and fails now',
    compositeHealth,
    having({}, ready, failed),
    'Degraded: cannot compose',
  ],
  [
    'an XR',
    'that fails without a message',
    compositeHealth,
    having({}, { type: 'Synced', status: 'False', reason: 'ReconcileError' }),
    'Degraded: ReconcileError',
  ],
  [
    'an XR',
    'that fails without a word',
    compositeHealth,
    having({}, { type: 'Synced', status: 'False' }),
    'Degraded: Not synced',
  ],
  [
    'an XR',
    'of before the change',
    compositeHealth,
    having(
      { generation: 3 },
      { ...synced, observedGeneration: 2 },
      { ...ready, observedGeneration: 2 },
    ),
    'Progressing: Waiting for Crossplane',
  ],
  [
    'an XR',
    'of this generation',
    compositeHealth,
    having(
      { generation: 3 },
      { ...synced, observedGeneration: 3 },
      { ...ready, observedGeneration: 3 },
    ),
    'Healthy: Available',
  ],
  [
    'an XR',
    'whose failure is of before the change',
    compositeHealth,
    having({ generation: 3 }, { ...failed, observedGeneration: 2 }),
    'Progressing: Waiting for Crossplane',
  ],
  [
    'an XR',
    'of a Crossplane that tells no generations',
    compositeHealth,
    having({ generation: 3 }, synced, ready),
    'Healthy: Available',
  ],
  [
    'an XR',
    'that is paused',
    compositeHealth,
    having(paused, { ...failed, reason: 'ReconcilePaused' }, ready),
    'Suspended: Paused by the annotation crossplane.io/paused',
  ],
  [
    'an XR',
    'that was paused',
    compositeHealth,
    having({ annotations: { 'crossplane.io/paused': 'false' } }, synced, ready),
    'Healthy: Available',
  ],
  [
    'an XR',
    'that goes',
    compositeHealth,
    having({ deletionTimestamp: '2026-01-01T00:00:00Z' }, synced, ready),
    'Progressing: Being deleted',
  ],
  [
    'a package',
    'without status',
    packageHealth,
    { metadata: {} },
    'Progressing: Waiting for the package',
  ],
  [
    'a package',
    'that is unpacked',
    packageHealth,
    having({}, { type: 'Installed', status: 'False', reason: 'UnpackingPackage' }),
    'Progressing: UnpackingPackage',
  ],
  [
    'a package',
    'that cannot be unpacked',
    packageHealth,
    having(
      {},
      { type: 'Installed', status: 'False', reason: 'UnpackingPackage', message: 'no such image' },
    ),
    'Degraded: no such image',
  ],
  [
    'a package',
    'whose pods are not there yet',
    packageHealth,
    having(
      {},
      { type: 'Installed', status: 'True' },
      { type: 'Healthy', status: 'False', message: 'deployment is not available' },
    ),
    'Progressing: deployment is not available',
  ],
  [
    'a package',
    'that runs',
    packageHealth,
    having(
      {},
      { type: 'Healthy', status: 'True', reason: 'HealthyPackageRevision' },
      { type: 'Installed', status: 'True' },
    ),
    'Healthy: HealthyPackageRevision',
  ],
  [
    'a package',
    'whose health is not known',
    packageHealth,
    having({}, { type: 'Installed', status: 'True' }),
    'Progressing: Waiting for the package',
  ],
  [
    'a package',
    'that runs without a word',
    packageHealth,
    having({}, { type: 'Healthy', status: 'True' }, { type: 'Installed', status: 'True' }),
    'Healthy: Healthy',
  ],
  [
    'a package',
    'whose pods lack, by reason alone',
    packageHealth,
    having(
      {},
      { type: 'Healthy', status: 'False', reason: 'UnhealthyPackageRevision' },
      { type: 'Installed', status: 'True' },
    ),
    'Progressing: UnhealthyPackageRevision',
  ],
  [
    'a package',
    'whose pods lack without a word',
    packageHealth,
    having({}, { type: 'Healthy', status: 'False' }, { type: 'Installed', status: 'True' }),
    'Progressing: Waiting for the package',
  ],
  [
    'a package',
    'that says nothing of why it is not installed',
    packageHealth,
    having({}, { type: 'Installed', status: 'False', message: '' }),
    'Progressing: Waiting for the package',
  ],
  [
    'a package',
    'that waits for a person',
    packageHealth,
    having(
      {},
      {
        type: 'Installed',
        status: 'False',
        reason: 'InactivePackageRevision',
        message: 'Package is inactive',
      },
    ),
    'Suspended: Waiting for somebody to activate the revision',
  ],
  [
    'a package',
    'that is paused',
    packageHealth,
    having(paused),
    'Suspended: Paused by the annotation crossplane.io/paused',
  ],
  [
    'an XRD',
    'without status',
    definitionHealth,
    { metadata: {} },
    'Progressing: Waiting for the kind',
  ],
  [
    'an XRD',
    'that is established',
    definitionHealth,
    having({}, { type: 'Established', status: 'True', reason: 'WatchingCompositeResource' }),
    'Healthy: WatchingCompositeResource',
  ],
  [
    'an XRD',
    'that goes',
    definitionHealth,
    having({}, { type: 'Established', status: 'False', reason: 'TerminatingCompositeResource' }),
    'Progressing: TerminatingCompositeResource',
  ],
  [
    'an XRD',
    'whose claims are offered first',
    definitionHealth,
    having({}, { type: 'Offered', status: 'True' }),
    'Progressing: Waiting for the kind',
  ],
];

withLua.each(cases)('%s %s', (_, __, script, object, health) => {
  expect(healthOf(script, object)).toBe(health);
});

it('is written to argocd-cm for each kind, and for packages and XRDs', () => {
  const chart = chartFor();
  new CompositeResourceDefinition(chart, 'postgres', { composite: PostgresDatabase });
  new Provider(chart, 'aws', { package: 'xpkg.upbound.io/upbound/provider-aws-s3:v2.6.0' });
  const argocd = new Chart(chart, 'argocd');
  new ArgoCdConfig(argocd, 'config');
  const [{ data }] = argocd.toJson() as [{ data: Record<string, string> }];
  const health = 'resource.customizations.health';
  expect(data).toEqual({
    [`${health}.platform.kaval.io_PostgresDatabase`]: compositeHealth,
    [`${health}.apiextensions.crossplane.io_CompositeResourceDefinition`]: definitionHealth,
    [`${health}.pkg.crossplane.io_Provider`]: packageHealth,
  });
});
