import { builtInDefaults } from '../../../lib/drift/writers/built-in-defaults';
import { cloudNativePg } from '../../../lib/drift/writers/cloud-native-pg';
import { customResourceDefinition } from '../../../lib/drift/writers/custom-resource-definition';
import { externalSecretsDefaults } from '../../../lib/drift/writers/external-secrets-defaults';
import { formats } from '../../../lib/drift/writers/formats';
import { gatewayApi } from '../../../lib/drift/writers/gateway-api';
import { statefulSet } from '../../../lib/drift/writers/stateful-set';
import { writerCases } from '../support/writer-cases';

const object = (kind: string, spec: string) => {
  const slash = kind.lastIndexOf('/');
  return `{ apiVersion: ${kind.slice(0, slash)}, kind: ${kind.slice(slash + 1)}, metadata: { name: x }, spec: ${spec} }`;
};

const secret = (spec: string) => object('external-secrets.io/v1/ExternalSecret', spec);
const SECRET = 'external-secrets.io/ExternalSecret/x/spec';
const written = 'conversionStrategy: Default, decodingStrategy: None, metadataPolicy: None';
const older = secret(
  '{ data: [{ remoteRef: { key: a } }], dataFrom: [{ find: {} }, { extract: {} }] }',
);

writerCases(externalSecretsDefaults, [
  {
    title: 'are filled in by any release, where none is declared',
    given: older,
    over: [
      `${SECRET}/data/0/remoteRef/conversionStrategy write "Default"`,
      `${SECRET}/data/0/remoteRef/decodingStrategy write "None"`,
      `${SECRET}/data/0/remoteRef/metadataPolicy write "None"`,
      `${SECRET}/dataFrom/0/find/conversionStrategy write "Default"`,
      `${SECRET}/dataFrom/0/find/decodingStrategy write "None"`,
      `${SECRET}/dataFrom/1/extract/conversionStrategy write "Default"`,
      `${SECRET}/dataFrom/1/extract/decodingStrategy write "None"`,
      `${SECRET}/dataFrom/1/extract/metadataPolicy write "None"`,
    ],
    twin: secret(
      `{ data: [{ remoteRef: { key: a, ${written} } }], dataFrom: [{ find: { ${written} } }, { extract: { ${written} } }] }`,
    ),
  },
  {
    title: 'are gone since 2.9',
    given: older,
    facts: { targets: { externalSecrets: '2.9' } },
    over: [],
  },
  {
    title: 'have the null bytes of 2.3 to 2.6',
    given: secret(`{ data: [{ remoteRef: { ${written} } }] }`),
    facts: { targets: { externalSecrets: '2.5' } },
    over: [`${SECRET}/data/0/remoteRef/nullBytePolicy write "Ignore"`],
  },
  {
    title: 'have the decoding of 2.7 and 2.8',
    given: secret('{ target: { template: { templateFrom: [{ target: Data }] } } }'),
    facts: { targets: { externalSecrets: '2.8' } },
    over: [`${SECRET}/target/template/templateFrom/0/valuesDecodingStrategy write "None"`],
  },
  {
    title: 'are filled in for every release below templates, rewrites and generators',
    given: secret(
      '{ target: { template: { templateFrom: [{ configMap: { items: [{ key: a }] } }] } }, dataFrom: [{ sourceRef: { generatorRef: {} }, rewrite: [{ merge: {} }] }] }',
    ),
    facts: { targets: { externalSecrets: '2.14' } },
    over: [
      `${SECRET}/dataFrom/0/sourceRef/generatorRef/apiVersion write "generators.external-secrets.io/v1alpha1"`,
      `${SECRET}/dataFrom/0/rewrite/0/merge/into write ""`,
      `${SECRET}/dataFrom/0/rewrite/0/merge/strategy write "Extract"`,
      `${SECRET}/dataFrom/0/rewrite/0/merge/conflictPolicy write "Error"`,
      `${SECRET}/dataFrom/0/rewrite/0/merge/priorityPolicy write "Strict"`,
      `${SECRET}/target/template/templateFrom/0/target write "Data"`,
      `${SECRET}/target/template/templateFrom/0/configMap/items/0/templateAs write "Values"`,
    ],
  },
  {
    title: 'are filled in below a PushSecret',
    given: object(
      'external-secrets.io/v1alpha1/PushSecret',
      '{ secretStoreRefs: [{ name: a }], data: [{}] }',
    ),
    over: [
      'external-secrets.io/PushSecret/x/spec/secretStoreRefs/0/kind write "SecretStore"',
      'external-secrets.io/PushSecret/x/spec/data/0/conversionStrategy write "None"',
    ],
    twin: object(
      'external-secrets.io/v1alpha1/PushSecret',
      '{ secretStoreRefs: [{ kind: ClusterSecretStore }], data: [{ conversionStrategy: None }] }',
    ),
  },
]);

const route = (kind: string, spec: string) => object(`gateway.networking.k8s.io/v1/${kind}`, spec);
const ROUTE = 'gateway.networking.k8s.io/HTTPRoute/x/spec';

