import { ManifestSet } from '../../../lib/core';
import { claimsOf, rulesOf } from '../../../lib/drift';
import { unreadMutations } from '../../../lib/drift/kyverno/policies';
import { kyverno } from '../../../lib/drift/writers/kyverno';
import { manifestsOf } from '../../lint/support/rule-cases';

const LABEL = 'Object{ metadata: Object.metadata{ labels: Object.metadata.labels{ team: "b" } } }';

interface Parts {
  readonly rule?: string;
  readonly constraints?: string;
  readonly more?: string;
  readonly apply?: string;
  readonly patch?: string;
  readonly kind?: string;
  readonly namespace?: string;
}

function policy(parts: Parts): string {
  const { kind = 'MutatingPolicy', namespace, constraints = '', more = '', patch } = parts;
  const { rule = 'apiGroups: [apps], apiVersions: [v1], resources: [deployments]' } = parts;
  const { apply = LABEL } = parts;
  const mutation = patch
    ? `{ patchType: JSONPatch, jsonPatch: { expression: ${JSON.stringify(patch)} } }`
    : `{ patchType: ApplyConfiguration, applyConfiguration: { expression: ${JSON.stringify(apply)} } }`;
  return `
apiVersion: policies.kyverno.io/v1
kind: ${kind}
metadata: { name: p${namespace ? `, namespace: ${namespace}` : ''} }
spec:
  matchConstraints: { resourceRules: [{ operations: [CREATE, UPDATE], ${rule} }]${constraints} }
  ${more}
  mutations: [${mutation}]
---
{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, namespace: shop, labels: { team: a, env: x } }, spec: { template: { metadata: { labels: { team: a } }, spec: { containers: [{ name: web, image: 'nginx:1' }, { name: log, image: 'log:1' }] } } } }
---
{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { kind: prod } } }
`;
}

const setOf = (parts: Parts) => ManifestSet.of(manifestsOf(policy(parts)));
const claimsIn = (parts: Parts) =>
  [...claimsOf(setOf(parts), undefined, [kyverno])].map(
    ({ pointer, repair, maybe, under, jq }) =>
      `${maybe ? 'may ' : ''}${repair.do} ${jq ?? pointer}${under ? '' : ' always'}`,
  );

const TEAM = 'ignore /metadata/labels/team';
const PODS = 'apiGroups: [""], apiVersions: [v1], resources: [pods]';
const template = '/spec/template/metadata/labels/team';
const conditions = (...list: string[]) =>
  `matchConditions: [${list.map((one) => `{ name: c, expression: ${JSON.stringify(one)} }`).join()}]`;

