import { readLayout, unpack, writeLayout } from '../../lib/oci';
import { packXpkg, packageStream, XpkgError, type SourceFile } from '../../lib/xpkg';
import { memoryWorld } from '../support/memory-world';

const META = `apiVersion: meta.pkg.crossplane.io/v1
kind: Configuration
metadata: { name: platform }
spec:
  crossplane: { version: '>=v2.0.0-0' }
  dependsOn:
    - apiVersion: pkg.crossplane.io/v1
      kind: Function
      package: xpkg.crossplane.io/crossplane-contrib/function-auto-ready
      version: '>=v0.5.0'
`;
const object = (kind: string, apiVersion: string, name = 'x') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\n`;
const XRD = object('CompositeResourceDefinition', 'apiextensions.crossplane.io/v2', 'as.acme.io');
const COMPOSITION = object('Composition', 'apiextensions.crossplane.io/v1');
const meta = (spec: string) =>
  `apiVersion: meta.pkg.crossplane.io/v1\nkind: Configuration\nmetadata: { name: p }\nspec: ${spec}\n`;
const dependency = (fields: string) => meta(`{ dependsOn: [{ ${fields} }] }`);
const NEW = 'apiVersion: pkg.crossplane.io/v1, kind: Function, package: a.io/b/c';

function files(texts: Readonly<Record<string, string>>): SourceFile[] {
  return Object.entries(texts).map(([path, content]) => ({ path, content }));
}

/** The lines after the first of what is refused, or `accepted`. */
function problems(texts: Readonly<Record<string, string>>): string {
  try {
    packageStream(files(texts), "folder 'pkg'");
  } catch (error) {
    expect(error).toBeInstanceOf(XpkgError);
    return (error as Error).message.split('\n  ').slice(1).join('\n');
  }
  return 'accepted';
}

it('puts what the package is first, then objects by kind and name, of YAML outside examples', () => {
  const stream = packageStream(
    files({
      'apis/xrd.yml': XRD,
      'apis/compositions.yaml': `${object('Composition', 'apiextensions.crossplane.io/v1', 'z')}---\n${COMPOSITION}`,
      'crossplane.yaml': META,
      'examples/xr.yaml': object('Database', 'acme.io/v1'),
      'README.md': '# not YAML: {',
    }),
    'pkg',
  );
  const kinds = [...stream.matchAll(/^kind: (\w+)$/gm)].map(([, kind]) => kind);
  expect(kinds).toEqual([
    'Configuration',
    'CompositeResourceDefinition',
    'Composition',
    'Composition',
  ]);
  expect(stream.indexOf('name: x\n')).toBeLessThan(stream.indexOf('name: z'));
});

it('is one annotated layer with package.yaml, of the same bytes however the files lie', () => {
  const one = packXpkg(
    files({ 'crossplane.yaml': META, 'a.yaml': XRD, 'b.yaml': COMPOSITION }),
    '',
  );
  const other = packXpkg(files({ 'x/all.yaml': [COMPOSITION, XRD, META].join('---\n') }), '');
  expect(other.digest).toBe(one.digest);
  expect(one.digest).toMatchInlineSnapshot(
    `"sha256:68cdd97c9aed84db13b8ad1bbcd6b09b046528f62926805f701a54664749acd4"`,
  );
  const manifest = JSON.parse(one.manifest.bytes.toString()) as { layers: unknown[] };
  expect(manifest.layers).toEqual([
    expect.objectContaining({ annotations: { 'io.crossplane.xpkg': 'base' } }),
  ]);
  expect(JSON.parse(one.config.bytes.toString())).toMatchObject({
    config: { Labels: { [`io.crossplane.xpkg:${one.layer.digest}`]: 'base' } },
    rootfs: { type: 'layers' },
  });
  expect(unpack(one).map(({ path }) => path)).toEqual(['package.yaml']);
});

it('has nothing of hidden files and folders, where CI and editors keep YAML', () => {
  const plain = { 'crossplane.yaml': META, 'a.yaml': XRD, 'examples/a.yaml': XR };
  const hidden = {
    '.github/workflows/ci.yaml': 'on: push',
    'apis/.b.yaml': 'a: 1',
    'examples/.c/d.yaml': 'a: 1',
  };
  expect(packXpkg(files({ ...plain, ...hidden }), '').digest).toBe(
    packXpkg(files(plain), '').digest,
  );
});

const XR = `${object('Database', 'acme.io/v1', 'b')}---\n${object('Database', 'acme.io/v1', 'a')}`;

it('has the objects of examples/ in a layer of their own, of the same bytes however they lie', () => {
  const one = packXpkg(
    files({ 'crossplane.yaml': META, 'examples/all.yaml': XR, 'examples/README.md': '# {' }),
    '',
  );
  const [b = '', a = ''] = XR.split('---\n');
  const other = packXpkg(
    files({ 'examples/deep/a.yml': a, 'crossplane.yaml': META, 'examples/b.yaml': b }),
    '',
  );
  expect(other.digest).toBe(one.digest);
  const manifest = JSON.parse(one.manifest.bytes.toString()) as {
    layers: { digest: string; annotations: object }[];
  };
  expect(manifest.layers.map(({ annotations }) => annotations)).toEqual([
    { 'io.crossplane.xpkg': 'base' },
    { 'io.crossplane.xpkg': 'upbound' },
  ]);
  const [examples] = one.more ?? [];
  expect(JSON.parse(one.config.bytes.toString())).toMatchObject({
    config: {
      Labels: {
        [`io.crossplane.xpkg:${one.layer.digest}`]: 'base',
        [`io.crossplane.xpkg:${examples?.digest ?? ''}`]: 'upbound',
      },
    },
  });
  const [file] = unpack({ config: one.config, layer: examples as never });
  expect(file?.path).toBe('.up/examples.yaml');
  expect(file?.content.toString().match(/name: .*/g)).toEqual(['name: a', 'name: b']);
  const without = packXpkg(files({ 'crossplane.yaml': META, 'x/examples/all.yaml': XR }), '');
  expect(without.more).toBeUndefined();
});

it('comes back from a layout with all of its layers, and stays there as it was', () => {
  const { disk } = memoryWorld();
  const packed = packXpkg(files({ 'crossplane.yaml': META, 'examples/all.yaml': XR }), '');
  writeLayout(disk, 'layout', new Map([['it', packed]]));
  const { files: _, ...stored } = packed;
  expect(readLayout(disk, 'layout', 'it')).toMatchObject({
    digest: stored.digest,
    layer: { digest: stored.layer.digest },
    more: [{ digest: stored.more?.[0]?.digest }],
  });
  writeLayout(disk, 'layout', new Map([['it', readLayout(disk, 'layout', 'it')]]));
  expect(readLayout(disk, 'layout', 'it').more).toHaveLength(1);
});

it.each([
  ['no object', { 'examples/a.yaml': 'a: 1\n' }, 'examples/a.yaml'],
  ['one twice', { 'examples/a.yaml': XR, 'examples/b.yaml': XR }, 'are the same object'],
])('refuses examples that are %s', (_, examples, says) => {
  const make = () => packXpkg(files({ 'crossplane.yaml': META, ...examples }), "folder 'pkg'");
  expect(make).toThrow(/the examples of folder 'pkg' cannot be packed/);
  expect(make).toThrow(says);
});

it.each([
  ['Operation', 'ops.crossplane.io/v1alpha1'],
  ['CronOperation', 'ops.crossplane.io/v1alpha1'],
  ['WatchOperation', 'ops.crossplane.io/v1alpha1'],
  ['ManagedResourceActivationPolicy', 'apiextensions.crossplane.io/v1alpha1'],
  ['CompositeResourceDefinition', 'apiextensions.crossplane.io/v1'],
  ['CompositeResourceDefinition', 'apiextensions.crossplane.io/v2'],
  ['Composition', 'apiextensions.crossplane.io/v1'],
])('carries a %s of %s', (kind, apiVersion) => {
  expect(problems({ 'crossplane.yaml': META, 'a.yaml': object(kind, apiVersion) })).toBe(
    'accepted',
  );
});

it.each<[string, Readonly<Record<string, string>>, string]>([
  ['an empty folder', {}, 'there is no YAML'],
  ['objects without meta', { 'a.yaml': XRD }, 'nothing says what the package is'],
  [
    'two metas',
    { 'a.yaml': META, 'b.yaml': META },
    "a.yaml:1: Configuration 'platform' and b.yaml:1: Configuration 'platform' both say what the package is",
  ],
  [
    'the meta of a provider',
    { 'a.yaml': object('Provider', 'meta.pkg.crossplane.io/v1') },
    "a.yaml:1: Provider 'x' is of a Provider package, not a Configuration",
  ],
  [
    'an unknown version of the meta',
    { 'a.yaml': object('Configuration', 'meta.pkg.crossplane.io/v2') },
    'is of meta.pkg.crossplane.io/v2, not meta.pkg.crossplane.io/v1',
  ],
  [
    'a role',
    { 'a.yaml': META, 'b.yaml': object('ClusterRole', 'rbac.authorization.k8s.io/v1') },
    "b.yaml:1: ClusterRole 'x' is a ClusterRole of rbac.authorization.k8s.io/v1, and a Configuration package carries CompositeResourceDefinition, Composition",
  ],
  [
    'an environment config',
    {
      'a.yaml': META,
      'b.yaml': object('EnvironmentConfig', 'apiextensions.crossplane.io/v1beta1'),
    },
    'b.yaml:1: EnvironmentConfig',
  ],
  [
    'a package to install',
    { 'a.yaml': META, 'b.yaml': object('Configuration', 'pkg.crossplane.io/v1') },
    'is a Configuration of pkg.crossplane.io/v1',
  ],
  [
    'a composition of a version that there is not',
    { 'a.yaml': META, 'b.yaml': object('Composition', 'apiextensions.crossplane.io/v1beta1') },
    'is of apiextensions.crossplane.io/v1beta1, not apiextensions.crossplane.io/v1',
  ],
  [
    'a composition of another group',
    { 'a.yaml': META, 'b.yaml': object('Composition', 'music.acme.io/v1') },
    'is a Composition of music.acme.io/v1, and a Configuration package carries',
  ],
  [
    'an object twice',
    { 'a.yaml': META, 'b.yaml': XRD, 'c.yaml': `\n${XRD}` },
    "b.yaml:1: CompositeResourceDefinition 'as.acme.io' and c.yaml:2: CompositeResourceDefinition 'as.acme.io' are the same object",
  ],
  ['broken YAML', { 'a.yaml': META, 'b.yaml': 'a: [' }, 'b.yaml: '],
  ['a document that is no object', { 'a.yaml': META, 'b.yaml': 'a: 1' }, 'b.yaml: '],
  [
    'a constraint that is none',
    { 'a.yaml': meta("{ crossplane: { version: 'latest' } }") },
    "spec.crossplane.version is 'latest', which is no constraint",
  ],
  [
    'a constraint without version',
    { 'a.yaml': meta('{ crossplane: {} }') },
    'spec.crossplane.version is missing',
  ],
  [
    'a dependency without package',
    { 'a.yaml': dependency("version: '>=v1.0.0'") },
    'spec.dependsOn[0] names no package, or two',
  ],
  [
    'a dependency with two',
    { 'a.yaml': dependency("provider: a.io/b, function: a.io/c, version: '>=v1.0.0'") },
    'names no package, or two',
  ],
  [
    'a dependency of both forms',
    { 'a.yaml': dependency(`${NEW}, provider: a.io/b, version: '>=v1.0.0'`) },
    'names no package, or two',
  ],
  [
    'a dependency without kind',
    { 'a.yaml': dependency("apiVersion: a/v1, package: a.io/b, version: '>=v1.0.0'") },
    'lacks one of apiVersion, kind and package',
  ],
  [
    'a dependency with a tag',
    { 'a.yaml': dependency("provider: 'a.io/b:v1', version: '>=v1.0.0'") },
    "has 'a.io/b:v1' with a tag or digest: write that in version",
  ],
  [
    'a dependency without registry',
    { 'a.yaml': dependency("provider: upbound/b, version: '>=v1.0.0'") },
    "has 'upbound/b' without registry",
  ],
  [
    'a dependency without version',
    { 'a.yaml': dependency(NEW) },
    'dependsOn[0].version is missing',
  ],
  [
    'a version that is none',
    { 'a.yaml': dependency(`${NEW}, version: newest`) },
    "dependsOn[0].version is 'newest', which is neither",
  ],
  ['dependencies that are no list', { 'a.yaml': meta('{ dependsOn: {} }') }, 'is no list'],
])('refuses %s', (_, texts, says) => {
  expect(problems(texts)).toContain(says);
});

it.each([
  "provider: xpkg.upbound.io/upbound/provider-aws-s3, version: '>=v2.0.0'",
  `${NEW}, version: '>=v1.0.0 <v2.0.0 || ^3'`,
  `${NEW}, version: 'sha256:${'a'.repeat(64)}'`,
  `${NEW.replace('a.io', 'a.io:5000')}, version: v1.2.3`,
])('takes the dependency %s', (fields) => {
  expect(problems({ 'a.yaml': dependency(fields) })).toBe('accepted');
});

it('tells everything at once', () => {
  const told = problems({
    'a.yaml': object('Role', 'rbac.authorization.k8s.io/v1'),
    'b.yaml': '{',
  });
  expect(told.split('\n')).toHaveLength(3);
});
