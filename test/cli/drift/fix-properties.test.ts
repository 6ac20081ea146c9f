import fc from 'fast-check';
import { drift } from '../../../lib/cli/commands/drift';
import { run } from '../../../lib/cli/run';
import { memoryWorld } from '../../support/memory-world';
import { layoutsOf } from '../../core/yaml/edit/layouts';

const rule = (fields: object) => ({
  kind: 'Deployment',
  jsonPointers: ['/spec/replicas'],
  ...fields,
});
const respect = ['RespectIgnoreDifferences=true'];
/** Applications at every stage of getting it right. */
const specs = fc.constantFrom<object>(
  {},
  { syncPolicy: null },
  { syncPolicy: { automated: { selfHeal: true } } },
  { syncPolicy: { syncOptions: [] }, ignoreDifferences: [] },
  { ignoreDifferences: [rule({})], syncPolicy: { syncOptions: respect } },
  { ignoreDifferences: [rule({ group: 'apps' })] },
  {
    ignoreDifferences: [rule({ group: 'apps', name: 'wep' })],
    syncPolicy: { syncOptions: ['x=1'] },
  },
  {
    ignoreDifferences: [rule({ group: 'extensions', name: 'web' })],
    syncPolicy: { syncOptions: respect },
  },
  { ignoreDifferences: [{ kind: 'Secret', name: 's', jsonPointers: ['/data'] }] },
);
const application = specs.map((spec) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'shop' },
  spec: { project: 'shop', destination: { server: 'https://a', namespace: 'shop' }, ...spec },
}));
const deployment = fc
  .constantFrom<object>({ replicas: 3 }, { replicas: 0, paused: true })
  .map((spec) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', labels: { app: 'web' } },
    spec,
  }));
const hpa = fc.constant({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web' },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    maxReplicas: 9,
  },
});

it('repairs any layout in one run, keeps the comments beside it, and has nothing left to do', async () => {
  await fc.assert(
    fc.asyncProperty(
      layoutsOf(application),
      layoutsOf(deployment),
      layoutsOf(hpa),
      fc.boolean(),
      async (app, web, scaler, one) => {
        const texts = [app.text, web.text, scaler.text].map((text) =>
          text.replaceAll('\r\n', '\n'),
        );
        const given: Record<string, string> = one
          ? { 'all.yaml': texts.map((text) => text.replace(/\n?$/, '\n')).join('---\n') }
          : { 'app.yaml': app.text, 'web.yaml': web.text, 'hpa.yaml': scaler.text };
        const first = await fixed(given);
        expect(first.err.filter((line) => line.includes('not repaired'))).toEqual([]);
        expect(first.out).not.toContain('--fix repairs');
        expect(commentsIn(first.files)).toEqual(commentsIn(given));
        const second = await fixed(first.files);
        expect(second.files).toEqual(first.files);
      },
    ),
    { numRuns: 60 },
  );
});

async function fixed(given: Readonly<Record<string, string>>) {
  const world = memoryWorld(given);
  await run(['drift', '.', '--fix'], [drift], world, '0.0.0');
  const files = Object.fromEntries(
    Object.keys(given).map((path) => [path, world.files.get(`/work/${path}`)?.toString() ?? '']),
  );
  return { files, out: world.out.join('\n'), err: world.err };
}

function commentsIn(files: Readonly<Record<string, string>>): string[] {
  return Object.keys(files).flatMap((path) => files[path]?.match(/# c\d+\./g) ?? []);
}
