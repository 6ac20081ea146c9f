import { isMap } from '../template';
import type { ClusterFacts } from './inventory-types';

const TYPE_LABEL = 'argocd.argoproj.io/secret-type';
/** `kubectl apply` writes all of the Secret into it. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Ends reading with what is wrong, how to repair it, and where: a pointer into the Secret. */
export type Refuse = (problem: string, hint: string, pointer: string) => never;

/**
 * The cluster that a Secret as exported from a hub registers. Of its data only `name`, `server` and
 * `project` are looked at, so no credential can leak from here.
 */
export function readClusterSecret(
  secret: Readonly<Record<string, unknown>>,
  refuse: Refuse,
): ClusterFacts {
  if (secret.kind !== 'Secret') {
    refuse(`is of kind '${String(secret.kind)}'`, 'give a Secret, or name and server', '/kind');
  }
  const metadata = isMap(secret.metadata) ? secret.metadata : {};
  const labels = strings(metadata.labels);
  if (labels[TYPE_LABEL] !== 'cluster') {
    refuse(
      `is a Secret without the label ${TYPE_LABEL}: cluster`,
      'give a Secret that registers a cluster',
      '/metadata',
    );
  }
  const data = { ...decoded(secret.data), ...strings(secret.stringData) };
  const { name = '', server = '', project = '' } = data;
  if (name === '') refuse('has no name in its data', 'give a complete Secret', '');
  if (server === '') refuse('has no server in its data', 'give a complete Secret', '');
  const { [LAST_APPLIED]: _credentials, ...annotations } = strings(metadata.annotations);
  return { name, server, labels, annotations, project };
}

function strings(value: unknown): Record<string, string> {
  const entries = Object.entries(isMap(value) ? value : {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function decoded(data: unknown): Record<string, string> {
  const wanted = ['name', 'server', 'project'];
  const entries = Object.entries(strings(data)).filter(([key]) => wanted.includes(key));
  return Object.fromEntries(
    entries.map(([key, text]) => [key, Buffer.from(text, 'base64').toString('utf8')]),
  );
}
