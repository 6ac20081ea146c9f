import { ApiObject, App, Chart } from 'cdk8s';
import { ApplicationSet, clusters, Hub, oci } from '../../../constructs/argocd';
import { Artifact } from '../../../constructs/artifact';
import { attachProgram } from '../../../constructs/artifact/program';
import { readRecord, type ArtifactRecord } from '../../../constructs/artifact/record';
import { synthesize } from '../../../constructs/synthesize';
import { EVERYTHING_AT_HEAD, parseReleases } from '../../../lib/releases';
import type { MemoryWorld } from '../../support/memory-world';

export interface PlatformOptions {
  /** What the content of `core` depends on. */
  readonly content?: string;
  /** A field that no schema has. */
  readonly broken?: boolean;
  /** An object of `core` whose kind a CRD in `base` defines; default none. */
  readonly widget?: object;
  /** Whether an artifact delivers the hub's own YAML; default yes. */
  readonly hub?: boolean;
}

/**
 * Synthesizes a small platform into a world: artifacts `base` and `core`, and a hub that deploys
 * `core` by the rings `staging` and `production`, all in repositories of `host`.
 */
export function synthesizePlatform(
  world: MemoryWorld,
  host: string,
  { content = '1', broken = false, hub = true, widget }: PlatformOptions = {},
): (name: string) => ArtifactRecord {
  const app = new App({ outdir: 'dist' });
  const text = world.disk.read('releases.yaml')?.toString();
  const releases = text === undefined ? EVERYTHING_AT_HEAD : parseReleases(text, 'releases.yaml');
  attachProgram(app, { disk: world.disk, releases, sortKeys: true });
  artifact(app, 'base', host, () => ({ data: { key: 'base' } }));
  const core = artifact(app, 'core', host, () => ({
    data: { key: content },
    ...(broken && { dta: {} }),
  }));
  if (widget) {
    const [definitions, objects] = ['base', 'core'].map(
      (name) => new Chart(app.node.findChild(name), 'widgets', { namespace: 'shop' }),
    ) as [Chart, Chart];
    new ApiObject(definitions, 'crd', WIDGETS);
    const kind = { apiVersion: 'acme.io/v1', kind: 'Widget' };
    new ApiObject(objects, 'widget', { ...kind, metadata: { name: 'w' }, ...widget });
  }
  if (hub) addHub(app, host, core);
  synthesize(app, { disk: world.disk, cwd: world.cwd, program: 'main.ts' });
  return (name) => {
    const found = readRecord(world.disk)?.artifacts.find((record) => record.name === name);
    if (!found) throw new Error(`no artifact ${name}`);
    return found;
  };
}

const WIDGETS = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.acme.io' },
  spec: {
    group: 'acme.io',
    names: { kind: 'Widget', plural: 'widgets', singular: 'widget', listKind: 'WidgetList' },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } },
          },
        },
      },
    ],
  },
};

function artifact(app: App, name: string, host: string, fields: () => object): Artifact {
  return new Artifact(app, name, {
    repository: `${host}/acme/${name}`,
    content(scope) {
      const chart = new Chart(scope, 'web', { namespace: 'shop' });
      const metadata = { name: 'settings' };
      new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata, ...fields() });
      new ApiObject(chart, 'hpa', {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'web' },
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
          maxReplicas: 3,
        },
      });
    },
  });
}

function addHub(app: App, host: string, core: Artifact): void {
  const hub = new Hub(app, 'hub', {
    deliver: oci({ repository: `${host}/acme/hub`, tag: 'main' }),
  });
  for (const ring of ['staging', 'production']) {
    new ApplicationSet(hub, ring, {
      generators: clusters({ matchLabels: { environment: ring } }),
      template: (cluster) => ({
        metadata: { name: `${cluster.nameNormalized}-core` },
        spec: {
          project: hub.project,
          source: core.source({ ring }),
          destination: { server: cluster.server, namespace: 'shop' },
        },
      }),
    });
  }
}
