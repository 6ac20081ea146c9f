import { kyverno } from '../../../lib/drift/writers/kyverno';
import { kyvernoDefaults } from '../../../lib/drift/writers/kyverno-defaults';
import { writerCases } from '../support/writer-cases';

interface Parts {
  readonly kinds?: string;
  readonly resources?: string;
  readonly more?: string;
  readonly mutate: string;
  readonly metadata?: string;
  readonly kind?: string;
}

const policy = ({
  kinds = '[Deployment]',
  resources = '',
  more = '',
  mutate,
  metadata = '',
  kind = 'ClusterPolicy',
}: Parts) => `
apiVersion: kyverno.io/v1
kind: ${kind}
metadata: { name: p${metadata} }
spec:
  rules:
  - name: r
    match: { any: [{ resources: { kinds: ${kinds}${resources} } }] }
    ${more}
    mutate: ${mutate}
---
`;
const deployment = (labels = '{ team: a }', image = 'nginx:1', more = '') =>
  `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, namespace: shop, labels: ${labels}${more} }, spec: { template: { metadata: { labels: { team: a } }, spec: { containers: [{ name: web, image: '${image}' }, { name: log, image: 'log:1' }] } } } }`;
const LABEL = '{ patchStrategicMerge: { metadata: { labels: { team: b } } } }';
const TEAM = 'apps/Deployment/shop/web/metadata/labels/team ignore';

const labelled = (parts: Partial<Parts>) => policy({ mutate: LABEL, ...parts }) + deployment();
const quiet = (title: string, parts: Partial<Parts>) => ({
  title,
  given: labelled(parts),
  over: [],
});
const loud = (title: string, parts: Partial<Parts>) => ({
  title,
  given: labelled(parts),
  over: [TEAM],
});

