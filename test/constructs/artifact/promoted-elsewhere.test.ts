import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  announcedReleases,
  ApplicationSet,
  clusters,
  git,
  Hub,
  matrix,
} from '../../../constructs/argocd';
import { Artifact } from '../../../constructs/artifact';
import { attachProgram } from '../../../constructs/artifact/program';
import { synthesize } from '../../../constructs/synthesize';
import { parseReleases } from '../../../lib/releases';
import { memoryWorld } from '../../support/memory-world';

const OWN = 'ghcr.io/acme/core';
const LIVE = 'registry.acme.io/live/core';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const RELEASES = `core:
  staging: head
  canary: { digest: ${DIGEST} }
  production: { repository: ${LIVE}, digest: ${DIGEST} }
payments: { repository: ghcr.io/acme/payments, namespace: pay, staging: head, production: { repository: registry.acme.io/live/payments, digest: ${DIGEST} } }
`;

function platform({ late = false } = {}) {
  const world = memoryWorld();
  const app = new App({ outdir: 'dist' });
  const releases = parseReleases(RELEASES, 'releases.yaml');
  const attach = () => attachProgram(app, { disk: world.disk, releases, sortKeys: true });
  if (!late) attach();
  const core = new Artifact(app, 'core', {
    repository: OWN,
    content: (scope) => new kplus.ConfigMap(new Chart(scope, 'web'), 'map', { data: { a: 'b' } }),
  });
  const hub = new Hub(app, 'hub', { deliver: git({ repoURL: 'https://g.io/p.git', path: 'd' }) });
  const deploy = (ring: string) =>
    new ApplicationSet(hub, ring, {
      generators: clusters({ matchLabels: { ring } }),
      template: (cluster) => ({
        metadata: { name: `${cluster.nameNormalized}-core` },
        spec: {
          project: hub.project,
          source: core.source({ ring }),
          destination: { server: cluster.server, namespace: 'shop' },
        },
      }),
    });
  const written = () => {
    attach();
    synthesize(app, { disk: world.disk, cwd: world.cwd, program: 'main.ts' });
    return [...world.files]
      .filter(([path]) => path.includes('/dist/hub/'))
      .map(([, text]) => text.toString())
      .join('---\n');
  };
  return { app, core, hub, deploy, written };
}

test.each([
  ['staging', OWN],
  ['canary', OWN],
  ['production', LIVE],
])('the source of ring %s is in %s', (ring, repository) => {
  expect(platform().core.source({ ring }).repoURL).toBe(`oci://${repository}`);
});

test('a hub allows and knows the repositories that its rings run from, and no others', () => {
  const { deploy, written } = platform();
  deploy('production');
  const text = written();
  expect(text).toContain(`repoURL: oci://${LIVE}\n`);
  expect(text).toContain(`  sourceRepos:\n    - oci://${LIVE}\n`);
  expect(text).toContain(`url: oci://${LIVE}\n`);
  expect(text).not.toContain(OWN);
});

test('an announced service runs from where it was promoted to', () => {
  const { app, hub, written } = platform();
  const releases = announcedReleases(app);
  for (const ring of ['staging', 'production']) {
    new ApplicationSet(hub, ring, {
      generators: matrix(clusters({ matchLabels: { ring } }), () => releases.list({ ring })),
      template: ({ nameNormalized, server, service }) => ({
        metadata: { name: `${nameNormalized}-${service.name}` },
        spec: {
          project: hub.project,
          source: {
            repoURL: service.repoURL,
            path: service.path,
            targetRevision: service.targetRevision,
          },
          destination: { server, namespace: service.namespace },
        },
      }),
    });
  }
  const text = written();
  expect(text).toContain('repoURL: oci://registry.acme.io/live/payments\n');
  expect(text).toMatch(
    /sourceRepos:\n( +- .*\n)*? +- oci:\/\/registry\.acme\.io\/live\/payments\n/,
  );
  expect(text).toContain('repoURL: oci://ghcr.io/acme/payments\n');
});

test('a source that was made before releases were read is an error, not the wrong registry', () => {
  const { deploy, written } = platform({ late: true });
  deploy('production');
  expect(written).toThrow(
    expect.objectContaining({
      code: 'ARTIFACT_RELEASES_LATE',
      hint: 'call accelerate(app) right after new App(), before anything uses an artifact',
    }),
  );
});
