import { escapeToken, groupOf, type Manifest } from '../../core';
import { show } from '../../schema';
import { rule, type Finding } from '../rule';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const DATA_KEY = /^[-._a-zA-Z0-9]{1,253}$/;

/** Kinds whose name becomes a host or a label of one, and so has no dots and 63 characters. */
const LABELS = new Set(['/Namespace', '/Service']);
/** Kinds whose names may hold nearly anything. */
const FREE = new Set(['networking.k8s.io/IPAddress', 'certificates.k8s.io/ClusterTrustBundle']);

export const invalidName = rule({
  id: 'invalid-name',
  category: 'schema',
  severity: 'error',
  summary: 'Names, label values and keys are ones that the API server takes.',
  hint: 'use lower-case letters, digits and hyphens, a letter or digit at both ends',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',

  *check(set) {
    for (const at of set) {
      yield* nameOf(at);
      yield* namespaceOf(at);
      yield* labelsOf(at);
      yield* keysOf(at, '/metadata/annotations', at.metadata.annotations, isQualified);
      if (groupOf(at) !== '' || (at.kind !== 'ConfigMap' && at.kind !== 'Secret')) continue;
      for (const field of ['data', 'binaryData', 'stringData']) {
        yield* keysOf(at, `/${field}`, at[field], (key) => DATA_KEY.test(key));
      }
    }
  },
});

function* nameOf(at: Manifest): Generator<Finding> {
  const { name, generateName } = at.metadata as { name?: unknown; generateName?: unknown };
  const pointer = '/metadata/name';
  if (name === undefined || name === null || name === '') {
    const hint = 'give the object a name';
    if (!generateName) yield { at, pointer, message: 'is missing', hint };
    return;
  }
  if (typeof name !== 'string') return; // for the schema to report
  const group = groupOf(at);
  const kind = `${group}/${at.kind}`;
  if (FREE.has(kind)) return;
  if (group === 'rbac.authorization.k8s.io') {
    const bad = name === '.' || name === '..' || /[/%]/.test(name);
    if (bad)
      yield { at, pointer, message: `is ${show(name)}, which is no name: '/' and '%' are not` };
  } else if (LABELS.has(kind)) {
    const right = name.length <= 63 && LABEL.test(name);
    if (!right) yield { at, pointer, message: `is ${show(name)}, not a DNS label of at most 63` };
  } else if (name.length > 253 || !SUBDOMAIN.test(name)) {
    yield { at, pointer, message: `is ${show(name)}, not a DNS name of at most 253 characters` };
  }
}

function* namespaceOf(at: Manifest): Generator<Finding> {
  const { namespace } = at.metadata as { namespace?: unknown };
  if (typeof namespace !== 'string' || namespace === '') return;
  if (namespace.length <= 63 && LABEL.test(namespace)) return;
  const message = `is ${show(namespace)}, not a DNS label of at most 63`;
  yield { at, pointer: '/metadata/namespace', message };
}

function* labelsOf(at: Manifest): Generator<Finding> {
  const labels: unknown = at.metadata.labels;
  yield* keysOf(at, '/metadata/labels', labels, isQualified);
  for (const [key, value] of entriesOf(labels)) {
    if (typeof value !== 'string' || isLabelValue(value)) continue;
    yield {
      at,
      pointer: `/metadata/labels/${escapeToken(key)}`,
      message: `is ${show(value)}, no value of a label: those have at most 63 letters, digits, '-', '_' and '.'`,
      hint: 'shorten the value, or make it an annotation',
    };
  }
}

function* keysOf(
  at: Manifest,
  pointer: string,
  value: unknown,
  isRight: (key: string) => boolean,
): Generator<Finding> {
  for (const [key] of entriesOf(value)) {
    if (isRight(key)) continue;
    yield {
      at,
      pointer: `${pointer}/${escapeToken(key)}`,
      message: `has the key ${show(key)}, which the API server refuses`,
      hint: "use letters, digits, '-', '_' and '.' in the key",
    };
  }
}

/** `[<DNS name>/]<name>`, the name of at most 63 characters. */
function isQualified(key: string): boolean {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  const prefix = slash < 0 ? 'x' : key.slice(0, slash);
  return name.length <= 63 && QUALIFIED.test(name) && SUBDOMAIN.test(prefix.toLowerCase());
}

function isLabelValue(value: string): boolean {
  return value === '' || (value.length <= 63 && QUALIFIED.test(value));
}

function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value);
}
