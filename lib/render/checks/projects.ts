import { valueAt, type Manifest } from '../../core';
import type { Check } from '../check';
import { examples } from '../examples';
import type { ClusterFacts } from '../inventory-types';
import { permissionsOf, type Permissions } from '../permissions';

const LOCAL = { name: 'in-cluster', server: 'https://kubernetes.default.svc' };

/** Whether the AppProjects that are known permit sources and destinations. */
export const checkProjects: Check = (applications, { projects = [], clusters }, report) => {
  if (projects.length === 0) return;
  const known = new Map(projects.map((project) => [project.metadata.name, permissionsOf(project)]));
  const refusedDestination = destinationCheck(clusters);
  const unknown = new Set<string>();
  const sources = new Map<string, string[]>();
  const destinations = new Map<string, string[]>();
  for (const application of applications) {
    const name = textAt(application, '/spec/project') || 'default';
    const project = known.get(name);
    if (!project) {
      // The one that every Argo CD has.
      if (name !== 'default') unknown.add(name);
      continue;
    }
    const owner = application.metadata.name ?? '';
    for (const url of sourcesOf(application)) {
      if (!project.source(url)) note(sources, `'${url}' in the project '${name}'`, owner);
    }
    const refused = refusedDestination(application, name, project);
    if (refused !== undefined) {
      note(destinations, `${refused} in the project '${name}'`, owner);
    }
  }
  const base = report.manifest.kind === 'Application' ? '/spec' : '/spec/template/spec';
  for (const [what, owners] of sources) {
    report.add({
      rule: 'application-source-refused',
      severity: 'error',
      message: `takes ${examples(owners)} from ${what}, which does not permit that source`,
      hint: 'add the repository to sourceRepos of the AppProject, or remove the ! rule that refuses it',
      pointer: `${base}/source`,
    });
  }
  for (const [what, owners] of destinations) {
    report.add({
      rule: 'application-destination-refused',
      severity: 'error',
      message: `sends ${examples(owners)} to ${what}, which does not permit that destination`,
      hint: 'add cluster and namespace to destinations of the AppProject, or remove the ! rule that refuses them',
      pointer: `${base}/destination`,
    });
  }
  if (unknown.size > 0) {
    report.add({
      rule: 'application-project-unknown',
      severity: 'warning',
      message: `belongs to ${examples([...unknown])}, which is none of the AppProjects here`,
      hint: 'repair the name of the project, or give its AppProject too',
      pointer: `${base}/project`,
    });
  }
};

type Refuses = (application: Manifest, name: string, project: Permissions) => string | undefined;

/** Gives the destination as a text where the project refuses it; unknown clusters are another check's. */
function destinationCheck(clusters: readonly ClusterFacts[]): Refuses {
  const known = [...clusters, LOCAL].reverse();
  const byServer = new Map<string, ClusterFacts>(
    known.map((one) => [one.server.replace(/\/+$/, ''), one]),
  );
  const byName = new Map<string, ClusterFacts>(known.map((one) => [one.name, one]));
  return (application, projectName, project) => {
    const server = textAt(application, '/spec/destination/server').replace(/\/+$/, '');
    const name = textAt(application, '/spec/destination/name');
    const namespace = textAt(application, '/spec/destination/namespace');
    const cluster = server === '' ? byName.get(name) : byServer.get(server);
    if (!cluster) return undefined;
    const own = !project.ownClustersOnly || cluster.project === projectName;
    if (own && project.destination(cluster, namespace)) return undefined;
    return `'${cluster.name}', namespace '${namespace}'`;
  };
}

function sourcesOf(application: Manifest): Set<string> {
  const { sources } = application.spec as { readonly sources?: unknown };
  const urls = [
    textAt(application, '/spec/sourceHydrator/drySource/repoURL'),
    textAt(application, '/spec/sourceHydrator/syncSource/repoURL'),
    ...(Array.isArray(sources)
      ? sources.map((_, i) => textAt(application, `/spec/sources/${i}/repoURL`))
      : []),
  ].filter((url) => url !== '');
  // A hydrator goes before sources, and those before the source.
  const single = textAt(application, '/spec/source/repoURL');
  return new Set(urls.length > 0 || single === '' ? urls : [single]);
}

function note(found: Map<string, string[]>, what: string, owner: string): void {
  const owners = found.get(what) ?? [];
  owners.push(owner);
  found.set(what, owners);
}

function textAt(application: Manifest, pointer: string): string {
  const value = valueAt(application, pointer);
  return typeof value === 'string' ? value : '';
}
