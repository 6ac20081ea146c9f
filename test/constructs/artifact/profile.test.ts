import { ApiObject, App, Chart } from 'cdk8s';
import { Artifact, type ArtifactProps } from '../../../constructs/artifact';
import { attachProgram } from '../../../constructs/artifact/program';
import { readRecord } from '../../../constructs/artifact/record';
import { synthesize } from '../../../constructs/synthesize';
import { parseManifest, profiles, readLayout, unpack, type ProfileName } from '../../../lib/oci';
import type { Releases } from '../../../lib/releases';
import { memoryWorld } from '../../support/memory-world';

const repository = 'ghcr.io/acme/manifests/core';
const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'b' } };

/** Synthesizes one artifact of a chart, one of a folder; what the layout and the record say of them. */
function synth(profile?: ProfileName) {
  const app = new App({ outdir: 'dist' });
  const world = memoryWorld({ 'files/a.yaml': JSON.stringify(object) });
  const head = { ring: () => ({ head: true }), rings: () => [], artifacts: () => [] };
  const releases = { ...head, announced: () => undefined } as Releases;
  attachProgram(app, { disk: world.disk, releases, sortKeys: true });
  const given = profile === undefined ? {} : { profile };
  const core = new Artifact(app, 'core', {
    ...given,
    repository,
    content: (scope) => new ApiObject(new Chart(scope, 'c'), 'it', object),
  });
  Artifact.fromDirectory(app, 'plain', {
    ...given,
    path: 'files',
    repository: `${repository}-plain`,
  });
  new ApiObject(new Chart(app, 'hub'), 'it', {
    ...{ apiVersion: 'x/v1', kind: 'Application', metadata: { name: 'a' } },
    spec: core.source({ ring: 'production' }),
  });
  synthesize(app, { disk: world.disk, cwd: world.cwd, program: 'main.ts' });
  const hub = String(world.files.get('/work/dist/hub.k8s.yaml'));
  return (readRecord(world.disk)?.artifacts ?? []).map(({ name, digest }) => {
    const artifact = readLayout(world.disk, '.gitops/oci', name);
    const { config, layers } = parseManifest(artifact.manifest.bytes, name);
    return {
      types: [config.mediaType, layers[0]?.mediaType],
      files: unpack(artifact).map(({ path }) => path),
      isRecorded: digest === artifact.digest,
      isNamed: name === 'plain' || hub.includes(digest),
    };
  });
}

const FLUX = 'application/vnd.cncf.flux.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';

test.each<[ProfileName | undefined, string, string]>([
  [undefined, FLUX, LAYER],
  ['gitops', FLUX, LAYER],
  ['flux-native', FLUX, 'application/vnd.cncf.flux.content.v1.tar+gzip'],
  ['image-config', 'application/vnd.oci.image.config.v1+json', LAYER],
])(
  'with profile %s, the layout, the record and the sources have those types',
  (profile, ...types) => {
    expect(synth(profile)).toEqual([
      { types, files: ['c.k8s.yaml'], isRecorded: true, isNamed: true },
      { types, files: ['a.yaml'], isRecorded: true, isNamed: true },
    ]);
  },
);

test('a profile that there is not is refused, with the ones that there are', () => {
  for (const profile of ['xpkg', 'toString']) {
    const props = { repository, profile, charts: [] } as unknown as ArtifactProps;
    expect(() => new Artifact(new App(), 'core', props)).toThrow(
      expect.objectContaining({
        code: 'ARTIFACT_PROFILE_UNKNOWN',
        message: `artifact 'core' has the profile '${profile}'`,
        hint: `write one of ${Object.keys(profiles).join(', ')}`,
      }),
    );
  }
});
