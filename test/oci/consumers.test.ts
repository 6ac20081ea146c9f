import { checkFor, consumers, packSync, profiles, showArtifact, type Shown } from '../../lib/oci';

const MANIFEST = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
const file = (path: string, text = MANIFEST) => ({ path, content: Buffer.from(text) });
const big = (sizeBytes: number) => 'x'.repeat(sizeBytes);

const shown = (files = [file('a.yaml')], profile = profiles.gitops as never): Shown =>
  showArtifact('here', packSync(files, { profile }).manifest, { files });

const found = (name: string, artifact: Shown) =>
  checkFor(
    artifact,
    consumers.filter((one) => one.name === name),
  ).map(({ rule, severity, origin }) => `${severity} ${rule} ${origin.file}`);

test.each(consumers.map(({ name }) => name))('%s takes a packed folder, or warns', (name) => {
  const expected = name === 'quay' ? ['warning quay-config-type here'] : [];
  expect(found(name, shown())).toEqual(expected);
});

const layer = (mediaType: string, sizeBytes = 1) => ({ mediaType, sizeBytes });
const TAR = 'application/vnd.oci.image.layer.v1.tar+gzip';
const INDEX = 'application/vnd.oci.image.index.v1+json';

interface Case {
  readonly title: string;
  readonly by: string;
  readonly given: Shown;
  readonly finds: readonly string[];
}

test.each<Case>([
  {
    title: 'the layer of flux-native is refused',
    by: 'argocd',
    given: shown(undefined, profiles['flux-native'] as never),
    finds: ['error argocd-layer-type here'],
  },
  {
    title: 'two layers of content are refused',
    by: 'argocd',
    given: { ...shown(), layers: [layer(TAR), layer(TAR)] },
    finds: ['error argocd-content-layers here'],
  },
  {
    title: 'a layer of something else beside the content is fine',
    by: 'argocd',
    given: { ...shown(), layers: [layer(TAR), layer('application/json')] },
    finds: [],
  },
  {
    title: 'ten layers are taken',
    by: 'argocd',
    given: {
      ...shown(),
      layers: [layer(TAR), ...Array.from({ length: 9 }, () => layer('text/plain'))],
    },
    finds: [],
  },
  {
    title: 'a .sourceignore that leaves itself out is no loss',
    by: 'flux',
    given: shown([file('a.yaml'), file('.sourceignore', '.sourceignore\n')]),
    finds: [],
  },
  {
    title: 'eleven layers are refused',
    by: 'argocd',
    given: {
      ...shown(),
      layers: [layer(TAR), ...Array.from({ length: 10 }, () => layer('text/plain'))],
    },
    finds: ['error argocd-layer-count here'],
  },
  {
    title: 'an index is refused',
    by: 'argocd',
    given: { ...shown(), mediaType: INDEX, layers: [] },
    finds: ['error argocd-index here'],
  },
  {
    title: 'an index is refused',
    by: 'flux',
    given: { ...shown(), mediaType: INDEX, layers: [] },
    finds: ['error flux-no-layer here'],
  },
  {
    title: 'a subject is refused',
    by: 'argocd',
    given: { ...shown(), hasSubject: true },
    finds: ['error argocd-subject here'],
  },
  {
    title: '10 MB in one folder are taken',
    by: 'argocd',
    given: shown([file('x/a.yaml', big(1e7))]),
    finds: [],
  },
  {
    title: 'a byte more is refused',
    by: 'argocd',
    given: shown([
      file('x/a.yaml', big(5e6)),
      file('x/b.json', `{"apiVersion":"v1","kind":"A","x":"${big(5e6)}"}`),
    ]),
    finds: ['warning argocd-folder-size here', 'error argocd-folder-size here/x'],
  },
  {
    title: 'other files do not count',
    by: 'argocd',
    given: shown([file('x/a.txt', big(2e7)), file('x/b.yaml')]),
    finds: [],
  },
  {
    title: 'more below several folders is a warning, for who recurses',
    by: 'argocd',
    given: shown([file('x/y/a.yaml', big(6e6)), file('x/z/a.yaml', big(6e6))]),
    finds: ['warning argocd-folder-size here', 'warning argocd-folder-size here/x'],
  },
  {
    title: 'Kustomize reads its folder in its own way',
    by: 'argocd',
    given: shown([
      file('x/kustomization.yaml'),
      file('x/y/a.yaml', big(2e7)),
      file('x/values.json', '{}'),
    ]),
    finds: ['warning argocd-folder-size here'],
  },
  {
    title: 'JSON that is no object is refused',
    by: 'argocd',
    given: shown([
      file('a.yaml'),
      file('sbom.json', '{"a":1}'),
      file('b.json', '['),
      file('ok.json', '{"apiVersion":"v1","kind":"ConfigMap"}'),
    ]),
    finds: ['error argocd-stray-json here/sbom.json', 'error argocd-stray-json here/b.json'],
  },
  {
    title: 'a kustomization at the top, beside manifests, is told',
    by: 'argocd',
    given: shown([file('a.yaml'), file('kustomization.yaml')]),
    finds: ['info argocd-tool here/kustomization.yaml'],
  },
  {
    title: 'what Flux leaves out in the cluster is told',
    by: 'flux',
    given: shown([file('.github/x.yaml'), file('a/.sops.yaml'), file('b.yaml')]),
    finds: [
      'warning flux-leaves-out here/.github/x.yaml',
      'warning flux-leaves-out here/a/.sops.yaml',
    ],
  },
  {
    title: 'what a .sourceignore takes back is not',
    by: 'flux',
    given: shown([file('a/.sops.yaml'), file('.sourceignore', '!.sops.yaml')]),
    finds: [],
  },
  {
    title: 'a first layer that is no gzipped tar is refused',
    by: 'flux',
    given: { ...shown(), layers: [layer('application/json'), layer(TAR)] },
    finds: ['error flux-layer-type here', 'warning flux-other-layers here'],
  },
  {
    title: 'a config of an unknown type is refused',
    by: 'gitlab',
    given: { ...shown(), config: layer('application/vnd.acme.config.v1+json') },
    finds: ['error gitlab-media-type here'],
  },
  {
    title: 'an unknown artifactType is refused',
    by: 'gitlab',
    given: { ...shown(), artifactType: 'application/vnd.acme.v1' },
    finds: ['error gitlab-media-type here'],
  },
  {
    title: 'an image is taken by any Quay',
    by: 'quay',
    given: shown(undefined, profiles['image-config'] as never),
    finds: [],
  },
  {
    title: 'a layer over 10 GB is refused',
    by: 'ghcr',
    given: { ...shown(), layers: [layer(TAR, 10e9 + 1)] },
    finds: ['error ghcr-layer-size here'],
  },
  {
    title: 'a layer over 52,000 MiB is refused',
    by: 'ecr',
    given: { ...shown(), layers: [layer(TAR, 52_000 * 2 ** 20 + 1)] },
    finds: ['error ecr-layer-size here'],
  },
  ...['gitlab', 'harbor', 'artifactory', 'ghcr', 'ecr'].map((by) => ({
    title: 'a manifest of 4 MiB is refused',
    by,
    given: { ...shown(), manifestBytes: 4 * 2 ** 20 },
    finds: [`error ${by}-manifest-size here`],
  })),
])('$by: $title', ({ by, given, finds }) => {
  expect(found(by, given)).toEqual(finds);
});

