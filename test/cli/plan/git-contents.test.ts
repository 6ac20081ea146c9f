import { plan } from '../../../lib/cli/commands/plan';
import { run } from '../../../lib/cli/run';
import { deployment } from '../../plan/fixtures';
import { memoryWorld } from '../../support/memory-world';

const URL = 'https://github.com/acme/apps.git';
const application = (name: string, path: string, revision: string) => `
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: argocd }
spec:
  project: shop
  source: { repoURL: '${URL}', path: ${path}, targetRevision: ${revision} }
  destination: { server: 'https://10.0.0.1', namespace: shop }
`;
const web = (revision: string, path = 'web') => application('web', path, revision);
const inventoryOf = (repositories: Readonly<Record<string, string>>) =>
  `clusters: [{ name: eu-1, server: https://10.0.0.1 }]\nrepositories: ${JSON.stringify(repositories)}\n`;
const checkouts = {
  'apps/web/web.yaml': deployment({ replicas: 2 }),
  'apps/web-v2/web.yaml': deployment({ replicas: 5 }),
  'apps-v2/web/web.yaml': deployment({ replicas: 5 }),
};

interface Told {
  readonly objects: readonly { action: string; object: { kind: string }; fields: object[] }[];
  readonly unknown: readonly { reason: string; message: string }[];
  readonly notes: readonly { message: string }[];
  readonly applications: readonly { action: string; objects?: number }[];
}

async function planned(old: string, now: string, repositories: Readonly<Record<string, string>>) {
  const world = memoryWorld({
    ...checkouts,
    'old/apps.yaml': old,
    'new/apps.yaml': now,
    'inventory.yaml': inventoryOf(repositories),
  });
  const code = await run(['plan', 'old', 'new', '-o', 'json'], [plan], world, '0.0.0');
  return { code, ...(JSON.parse(world.out.join('\n')) as Told) };
}
const scaled = [
  { action: 'change', object: { kind: 'Deployment' }, fields: [{ before: 2, after: 5 }] },
];

describe('a git source whose repository the inventory names', () => {
  test('is compared where another folder of the same revision is read', async () => {
    const found = await planned(web('main'), web('main', 'web-v2'), { [URL]: './apps' });
    expect(found).toMatchObject({ code: 0, objects: scaled, unknown: [] });
  });

  test('is compared between two revisions, each with its folder', async () => {
    const each = { [`${URL}@v1`]: './apps', [`${URL}@v2`]: './apps-v2' };
    const found = await planned(web('v1'), web('v2'), each);
    expect(found).toMatchObject({ code: 0, objects: scaled, unknown: [] });
  });

  test('is not compared where one folder stands for two revisions', async () => {
    const found = await planned(web('v1'), web('v2'), { [URL]: './apps' });
    expect(found).toMatchObject({ code: 3, objects: [], unknown: [{ reason: 'source-not-read' }] });
    expect(found.unknown[0]?.message).toContain('one folder for several revisions');
  });

  test('of one of two revisions is not compared with what nobody names', async () => {
    const found = await planned(web('v1'), web('v2'), { [`${URL}@v1`]: './apps' });
    expect(found).toMatchObject({ code: 3, objects: [] });
    expect(found.unknown[0]?.message).toContain('no inventory names its repository');
  });

  test('is listed with an Application that comes', async () => {
    const both = web('main') + application('shop', 'web-v2', 'main');
    const found = await planned(web('main'), both, { [URL]: './apps' });
    expect(found).toMatchObject({ code: 0, applications: [{ action: 'add', objects: 1 }] });
    expect(found.objects).toMatchObject([{ action: 'add', object: { kind: 'Deployment' } }]);
  });

  test('and a branch that stays is noted: what arrives there is no part of the plan', async () => {
    const found = await planned(web('main'), web('main'), { [URL]: './apps' });
    expect(found).toMatchObject({ code: 0, objects: [], unknown: [] });
    expect(found.notes.map(({ message }) => message)).toEqual([
      `follows main of ${URL}, in both states: what arrives there is no part of this plan`,
    ]);
  });

  test('with a folder that is not there is told', async () => {
    const found = await planned(web('main'), web('main', 'web-v2'), { [URL]: './nowhere' });
    expect(found).toMatchObject({ code: 3, objects: [] });
    expect(found.unknown[0]?.message).toContain("is to be at './nowhere'");
  });
});
