import * as schemas from '../../imports/schemas';
import { ManifestSet, valueAt, type Manifest } from '../../lib/core';
import { simulateSync } from '../../lib/drift';
import { lint } from '../../lib/lint';
import { fieldHasTwoWriters } from '../../lib/lint/rules/field-has-two-writers';
import { manifestsOf } from './support/rule-cases';

const RESPECT = 'RespectIgnoreDifferences=true';
const rule = (fields: string, paths = 'jsonPointers: [/spec/replicas]') =>
  `ignoreDifferences: [{ ${fields}, ${paths} }]`;
const good = rule('group: apps, kind: Deployment, name: web');
const synced = (options: string, more = 'automated: { selfHeal: true }') =>
  `syncPolicy: { ${more}, syncOptions: [${options}] }`;

/** Specs of an Application at every stage of getting a rule right. */
const specs = [
  '',
  'syncPolicy: { automated: { selfHeal: true } }',
  'syncPolicy: { automated: {} }',
  'syncPolicy: { automated: { enabled: false, selfHeal: true } }',
  `${good}, ${synced(RESPECT)}`,
  `${good}, ${synced('')}`,
  `${good}, ${synced(`${RESPECT}, Replace=true`)}`,
  `${good}, ${synced('Replace=true')}`,
  synced('Replace=true'),
  `${good}, ${synced(`${RESPECT}, ServerSideApply=true`)}`,
  `${rule('kind: Deployment')}, ${synced(RESPECT)}`,
  `${rule('group: extensions, kind: Deployment')}, ${synced(RESPECT)}`,
  `${rule('group: "*", kind: "Deploy*"')}, ${synced(RESPECT)}`,
  `${rule('group: apps, kind: Deployment, name: wep')}, ${synced(RESPECT)}`,
  `${rule('group: apps, kind: Deployment, namespace: shop')}, ${synced(RESPECT)}`,
  `${rule('group: apps, kind: Deployment, namespace: other')}, ${synced(RESPECT)}`,
  `${rule('group: apps, kind: Deployment', "jqPathExpressions: ['.spec.replicas']")}, ${synced(RESPECT)}`,
  `${rule('group: apps, kind: Deployment', "jqPathExpressions: ['.spec | .replicas, .paused']")}, ${synced(RESPECT)}`,
  `${rule('group: apps, kind: Deployment', "jqPathExpressions: ['.spec.volumes[].x']")}, ${synced(RESPECT)}`,
  `${rule('group: apps, kind: Deployment', 'jsonPointers: [spec/replicas]')}, ${synced(RESPECT)}`,
  `${rule('group: apps, kind: Deployment', 'jsonPointers: [/spec]')}, ${synced(RESPECT)}`,
];

const content = (replicas: number) => `
{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, namespace: shop }, spec: { replicas: ${replicas},
  selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web }] } } } }`;
const hpa = `
{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: web, namespace: shop },
  spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } } }`;

it.each(specs)('tells of { %s } what the simulation of a sync finds', (spec) => {
  const application = `{ apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: { name: shop }, spec: { destination: { namespace: shop }, ${spec} } }`;
  const all = manifestsOf([application, content(3), hpa].join('\n---\n'));
  const [app, desired] = all as [Manifest, Manifest];
  const [live] = manifestsOf(content(7));
  const [found] = lint(ManifestSet.of(all), { schemas, rules: [fieldHasTwoWriters] });
  const sync = simulateSync(desired, live, app);
  const outcome = found?.fight?.outcome ?? 'quiet';

  const quiet = sync.status === 'Synced' && sync.survives('/spec/replicas');
  expect(outcome === 'quiet').toBe(quiet);
  expect(/^hidden/.test(outcome)).toBe(!quiet && sync.status === 'Synced');
  expect(outcome.startsWith('self-heal')).toBe(sync.selfHeals);
  const after = valueAt(sync.after, '/spec/replicas');
  if (!quiet) expect(outcome).toContain(`back to ${String(after)}`);
});
