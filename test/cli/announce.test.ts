import { announce } from '../../lib/cli/commands/announce';
import { promote } from '../../lib/cli/commands/promote';
import { run } from '../../lib/cli/run';
import { packSync, parseReference, Registry } from '../../lib/oci';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';

const A = `sha256:${'a'.repeat(64)}`;
const verbs = [announce, promote];
const read = (world: MemoryWorld) => world.disk.read('releases.yaml')?.toString();
const cli = (world: MemoryWorld, ...argv: string[]) => run(argv, verbs, world, '0.0.0');
const where = ['--repository', 'ghcr.io/acme/payments', '--namespace', 'payments'];

describe('announce', () => {
  it('adds one line, and says what it is', async () => {
    const world = memoryWorld({ 'releases.yaml': '# ours\ncore: { staging: head }\n' });
    const rings = ['--ring', 'staging=head', '--ring', `production=${A}`, '--no-verify'];
    expect(await cli(world, 'announce', 'payments', ...where, ...rings)).toBe(0);
    expect(read(world)).toBe(
      `# ours\ncore: { staging: head }\npayments: { repository: ghcr.io/acme/payments, namespace: payments, staging: head, production: { digest: ${A} } }\n`,
    );
    expect(world.out).toEqual(['payments: ghcr.io/acme/payments in staging, production']);
  });

  it('writes the file where there is none, and later what changed', async () => {
    const world = memoryWorld({});
    expect(await cli(world, 'announce', 'payments', ...where)).toBe(0);
    expect(world.out).toEqual(['payments: ghcr.io/acme/payments in no ring yet']);
    const more = ['--tag', 'main', '--path', 'base', '--ring', 'staging=head'];
    expect(await cli(world, 'announce', 'payments', ...more)).toBe(0);
    expect(read(world)).toBe(
      'payments: { repository: ghcr.io/acme/payments, namespace: payments, path: base, tag: main, staging: head }\n',
    );
  });

  it.each([
    ['no repository', ['--namespace', 'a'], 'needs --repository'],
    ['no namespace', ['--repository', 'ghcr.io/a'], 'needs --namespace'],
    ['a ring without content', [...where, '--ring', 'staging'], "--ring is 'staging'"],
    ['a ring at a tag', [...where, '--ring', 'staging=v1'], "--ring is 'staging=v1'"],
    ['a URL', ['--repository', 'oci://ghcr.io/a', '--namespace', 'a'], "repository is 'oci:"],
  ])('refuses %s, and writes nothing', async (_, flags, message) => {
    const world = memoryWorld({});
    expect(await cli(world, 'announce', 'payments', ...flags)).toBe(2);
    expect(world.err.join('\n')).toContain(message);
    expect(read(world)).toBeUndefined();
  });
});

describe('rings of an announced artifact', () => {
  let double: RegistryDouble;
  beforeEach(async () => {
    double = await startRegistry();
  });
  afterEach(() => double.close());

  const manifest = (text: string) => Buffer.from(text);
  const files = [
    {
      path: 'base/web.yaml',
      content: manifest(
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, maxReplicas: 3 }\n',
      ),
    },
    {
      path: 'other/web.yaml',
      content: manifest(
        'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: api }\nspec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }, maxReplicas: 3 }\n',
      ),
    },
  ];

  it('pins what its tag stands for, with the rules that its content needs', async () => {
    const world = memoryWorld({});
    const artifact = packSync(files);
    const registry = new Registry(world, { timeoutMs: 10_000 });
    await registry.push(parseReference(`${double.host}/acme/payments:main`), artifact);
    registry.close();
    const at = ['--repository', `${double.host}/acme/payments`, '--namespace', 'payments'];
    const rest = ['--path', 'base', '--tag', 'main', '--ring', 'staging=head'];
    expect(await cli(world, 'announce', 'payments', ...at, ...rest)).toBe(0);
    const flags = ['--from', 'staging', '--to', 'production', '--version', '2.0.0'];
    expect(await cli(world, 'promote', 'payments', ...flags)).toBe(0);
    expect(read(world)).toContain(
      `staging: head, production: { version: 2.0.0, digest: ${artifact.digest}, drift: [{ group: apps, kind: Deployment, name: web, jsonPointers: [/spec/replicas], by: HorizontalPodAutoscaler/web }] } }\n`,
    );
    const again = ['--from', 'production', '--to', 'canary'];
    expect(await cli(world, 'promote', 'payments', ...again)).toBe(0);
    expect(read(world)).toContain(`canary: { version: 2.0.0, digest: ${artifact.digest}, drift:`);
  });

  it('announces a ring at a digest with the rules that its content needs', async () => {
    const world = memoryWorld({});
    const artifact = packSync(files);
    const registry = new Registry(world, { timeoutMs: 10_000 });
    await registry.push(parseReference(`${double.host}/acme/payments:main`), artifact);
    registry.close();
    const at = ['--repository', `${double.host}/acme/payments`, '--namespace', 'payments'];
    const rest = ['--path', 'base', '--ring', `production=${artifact.digest}`];
    expect(await cli(world, 'announce', 'payments', ...at, ...rest)).toBe(0);
    expect(read(world)).toContain(
      `production: { digest: ${artifact.digest}, drift: [{ group: apps, kind: Deployment, name: web, jsonPointers: [/spec/replicas], by: HorizontalPodAutoscaler/web }] } }\n`,
    );
  });

  it('remembers what a ring ran before, for the way back', async () => {
    const B = `sha256:${'b'.repeat(64)}`;
    const world = memoryWorld({});
    const at = ['--repository', 'ghcr.io/acme/payments', '--namespace', 'payments', '--no-verify'];
    for (const digest of [A, B]) {
      expect(
        await cli(world, 'announce', 'payments', ...at, '--ring', `production=${digest}`),
      ).toBe(0);
    }
    const back = ['--from', 'production', '--to', 'previous', '--no-verify'];
    expect(await cli(world, 'promote', 'payments', ...back)).toBe(0);
    expect(read(world)).toContain(`production: { digest: ${A}`);
  });

  it('announces no ring at a digest that the registry does not have', async () => {
    const world = memoryWorld({});
    const at = ['--repository', `${double.host}/acme/payments`, '--namespace', 'payments'];
    const rest = ['--ring', 'staging=head', '--ring', `production=${A}`];
    expect(await cli(world, 'announce', 'payments', ...at, ...rest)).toBe(2);
    expect(world.err[0]).toContain('OCI_NOT_FOUND');
    expect(read(world)).toBeUndefined();
  });

  it('writes nothing where the registry has no such tag', async () => {
    const world = memoryWorld({
      'releases.yaml': `payments: { repository: "${double.host}/acme/payments", namespace: a, staging: head }\n`,
    });
    const before = read(world);
    const flags = ['--from', 'staging', '--to', 'production'];
    expect(await cli(world, 'promote', 'payments', ...flags)).toBe(2);
    expect(world.err[0]).toContain('OCI_NOT_FOUND');
    expect(read(world)).toBe(before);
  });
});
