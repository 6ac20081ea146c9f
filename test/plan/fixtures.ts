import { ManifestSet, readManifests } from '../../lib/core';
import { plan, type Content, type Plan, type PlanInputs, type State } from '../../lib/plan';

export const clusters = ['eu-1', 'eu-2', 'us-1'].map((name, i) => ({
  name,
  server: `https://10.0.0.${i + 1}`,
  labels: { environment: 'production' },
}));

/** A digest of one repeated character. */
export const digest = (character: string) => `sha256:${character.repeat(64)}`;

/** An ApplicationSet that gives each cluster the Application `<cluster>-shop`. */
export const setOf = ({
  name = 'shop',
  revision = digest('a'),
  application = '{{ .name }}-shop',
  spec = '',
  setSpec = '',
  destination = "server: '{{ .server }}', namespace: shop",
  path = '.',
  sync = 'automated: { prune: true }',
} = {}) => `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: ${name}, namespace: argocd }
spec:
  goTemplate: true
  goTemplateOptions: [missingkey=error]
  generators: [{ clusters: { selector: { matchLabels: { environment: production } } } }]
  ${setSpec}
  template:
    metadata: { name: '${application}' }
    spec:
      project: shop
      source: { repoURL: 'oci://ghcr.io/acme/shop', path: ${path}, targetRevision: '${revision}' }
      destination: { ${destination} }
      syncPolicy: { ${sync} }
      ${spec}
`;

export const stateOf = (name: string, yaml: string, more: Partial<State> = {}): State => ({
  name,
  hub: new ManifestSet(readManifests(yaml, 'hub.yaml').entries),
  ...more,
});

/** Releases by revision: one file each, or several by path. */
export type Releases = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

export const contentOf =
  (releases: Releases): PlanInputs['contentOf'] =>
  ({ revision }): Content => {
    const found = releases[revision];
    if (found === undefined) return { missing: 'it is not here' };
    const files = typeof found === 'string' ? { 'all.yaml': found } : found;
    return { files: Object.entries(files).map(([path, text]) => ({ path, text })) };
  };

/** The plan of two hubs over one set of releases. */
export const planOf = (
  base: string,
  head: string,
  releases: Releases = {},
  more: Pick<PlanInputs, 'schemasIn'> = {},
): Plan =>
  plan(stateOf('base', base), stateOf('head', head), {
    clusters,
    contentOf: contentOf(releases),
    ...more,
  });

/** The plan where the content of one Application on every cluster goes from one to the other. */
export const contentPlan = (
  before: string,
  after: string,
  sync?: string,
  schemasIn?: PlanInputs['schemasIn'],
): Plan => {
  const more = sync === undefined ? {} : { sync };
  return planOf(
    setOf({ revision: digest('a'), ...more }),
    setOf({ revision: digest('b'), ...more }),
    {
      [digest('a')]: before,
      [digest('b')]: after,
    },
    schemasIn && { schemasIn },
  );
};

/** `kind: message` of each danger, without its places. */
export const dangersIn = ({ dangers }: Plan): string[] =>
  dangers.map(({ kind, deletes }) => `${kind}${deletes ? ' (deletes)' : ''}`);

export const deployment = ({ name = 'web', replicas = 2, image = 'web:1', app = 'web' } = {}) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${app} } }
  template:
    metadata: { labels: { app: ${app} } }
    spec: { containers: [{ name: main, image: '${image}' }] }
`;

export const object = (kind: string, name: string, rest = '', apiVersion = 'v1') =>
  `\n---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: shop }\n${rest}\n`;
