import * as schemas from '../../imports/schemas';
import { ManifestSet } from '../../lib/core';
import { packageName } from '../../lib/crossplane/installed-with';
import { lint, rules } from '../../lib/lint';
import { manifestsOf } from '../lint/support/rule-cases';
import { sample } from './support';

const meta = (dependsOn = '[]', more = '') => `
{ apiVersion: meta.pkg.crossplane.io/v1, kind: Configuration, metadata: { name: p },
  spec: { dependsOn: ${dependsOn}, ${more} } }`;

/** Errors of Crossplane's rules and unknown kinds, in files. */
function found(files: Readonly<Record<string, string>>): string[] {
  const entries = Object.entries(files).flatMap(([file, text]) =>
    manifestsOf(text).map((manifest) => ({ manifest, origin: { file } })),
  );
  const chosen = rules.filter(({ id, category }) =>
    [id, category].some((name) => name === 'crossplane' || name === 'unknown-kind'),
  );
  return lint(new ManifestSet(entries), { schemas, rules: chosen }).map(
    ({ rule, pointer, message }) => `${rule} ${pointer} ${message}`,
  );
}

describe('what a package says of itself', () => {
  const AT = 'package-metadata-invalid /spec';
  it.each([
    ['nothing', 'no dependency', meta()],
    [
      'nothing',
      'both ways to name a package, and a digest',
      meta(
        `[{ provider: a.io/b, version: v1.0.0 }, { apiVersion: pkg.crossplane.io/v1, kind: Function, package: a.io/f, version: 'sha256:${'a'.repeat(64)}' }]`,
      ),
    ],
    [
      `${AT}/crossplane/version is 'latest', which is no constraint of versions`,
      'a version that is none',
      meta('[]', 'crossplane: { version: latest }'),
    ],
    [`${AT}/dependsOn is no list`, 'a map', meta('{}')],
    [`${AT}/dependsOn/0 is no dependency`, 'a text', meta('[a]')],
    [
      `${AT}/dependsOn/0 has 'acme/b' without registry`,
      'no registry, which Crossplane 2 does not add',
      meta('[{ provider: acme/b, version: v1.0.0 }]'),
    ],
    [
      `${AT}/dependsOn/0/version is missing, which is neither`,
      'no version',
      meta('[{ provider: a.io/b }]'),
    ],
  ])('reports %s at %s', (finding, _, text) => {
    expect(found({ 'crossplane.yaml': text })).toEqual(
      finding === 'nothing' ? [] : [expect.stringContaining(finding)],
    );
  });
});

describe('a composition in the folder of a package', () => {
  const functions = (...names: string[]) =>
    names.map((name) => `{ function: xpkg.io/contrib/${name}, version: '>=v0.1.0' }`).join(', ');
  const both = functions('function-patch-and-transform', 'function-auto-ready');
  const composition = sample({ name: 'contrib-function-patch-and-transform' }).replace(
    'name: function-auto-ready',
    'name: contrib-function-auto-ready',
  );

  it('runs what the package depends on', () => {
    const files = { 'pkg/crossplane.yaml': meta(`[${both}]`), 'pkg/apis/a.yaml': composition };
    expect(found(files)).toEqual([]);
  });

  it('runs nothing by another name, and no provider serves what it composes unasked', () => {
    const provider = "{ provider: xpkg.io/contrib/provider-aws-s3, version: '>=v2.0.0' }";
    const files = {
      'pkg/crossplane.yaml': meta(`[${both}, ${provider}]`),
      'pkg/apis/a.yaml': sample({}),
    };
    expect(found(files)).toEqual([
      expect.stringContaining('is of rds.aws.m.upbound.io, which none of the installed providers'),
      expect.stringContaining("is 'function-patch-and-transform', and no Function of that name"),
      expect.stringContaining("is 'function-auto-ready', and no Function of that name"),
    ]);
  });

  it('is asked of nothing where a Configuration comes along, and in other folders', () => {
    const more = "{ configuration: xpkg.io/contrib/network, version: '>=v0.1.0' }";
    const lone = functions('function-auto-ready');
    expect(
      found({ 'pkg/crossplane.yaml': meta(`[${lone}, ${more}]`), 'pkg/a.yaml': composition }),
    ).toEqual([]);
    expect(found({ 'pkg/crossplane.yaml': meta(`[${lone}]`), 'b/a.yaml': composition })).toEqual(
      [],
    );
  });

  it('belongs to the innermost of two packages', () => {
    const files = {
      'crossplane.yaml': meta(`[${functions('function-other')}]`),
      'pkg/crossplane.yaml': meta(`[${both}]`),
      'pkg/a.yaml': composition,
    };
    expect(found(files)).toEqual([]);
  });
});

// What ToDNSLabel of crossplane-runtime makes of these.
it.each([
  [
    'xpkg.crossplane.io/crossplane-contrib/function-auto-ready',
    'crossplane-contrib-function-auto-ready',
  ],
  ['a.io/b', 'b'],
  ['a.io/team_a/Fn.v1', 'teama-n-v1'],
  ['a.io/-b-', 'b'],
  [`a.io/${'a'.repeat(61)}-.b`, `${'a'.repeat(61)}`],
])('names what is installed of %s as %s', (source, name) => {
  expect(packageName(source)).toBe(name);
});
