import { valueAt, type Manifest } from '../../core';
import type { Check } from '../check';
import { examples } from '../examples';

const IN_CLUSTER = { name: 'in-cluster', server: 'https://kubernetes.default.svc' };

/** A destination is a server or a name, one of the two, of a cluster that is registered. */
export const checkDestinations: Check = (applications, { clusters }, report) => {
  const servers = new Set([IN_CLUSTER.server, ...clusters.map(({ server }) => bare(server))]);
  const names = new Map([[IN_CLUSTER.name, 0]]);
  for (const { name } of clusters) names.set(name, (names.get(name) ?? 0) + 1);
  const ambiguous = new Set<string>();
  const both: string[] = [];
  const neither: string[] = [];
  const unknown = new Set<string>();
  for (const application of applications) {
    const server = textAt(application, '/spec/destination/server');
    const name = textAt(application, '/spec/destination/name');
    const owner = application.metadata.name ?? '';
    if (server !== '' && name !== '') both.push(owner);
    else if (server === '' && name === '') neither.push(owner);
    else if (server !== '' && !servers.has(bare(server))) unknown.add(server);
    else if (name !== '' && !names.has(name)) unknown.add(name);
    else if (name !== '' && (names.get(name) ?? 0) > 1) ambiguous.add(name);
  }
  const written = report.manifest.kind === 'Application';
  const pointer = written ? '/spec/destination' : '/spec/template/spec/destination';
  const invalid = { rule: 'application-destination-invalid', severity: 'error', pointer } as const;
  if (both.length > 0) {
    report.add({
      ...invalid,
      message: `gives both a server and a name to ${examples(both)}, and Argo CD takes neither`,
      hint: 'write destination.server or destination.name, not both',
    });
  }
  if (neither.length > 0) {
    report.add({
      ...invalid,
      message: `gives no destination cluster to ${examples(neither)}`,
      hint: 'write destination.server or destination.name',
    });
  }
  if (ambiguous.size > 0) {
    report.add({
      ...invalid,
      rule: 'application-destination-ambiguous',
      message: `deploys to ${examples([...ambiguous])}, the name of several clusters, and Argo CD takes none of them`,
      hint: 'give each cluster a name of its own, or write destination.server',
    });
  }
  if (unknown.size > 0) {
    report.add({
      ...invalid,
      rule: 'application-destination-unknown',
      message: `deploys to ${examples([...unknown])}, which is no cluster of the inventory`,
      hint: 'add the cluster to the inventory, or repair the destination',
    });
  }
};

function bare(server: string): string {
  return server.replace(/\/+$/, '');
}

function textAt(application: Manifest, pointer: string): string {
  const value = valueAt(application, pointer);
  return typeof value === 'string' ? value : '';
}