writerCases(kyverno, [
  {
    ...loud('overwrites what its patch says and Git says otherwise', {}),
    twin: policy({ mutate: LABEL }) + deployment('{ team: b }'),
  },
  {
    title: 'leaves what Git does not write to the cluster',
    given: policy({ mutate: LABEL }) + deployment('{}'),
    over: [],
  },
  {
    title: 'is left out of a server-side diff',
    given: labelled({}),
    strategy: 'serverSideDiff',
    over: [],
  },
  loud('matches a kind with its version and group', { kinds: '[apps/v1/Deployment]' }),
  loud('matches a kind by a pattern', { kinds: "['*']" }),
  quiet('matches no other version', { kinds: '[apps/v1beta1/Deployment]' }),
  quiet('matches no subresource', { kinds: '[Deployment/scale]' }),
  loud('matches a name and a namespace by patterns', {
    resources: ", names: ['w*'], namespaces: ['sh?p']",
  }),
  quiet('matches no other namespace', { resources: ', namespaces: [other]' }),
  loud('matches labels', { resources: ', selector: { matchLabels: { team: a } }' }),
  quiet('matches no other labels', {
    resources: ', selector: { matchExpressions: [{ key: team, operator: NotIn, values: [a] }] }',
  }),
  quiet('does not know the labels of a namespace that is not there', {
    resources: ', namespaceSelector: { matchLabels: { a: b } }',
  }),
  quiet('matches no deletion', { resources: ', operations: [DELETE]' }),
  quiet('spares what it excludes', {
    more: 'exclude: { any: [{ resources: { names: [web] } }] }',
  }),
  quiet('sees only its own namespace', { kind: 'Policy', metadata: ', namespace: other' }),
  quiet('is not known to hold under a condition', {
    more: "preconditions: { all: [{ key: '{{ request.object.x }}', operator: Equals, value: y }] }",
  }),
  loud('is known to hold under a condition on the operation', {
    more: "preconditions: { all: [{ key: '{{ request.operation }}', operator: In, value: [CREATE] }] }",
  }),
  quiet('only adds what is missing', {
    mutate: '{ patchStrategicMerge: { metadata: { labels: { +(team): b } } } }',
  }),
  {
    title: 'overwrites beside what it only adds',
    given:
      policy({
        mutate: '{ patchStrategicMerge: { metadata: { labels: { +(a): b, team: b } } } }',
      }) + deployment('{ a: x, team: a }'),
    over: [TEAM],
  },
  quiet('does nothing where an anchor does not hold', {
    mutate: '{ patchStrategicMerge: { metadata: { (namespace): other, labels: { team: b } } } }',
  }),
  {
    title: 'overwrites in the elements that an anchor picks',
    given:
      policy({
        mutate: `{ patchStrategicMerge: { spec: { template: { spec: { containers: [{ (image): 'nginx:*', image: '{{ x }}' }] } } } } }`,
      }) + deployment(),
    over: [
      'apps/Deployment/shop/web/spec/template/spec/containers/0/image ignore .spec.template.spec.containers[]?.image',
    ],
  },
  {
    title: 'applies a rule for Pods to the templates of workloads',
    given:
      policy({
        kinds: '[Pod]',
        mutate: `{ patchStrategicMerge: { metadata: { labels: { team: b } }, spec: { containers: [{ name: log, image: 'log:2' }] } } }`,
      }) + deployment(),
    over: [
      'apps/Deployment/shop/web/spec/template/metadata/labels/team ignore',
      'apps/Deployment/shop/web/spec/template/spec/containers/1/image ignore .spec.template.spec.containers[]? | select(.name == "log") | .image',
    ],
  },
  quiet('applies it to Pods alone where it is told so', {
    kinds: '[Pod]',
    metadata: ', annotations: { pod-policies.kyverno.io/autogen-controllers: none }',
    mutate: '{ patchStrategicMerge: { metadata: { labels: { team: b } } } }',
  }),
  {
    title: 'overwrites and removes by operations, in a loop too',
    given:
      policy({
        mutate: `
      patchesJson6902: |-
        - { op: replace, path: /metadata/labels/team, value: b }
        - { op: remove, path: /spec/template/metadata }
        - { op: add, path: /spec/template/spec/containers/-, value: {} }
      foreach:
      - list: request.object.spec.template.spec.containers
        patchesJson6902: |-
          - path: /spec/template/spec/containers/{{elementIndex}}/image
            op: add
            value: registry/{{ element.image }}`,
      }) + deployment(),
    over: [
      TEAM,
      'apps/Deployment/shop/web/spec/template/metadata omit',
      'apps/Deployment/shop/web/spec/template/spec/containers/0/image ignore .spec.template.spec.containers[]?.image',
      'apps/Deployment/shop/web/spec/template/spec/containers/1/image ignore .spec.template.spec.containers[]?.image',
    ],
  },
  {
    title: 'changes existing targets in the background, whoever compares',
    given:
      policy({
        kinds: '[ConfigMap]',
        mutate: `{ targets: [{ apiVersion: apps/v1, kind: Deployment, name: 'w*' }], patchStrategicMerge: { metadata: { labels: { team: b } } } }`,
      }) + deployment(),
    strategy: 'serverSideDiff',
    over: [TEAM],
  },
  ...['{ patchesJson6902: "][" }', '[]', '{ patchStrategicMerge: text }', '{ foreach: [1] }'].map(
    (mutate) => quiet(`reads past what is no patch: ${mutate}`, { mutate }),
  ),
]);

const rules = (rule: string) =>
  `{ apiVersion: kyverno.io/v1, kind: ClusterPolicy, metadata: { name: p }, spec: { rules: [${rule}] } }`;

writerCases(kyvernoDefaults, [
  {
    title: 'are filled in below rules',
    given: rules('{ name: r, validate: {}, context: [{ apiCall: {} }] }'),
    over: [
      'kyverno.io/ClusterPolicy/p/spec/rules/0/skipBackgroundRequests write true',
      'kyverno.io/ClusterPolicy/p/spec/rules/0/validate/allowExistingViolations write true',
      'kyverno.io/ClusterPolicy/p/spec/rules/0/context/0/apiCall/method write "GET"',
    ],
    twin: rules(
      '{ skipBackgroundRequests: false, validate: { allowExistingViolations: true }, context: [{ apiCall: { method: POST } }] }',
    ),
  },
  { title: 'are no difference three ways', given: rules('{}'), strategy: 'clientSide', over: [] },
]);
