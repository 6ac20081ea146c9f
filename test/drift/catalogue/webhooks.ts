import { ALL, NEVER, object, type RowCase } from './row-case';

const CA = '/webhooks/0/clientConfig/caBundle';
const WROTE = { [CA]: 'Q0E=' };
const INJECT = 'annotations: { cert-manager.io/inject-ca-from: a/b }';

const hook = (config: string, more = '', metadata = '', kind = 'Validating') =>
  object(
    `admissionregistration.k8s.io/v1/${kind}WebhookConfiguration`,
    `webhooks: [{ name: a.b.c, sideEffects: None, admissionReviewVersions: [v1]${more}, clientConfig: { service: { name: s, namespace: n }${config} } }]`,
    metadata,
  );

const CONVERSION = '/spec/conversion/webhook/clientConfig/caBundle';
const crd = (ca: string, metadata = '') =>
  object(
    'apiextensions.k8s.io/v1/CustomResourceDefinition',
    `spec: { group: a.b, names: { kind: C, plural: cs }, scope: Cluster, versions: [], conversion: { strategy: Webhook, webhook: { conversionReviewVersions: [v1], clientConfig: { service: { name: s, namespace: n }, caBundle: ${ca} } } } }`,
    metadata,
  );

const service = (ca: string, metadata = '') =>
  object('apiregistration.k8s.io/v1/APIService', `spec: { group: a.b, caBundle: ${ca} }`, metadata);

/** A bundle that Git writes, empty or not, is taken back by every sync. */
const bundles = (writer: string, texts: readonly string[], metadata = ''): RowCase[] =>
  texts.flatMap((text) => [
    {
      writer,
      path: '.webhooks[]?.clientConfig.caBundle',
      git: hook(`, caBundle: ${text}`, '', metadata),
      wrote: WROTE,
      fights: ALL,
    },
    {
      writer,
      path: CONVERSION,
      git: crd(text, metadata),
      wrote: { [CONVERSION]: 'Q0E=' },
      fights: text === 'null' ? ['serverSideApply', 'serverSideDiff'] : ALL,
    },
    {
      writer,
      path: '/spec/caBundle',
      git: service(text, metadata),
      wrote: { '/spec/caBundle': 'Q0E=' },
      fights: text === 'null' ? ['serverSideApply', 'serverSideDiff'] : ALL,
    },
  ]);

const ISTIO = 'istiod-default-validator';

export const webhooks: readonly RowCase[] = [
  ...bundles('ca-injector', ['Cg==', '""', 'null'], INJECT),
  ...bundles('ca-placeholder', ['Cg==', '""', 'null']),
  {
    writer: 'istio',
    path: '.webhooks[]?.failurePolicy',
    git: hook('', ', failurePolicy: Ignore').replace('name: x', `name: ${ISTIO}`),
    wrote: { '/webhooks/0/failurePolicy': 'Fail' },
    fights: ALL,
  },
  {
    writer: 'istio',
    path: '.webhooks[]?.clientConfig.caBundle',
    git: hook(', caBundle: ""').replace('name: x', `name: ${ISTIO}`),
    wrote: WROTE,
    fights: ALL,
  },
  ...['istio', 'linkerd'].map((writer): RowCase => ({
    writer,
    path: '/spec',
    git: object('v1/Namespace', '', 'labels: { istio-injection: enabled }'),
    wrote: { '/metadata/labels/kubernetes.io~1metadata.name': 'x' },
    fights: NEVER,
  })),
  {
    writer: 'linkerd',
    path: '/data, .webhooks[]?.clientConfig.caBundle',
    git: hook(', caBundle: bmV3', '', '', 'Mutating'),
    wrote: { [CA]: 'b2xk' },
    fights: ALL,
    then: hook('', '', '', 'Mutating'),
  },
  {
    writer: 'aks-admission',
    path: '.webhooks[]?.namespaceSelector.matchExpressions[]? | select(.key == "control-plane")',
    git: hook('', ', namespaceSelector: { matchExpressions: [{ key: a, operator: Exists }] }'),
    wrote: {
      '/webhooks/0/namespaceSelector/matchExpressions/1': {
        key: 'control-plane',
        operator: 'DoesNotExist',
      },
    },
    fights: ALL,
    rules: [
      {
        group: 'admissionregistration.k8s.io',
        kind: '*',
        jqPathExpressions: [
          '.webhooks[]?.namespaceSelector.matchExpressions[]? | select(.key == "control-plane")',
        ],
      },
    ],
  },
];