describe('a MutatingPolicy', () => {
  it.each<[title: string, parts: Parts, claims: string[]]>([
    ['overwrites what its object writes', {}, [TEAM]],
    [
      'is for resources by patterns',
      { rule: 'apiGroups: ["*"], apiVersions: ["*"], resources: ["*"]' },
      [TEAM],
    ],
    [
      'is for no other group',
      { rule: 'apiGroups: [batch], apiVersions: [v1], resources: [deployments]' },
      [],
    ],
    [
      'is for no other version',
      { rule: 'apiGroups: [apps], apiVersions: [v2], resources: [deployments]' },
      [],
    ],
    [
      'is for no subresource',
      { rule: 'apiGroups: [apps], apiVersions: [v1], resources: [deployments/status]' },
      [],
    ],
    [
      'is for named objects',
      {
        rule: 'apiGroups: [apps], apiVersions: [v1], resources: [deployments], resourceNames: [other]',
      },
      [],
    ],
    [
      'spares what is excluded',
      {
        constraints:
          ', excludeResourceRules: [{ apiGroups: [apps], apiVersions: [v1], operations: ["*"], resources: [deployments] }]',
      },
      [],
    ],
    [
      'selects by labels',
      { constraints: ', objectSelector: { matchLabels: { team: other } }' },
      [],
    ],
    [
      'selects by labels of the namespace',
      { constraints: ', namespaceSelector: { matchLabels: { kind: prod } }' },
      [TEAM],
    ],
    [
      'selects no other namespace',
      { constraints: ', namespaceSelector: { matchLabels: { kind: dev } }' },
      [],
    ],
    ['sees its own namespace', { kind: 'NamespacedMutatingPolicy', namespace: 'shop' }, [TEAM]],
    ['sees no other', { kind: 'NamespacedMutatingPolicy', namespace: 'other' }, []],
    [
      'applies where its conditions hold',
      {
        more: conditions(
          "object.metadata.name == 'web'",
          "request.namespace == 'shop'",
          "namespaceObject.metadata.labels.kind == 'prod'",
        ),
      },
      [TEAM],
    ],
    ['does not where one fails', { more: conditions("object.metadata.name == 'api'") }, []],
    [
      'does not where one is an error',
      { more: conditions('object.metadata.annotations.a == "b"') },
      [],
    ],
    [
      'may where one is open',
      { more: conditions("request.userInfo.username == 'me'") },
      [`may ${TEAM}`],
    ],
    [
      'applies where it does for one operation',
      { more: conditions("request.operation == 'UPDATE'") },
      [TEAM],
    ],
    [
      'knows its variables',
      {
        more: `variables: [{ name: t, expression: '"b"' }]\n  ${conditions("variables.t == 'b'")}`,
      },
      [TEAM],
    ],
    [
      'writes nothing that Git says too',
      { apply: 'Object{ metadata: Object.metadata{ labels: {"team": "a"} } }' },
      [],
    ],
    [
      'writes a value that is not known',
      { apply: 'Object{ metadata: Object.metadata{ labels: {"team": lookup()} } }' },
      [TEAM],
    ],
    ['writes one of two patches', { apply: `lookup() ? ${LABEL} : Object{}` }, [`may ${TEAM}`]],
    [
      'writes into elements by their names',
      {
        apply:
          'Object{ spec: Object.spec{ template: Object.spec.template{ spec: Object.spec.template.spec{ containers: object.spec.template.spec.containers.filter(c, c.name == "log").map(c, Object.spec.template.spec.containers{ name: c.name, image: "m/" + c.image }) } } } }',
      },
      ['ignore .spec.template.spec.containers[]? | select(.name == "log") | .image'],
    ],
    ['writes into templates where it is for Pods', { rule: PODS }, [`ignore ${template}`]],
    [
      'writes into those of the kinds that it names',
      { rule: PODS, more: 'autogen: { podControllers: { controllers: [statefulsets] } }' },
      [],
    ],
    [
      'writes into none where it selects Pods by labels',
      { rule: PODS, constraints: ', objectSelector: { matchLabels: { team: a } }' },
      [],
    ],
    [
      'patches by operations',
      {
        patch:
          '[JSONPatch{op: "replace", path: "/metadata/labels/" + jsonpatch.escapeKey("team"), value: "b"}, JSONPatch{op: "remove", path: "/metadata/labels/env"}]',
      },
      [TEAM, 'omit /metadata/labels/env'],
    ],
    [
      'changes what exists, in the background',
      { more: 'evaluation: { admission: { enabled: false }, mutateExisting: { enabled: true } }' },
      [`${TEAM} always`],
    ],
    [
      'changes other targets',
      {
        rule: 'apiGroups: [""], apiVersions: [v1], resources: [configmaps]',
        more: 'evaluation: { mutateExisting: { enabled: true } }\n  targetMatchConstraints: { resourceRules: [{ operations: ["*"], apiGroups: [apps], apiVersions: [v1], resources: [deployments] }] }',
      },
      [`${TEAM} always`],
    ],
    [
      'does nothing where it is switched off',
      { more: 'evaluation: { admission: { enabled: false } }' },
      [],
    ],
    ['reads past what is no program', { apply: '][' }, []],
  ])('%s', (_, parts, claims) => {
    expect(claimsIn(parts)).toEqual(claims);
  });

  it.each<[title: string, parts: Parts, reason: string | undefined]>([
    ['that is read', {}, undefined],
    ['that is no CEL', { apply: '][' }, "mismatched input ']'"],
    [
      'with a map of which nothing is known',
      { apply: 'Object{ metadata: Object.metadata{ labels: lookup() } }' },
      'depends on what is not in the set',
    ],
    [
      'with a path that is not known',
      { patch: '[JSONPatch{op: "add", path: lookup(), value: 1}]' },
      'depends on what is not in the set',
    ],
    [
      'that is not for any object',
      { apply: '][', rule: PODS, more: 'autogen: { podControllers: { controllers: [] } }' },
      undefined,
    ],
    [
      'whose targets are a program',
      {
        more: 'evaluation: { mutateExisting: { enabled: true } }\n  targetMatchConstraints: { expression: "lookup()" }',
      },
      'chosen by CEL',
    ],
  ])('tells what it cannot follow: a patch %s', (_, parts, reason) => {
    const [found] = unreadMutations(setOf(parts));
    if (reason === undefined) expect(found).toBeUndefined();
    else expect(found?.reason).toContain(reason);
  });

  it('derives no rule of what only may be written', () => {
    const claims = [...claimsOf(setOf({ more: conditions('lookup()') }))];
    expect(claims.some(({ maybe }) => maybe)).toBe(true);
    expect(rulesOf(claims, 'clientSide')).toEqual([]);
  });
});