writerCases(gatewayApi, [
  {
    title: 'are filled in below parents and backends',
    given: route(
      'HTTPRoute',
      '{ parentRefs: [{ name: a }], rules: [{ backendRefs: [{ name: b, port: 1 }] }] }',
    ),
    over: [
      `${ROUTE}/parentRefs/0/group write "gateway.networking.k8s.io"`,
      `${ROUTE}/parentRefs/0/kind write "Gateway"`,
      `${ROUTE}/rules/0/backendRefs/0/group write ""`,
      `${ROUTE}/rules/0/backendRefs/0/kind write "Service"`,
      `${ROUTE}/rules/0/backendRefs/0/weight write 1`,
      `${ROUTE}/rules/0/matches write [{"path":{"type":"PathPrefix","value":"/"}}]`,
    ],
    twin: route(
      'HTTPRoute',
      '{ parentRefs: [{ name: a, group: "", kind: Service }], rules: [{ matches: [{ path: { type: Exact, value: /x } }], backendRefs: [{ group: "", kind: Service, weight: 0 }] }] }',
    ),
  },
  {
    title: 'are filled in below a match and a filter',
    given: route(
      'HTTPRoute',
      '{ rules: [{ matches: [{ headers: [{ name: a }] }], filters: [{ requestRedirect: {} }] }] }',
    ),
    over: [
      `${ROUTE}/rules/0/matches/0/path write {"type":"PathPrefix","value":"/"}`,
      `${ROUTE}/rules/0/matches/0/headers/0/type write "Exact"`,
      `${ROUTE}/rules/0/filters/0/requestRedirect/statusCode write 302`,
    ],
  },
  {
    title: 'are filled in below the certificates of a listener',
    given: route('Gateway', '{ listeners: [{ tls: { certificateRefs: [{ name: a }] } }] }'),
    over: [
      'gateway.networking.k8s.io/Gateway/x/spec/listeners/0/tls/certificateRefs/0/group write ""',
      'gateway.networking.k8s.io/Gateway/x/spec/listeners/0/tls/certificateRefs/0/kind write "Secret"',
    ],
  },
  {
    title: 'are no difference under a server-side diff',
    given: route('HTTPRoute', '{ parentRefs: [{ name: a }] }'),
    strategy: 'serverSideDiff',
    over: [],
  },
]);

writerCases(cloudNativePg, [
  {
    title: 'are filled in below managed roles',
    given: object(
      'postgresql.cnpg.io/v1/Cluster',
      '{ managed: { roles: [{ name: a, ensure: absent }] } }',
    ),
    over: [
      'postgresql.cnpg.io/Cluster/x/spec/managed/roles/0/connectionLimit write -1',
      'postgresql.cnpg.io/Cluster/x/spec/managed/roles/0/inherit write true',
    ],
    twin: object(
      'postgresql.cnpg.io/v1/Cluster',
      '{ managed: { roles: [{ ensure: absent, connectionLimit: 5, inherit: false }] } }',
    ),
  },
]);

writerCases(statefulSet, [
  {
    title: 'are filled in below claim templates',
    given: object(
      'apps/v1/StatefulSet',
      '{ volumeClaimTemplates: [{ metadata: { name: a }, spec: {} }] }',
    ),
    over: [
      'apps/StatefulSet/x/spec/volumeClaimTemplates/0/apiVersion write "v1"',
      'apps/StatefulSet/x/spec/volumeClaimTemplates/0/kind write "PersistentVolumeClaim"',
    ],
    twin: object(
      'apps/v1/StatefulSet',
      '{ volumeClaimTemplates: [{ apiVersion: v1, kind: PersistentVolumeClaim, spec: { volumeMode: Block } }] }',
    ),
  },
]);

const crd = (spec: string, metadata = '{ name: x }') =>
  `{ apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: ${metadata}, spec: ${spec} }`;
const CRD = 'apiextensions.k8s.io/CustomResourceDefinition/x';

writerCases(customResourceDefinition, [
  {
    title: 'lose preserveUnknownFields and empty maps',
    given: crd('{ preserveUnknownFields: false }', '{ name: x, labels: {}, annotations: {} }'),
    over: [`${CRD}/spec/preserveUnknownFields omit`, `${CRD}/metadata/labels omit`],
    twin: crd('{}', '{ name: x, labels: { a: b } }'),
  },
]);

writerCases(formats, [
  {
    title: 'leave the quantities of a Rollout, which Argo CD knows',
    given: object(
      'argoproj.io/v1alpha1/Rollout',
      '{ template: { spec: { containers: [{ resources: { requests: { cpu: 1000m } } }] } } }',
    ),
    over: [],
  },
  {
    title: 'write the durations of a Certificate as Go does',
    given: object('cert-manager.io/v1/Certificate', '{ duration: 8760h, renewBefore: 90m }'),
    over: [
      'cert-manager.io/Certificate/x/spec/duration write "8760h0m0s"',
      'cert-manager.io/Certificate/x/spec/renewBefore write "1h30m0s"',
    ],
    twin: object('cert-manager.io/v1/Certificate', '{ duration: 8760h0m0s, renewBefore: 1h30m0s }'),
  },
]);

writerCases(builtInDefaults, [
  {
    title: 'fight nobody',
    given: object('apps/v1/Deployment', '{ template: { spec: { containers: [{ name: a }] } } }'),
    over: [],
  },
]);