describe('where an artifact goes', () => {
  const at = (repository: string): Shown => ({ ...shown(), repository });
  const long = `a/${'b'.repeat(254)}`;

  test.each([
    ['gitlab', 'core', ['error gitlab-repository-path here']],
    ['gitlab', 'acme/core', []],
    ['harbor', 'core', ['error harbor-repository-path here']],
    ['harbor', 'acme/team/core', []],
    ['harbor', long, ['error harbor-repository-length here']],
    ['harbor', long.slice(1, -1), []],
    ['artifactory', 'core', ['warning artifactory-repository-path here']],
    ['artifactory', 'docker-local/core', []],
    ['ghcr', 'core', ['error ghcr-repository-path here']],
    ['ghcr', 'acme/core', []],
    ['ecr', 'core', []],
    ['ecr', long, []],
    ['ecr', `${long}c`, ['error ecr-repository-length here']],
    ['flux', 'core', []],
  ])('%s, at %s', (name, repository, expected) => {
    expect(found(name, at(repository))).toEqual(expected);
  });

  test('each of these says where that is written', () => {
    for (const { name } of consumers.slice(2)) {
      const wanted = consumers.filter((one) => one.name === name);
      const heavy = {
        ...at('x'),
        manifestBytes: 5e6,
        layers: [{ mediaType: TAR, sizeBytes: 1e12 }],
      };
      for (const { source } of checkFor(heavy, wanted)) expect(source).toMatch(/^https:\/\/\S+$/);
    }
    const [path] = checkFor(
      at('core'),
      consumers.filter(({ name }) => name === 'artifactory'),
    );
    expect(path?.message).toBe(
      "goes to 'core', and a path there is <repository key>/<image>, unless the key is in the host or the port",
    );
    expect(path?.source).toContain('docker-repository-url-formats');
  });
});
