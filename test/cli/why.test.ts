import { why } from '../../lib/cli/commands/why';
import { memoryWorld } from '../support/memory-world';

const web = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: main
          image: web:1
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: scaler, namespace: shop }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }
---
apiVersion: v1
kind: Secret
metadata: { name: token, namespace: shop }
stringData: { token: hunter2 }
`;

const run = async (object: string, pointer: string, flags = {}) => {
  const world = memoryWorld({ 'dist/a/web.yaml': web, 'dist/b/web.yaml': web.replace('3', '4') });
  const defaults = { in: 'dist', output: 'text', 'no-program': true };
  const code = await why.run(
    { flags: { ...defaults, ...flags } as never, args: [object, pointer] },
    world,
  );
  return { code, out: world.out.join('\n') };
};

const hub = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: apps, namespace: argocd }
spec:
  goTemplate: true
  generators:
  - matrix:
      generators:
      - clusters: { selector: { matchLabels: { environment: production } } }
      - list:
          elements:
          - { service: api }
          - { service: web }
  template:
    metadata:
      name: '{{ .name }}-{{ .service }}'
    spec:
      project: shop
      source: { repoURL: 'oci://r/x', path: ., targetRevision: '1' }
      destination: { server: '{{ .server }}', namespace: shop }
`;
const inventory =
  'clusters: [{ name: eu-1, server: https://10.0.0.1, labels: { environment: production } }]';

describe('why of an Application that a set makes', () => {
  const ask = async (name: string, pointer: string) => {
    const world = memoryWorld({ 'dist/hub.yaml': hub, 'inventory.yaml': inventory });
    const flags = { in: 'dist', output: 'text', 'no-program': true } as never;
    await why.run({ flags, args: [name, pointer] }, world);
    return world.out.join('\n');
  };

  test('names the set, the line of its template, and what gave the parameters', async () => {
    expect(await ask('Application/eu-1-web', '/metadata/name'))
      .toBe(`argoproj.io/Application/argocd/eu-1-web /metadata/name
  value     "eu-1-web"
  made by   dist/hub.yaml:1 ApplicationSet argocd/apps
  template  dist/hub.yaml:16
  from      dist/hub.yaml:9 cluster eu-1 (https://10.0.0.1)
  from      dist/hub.yaml:13 list element {"service":"web"}
  construct not known: the program was not run (--no-program)
  owner     the ApplicationSet controller, which undoes edits by hand`);
  });

  test('tells what the controller adds itself', async () => {
    expect(await ask('Application/eu-1-api', '/metadata/finalizers')).toContain(
      '  because   the controller adds it, so that objects go with their Application',
    );
  });

  test('suggests the name that was meant', async () => {
    await expect(ask('Application/eu-1-wep', '/spec')).rejects.toMatchObject({
      hint: 'write Application/eu-1-web',
    });
  });
});

describe('why', () => {
  test('tells file, line and controller of a field, for each variant', async () => {
    expect(await run('Deployment/shop/web', '/spec/replicas')).toEqual({
      code: 0,
      out: ['a', 'b']
        .map(
          (variant, i) => `apps/Deployment/shop/web /spec/replicas
  value     ${3 + i}
  written   dist/${variant}/web.yaml:5
  construct not known: the program was not run (--no-program)
  owner     HorizontalPodAutoscaler 'scaler' (dist/${variant}/web.yaml:12)`,
        )
        .join('\n\n'),
    });
  });

  test.each([
    ['kind and name', 'Deployment/web'],
    ['group, kind and name', 'apps/Deployment/web'],
    ['all of its key', 'apps/Deployment/shop/web'],
  ])('finds an object by %s', async (_, name) => {
    const { out } = await run(name, '/spec/template/spec/containers/0/image', { in: 'dist/a' });
    expect(out).toContain('  value     "web:1"\n  written   dist/a/web.yaml:10\n');
    expect(out).toContain('  owner     no controller that is known');
  });

  test('names the nearest line of a field that is not written', async () => {
    const { out } = await run('Deployment/web', '/spec/paused', { in: 'dist/a' });
    expect(out).toContain('  value     not written\n  parent    dist/a/web.yaml:4\n');
  });

  test('says that status is its controller’s', async () => {
    const { out } = await run('Deployment/web', '/status/replicas', { in: 'dist/a' });
    expect(out).toContain('  owner     the controller of Deployment');
  });

  test.each(['text', 'json'])('never shows a secret as %s', async (output) => {
    for (const pointer of ['', '/stringData', '/stringData/token']) {
      const { out } = await run('Secret/shop/token', pointer, { output });
      expect(out).not.toContain('hunter2');
      expect(out).toMatch(/not shown|"hidden": true/);
    }
  });

  test.each([
    ['an object that is not there', 'Deployment/shop/wep', '/spec', 'write Deployment/shop/web'],
    ['a path that is no pointer', 'Deployment/web', 'spec.a[0].b', 'write /spec/a/0/b'],
  ])('refuses %s', async (_, object, pointer, hint) => {
    await expect(run(object, pointer)).rejects.toMatchObject({ hint });
  });
});
