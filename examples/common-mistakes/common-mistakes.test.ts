import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Finding {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
}

/** Runs the built command as a user does. */
function lint(folder: string, ...flags: string[]) {
  const cli = join(__dirname, '../../build/lib/cli/bin.js');
  const args = [cli, 'lint', folder, '--output', 'json', ...flags];
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: __dirname,
    encoding: 'utf8',
  });
  return { status, diagnostics: (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics };
}

it.each([
  ['the source is taken for git', 'oci-source-without-scheme', 'argocd/application-set.yaml', 15],
  ['the layer type is refused', 'pushed-layer-refused', '.github/workflows/release.yml', 23],
  ['another repository is read', 'pushed-repository-not-read', '.github/workflows/release.yml', 23],
  ['another tag is read', 'pushed-tag-not-read', '.github/workflows/release.yml', 23],
  ['the path is not packed', 'path-not-packed', 'argocd/application-set.yaml', 17],
  ['the lint step skips kinds', 'lint-step-skips-kinds', '.github/workflows/release.yml', 16],
  ['the tag can be moved', 'mutable-oci-tag', 'argocd/application-set.yaml', 16],
  ['the raw cluster name is used', 'raw-cluster-name', 'argocd/application-set.yaml', 11],
  ['no cluster is selected', 'clusters-without-selector', 'argocd/application-set.yaml', 8],
  ['the project is default', 'default-project', 'argocd/application-set.yaml', 13],
  ['self-heal fights the autoscaler', 'field-has-two-writers', 'k8s/web.yaml', 6],
  ['the secret is sealed for one cluster', 'sealed-secret', 'k8s/secret.yaml', 1],
  ['the XRD has no such field', 'composition-path-unknown', 'crossplane/composition.yaml', 28],
  ['a size is not in the map', 'composition-type-mismatch', 'crossplane/composition.yaml', 33],
  ['%d is given a float64', 'composition-type-mismatch', 'crossplane/composition.yaml', 40],
  ['the XR is written to', 'composition-patch-ignored', 'crossplane/composition.yaml', 44],
  ['the kind is of another scope', 'composition-scope-broken', 'crossplane/composition.yaml', 48],
  ['the status is dropped', 'xrd-schema-dropped', 'crossplane/definition.yaml', 28],
])('names the place where %s', (_, rule, file, line) => {
  const { status, diagnostics } = lint('broken');
  expect(diagnostics).toContainEqual(
    expect.objectContaining({ rule, file: `broken/${file}`, line }),
  );
  expect(status).toBe(1);
});

it('has nothing to say of the repaired twin, warnings included', () => {
  expect(lint('repaired', '--strict')).toEqual({ status: 0, diagnostics: [] });
});

it('lists in its README every rule that it breaks', () => {
  const readme = readFileSync(join(__dirname, 'README.md'), 'utf8');
  const listed = [...readme.matchAll(/\| `([a-z-]+)` +\|/g)].map(([, rule]) => rule);
  const broken = new Set(lint('broken').diagnostics.map(({ rule }) => rule));
  // The lint step skips SealedSecrets, and so does ours: nobody has their schema.
  broken.delete('unknown-kind');
  expect(new Set(listed)).toEqual(broken);
});
