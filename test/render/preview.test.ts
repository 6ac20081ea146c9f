import { preview } from '../../lib/cli/commands/preview';
import { packSync, writeLayout } from '../../lib/oci';
import { memoryWorld } from '../support/memory-world';

const inventory = `
clusters:
- { name: eu-1, server: https://10.0.0.1, labels: { region: eu-west-1 } }
- { name: us-1, server: https://10.0.0.2, labels: { region: us-east-1 } }
`;
const set = `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: s, namespace: argocd }
spec:
  goTemplate: true
  goTemplateOptions: [missingkey=error]
  generators:
  - clusters: { selector: { matchExpressions: [{ key: region, operator: Exists }] } }
  template:
    metadata: { name: '{{ .nameNormalized }}-core' }
    spec:
      project: shop
      source: { repoURL: 'oci://ghcr.io/acme/core', path: ., targetRevision: 1.0.0 }
      destination: { server: '{{ .server }}', namespace: core }
`;
const defaults = {
  inventory: 'inventory.yaml',
  output: 'table',
  lenient: false,
  strict: false,
  'no-pull': false,
  'plain-http': false,
  'password-stdin': false,
  timeout: '5s',
} as const;

const run = async (flags: Partial<Record<keyof typeof defaults, unknown>>, files = {}) => {
  const world = memoryWorld({ 'inventory.yaml': inventory, 'dist/hub/set.yaml': set, ...files });
  const code = await preview.run({ flags: { ...defaults, ...flags } as never, args: [] }, world);
  return { code, out: world.out.join('\n'), err: world.err.join('\n') };
};

describe('preview', () => {
  test('prints a table by region, cluster and project', async () => {
    expect(await run({})).toEqual({
      code: 0,
      err: '',
      out: [
        'REGION     CLUSTER  PROJECT  APPS  NAMES',
        'eu-west-1  eu-1     shop        1  eu-1-core',
        'us-east-1  us-1     shop        1  us-1-core',
      ].join('\n'),
    });
  });

  test('fits 80 columns, however many and long the names are', async () => {
    const elements = Array.from(
      { length: 40 },
      (_, i) => `{ svc: a-rather-long-service-name-${i} }`,
    );
    const many = set
      .replace(
        /- (clusters: .*)/,
        `- matrix:\n      generators:\n      - $1\n      - list: { elements: [${elements.join(', ')}] }`,
      )
      .replace('-core', '-{{ .svc }}');
    const { out, err } = await run({}, { 'dist/hub/set.yaml': many });
    expect(err).toBe('');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(out).toMatch(/… 3\d more/);
  });

  test('prints the Applications as YAML documents', async () => {
    const { out } = await run({ output: 'yaml' });
    expect(out.match(/^kind: Application$/gm)).toHaveLength(2);
    expect(out).toContain('server: https://10.0.0.2');
  });

  test('prints Applications and diagnostics as JSON', async () => {
    const { applications, diagnostics } = JSON.parse((await run({ output: 'json' })).out);
    expect(applications).toHaveLength(2);
    expect(diagnostics).toEqual([]);
  });

  test('ends with 1 and says where, when a template fails', async () => {
    const broken = set.replace('.nameNormalized', '.nameNormalised');
    const { code, out, err } = await run({}, { 'dist/hub/set.yaml': broken });
    expect(code).toBe(1);
    expect(out).toBe('REGION  CLUSTER  PROJECT  APPS  NAMES');
    expect(err).toMatch(/^dist\/hub\/set\.yaml:11: error: [^]*freezes the whole ApplicationSet/);
  });

  test('ends with 1 on a warning only when strict', async () => {
    const empty = set.replace('key: region', 'key: nowhere');
    expect((await run({}, { 'dist/hub/set.yaml': empty })).code).toBe(0);
    expect((await run({ strict: true }, { 'dist/hub/set.yaml': empty })).code).toBe(1);
  });

  describe('with a git generator', () => {
    const url = 'https://github.com/acme/apps.git';
    const git = set
      .replace(
        /- clusters: .*/,
        `- git: { repoURL: '${url}', revision: HEAD, files: [{ path: '*.yaml' }] }`,
      )
      .replace('.nameNormalized', '.path.basename');
    const at = (folder: string) => `${inventory}repositories: { ${url}: ${folder} }\n`;
    const files = { 'dist/hub/set.yaml': git, 'inventories/inventory.yaml': at('../apps') };
    const inventoryFile = { inventory: 'inventories/inventory.yaml' };

    test('reads the files where the inventory says, from its own folder', async () => {
      const content = { 'apps/web/config.yaml': 'server: https://10.0.0.2' };
      const { code, out } = await run(inventoryFile, { ...files, ...content });
      expect([code, out.split('\n')[1]]).toEqual([
        0,
        'us-east-1  us-1     shop        1  web-core',
      ]);
    });

    test('names the file that is malformed', async () => {
      const { code, err } = await run(inventoryFile, { ...files, 'apps/web/config.yaml': 'text' });
      expect(code).toBe(1);
      expect(err).toContain("unable to process file 'web/config.yaml'");
    });

    test('names the folder that is not there', async () => {
      const { code, err } = await run(inventoryFile, files);
      expect(code).toBe(1);
      expect(err.replace(/\s+/g, ' ')).toContain("is to be at '../apps', where there is no folder");
    });
  });

  test('reads an OCI artifact out of a layout', async () => {
    const artifact = packSync([{ path: 'web/a.yaml', content: 'a: 1' }]);
    const repoURL = 'oci://ghcr.io/acme/apps';
    const oci = set
      .replace(
        /- clusters: .*/,
        `- oci: { repoURL: '${repoURL}', revision: v1, directories: [{ path: '*' }] }`,
      )
      .replace('.nameNormalized', '.path.basename')
      .replace("'{{ .server }}'", 'https://10.0.0.1');
    const facts = (key: string) => `${inventory}repositories: { '${key}': layout }\n`;
    const shown = async (key: string) => {
      const world = memoryWorld({ 'inventory.yaml': facts(key), 'dist/hub/set.yaml': oci });
      writeLayout(world.disk, 'layout', new Map([['v1', artifact]]));
      await preview.run({ flags: { ...defaults, 'no-pull': true } as never, args: [] }, world);
      return [...world.out, ...world.err].join('\n');
    };
    for (const key of [repoURL, `${repoURL}:v1`, `${repoURL}@v1`]) {
      expect(await shown(key)).toContain('web-core');
    }
    expect(await shown(`${repoURL}:v2`)).not.toContain('web-core');
  });

  test('asks for an inventory that is not there', async () => {
    await expect(run({ inventory: 'nope.yaml' })).rejects.toMatchObject({
      code: 'CLI_INPUT_MISSING',
    });
  });
});
