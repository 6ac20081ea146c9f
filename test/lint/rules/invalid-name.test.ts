import { invalidName } from '../../../lib/lint/rules/invalid-name';
import { ruleCases, type RuleCase } from '../support/rule-cases';

const long = (n: number) => 'a'.repeat(n);
const object = (metadata: string, kind = 'v1, kind: ConfigMap', more = '') =>
  `{ apiVersion: ${kind}, metadata: { ${metadata} } ${more} }`;
const accepts = (title: string, given: string): RuleCase => ({ title, given, reports: [] });
const refuses = (title: string, given: string, ...reports: string[]): RuleCase => ({
  title,
  given,
  reports,
});

ruleCases(invalidName, [
  accepts('accepts a DNS name', object('name: a.b-1.c')),
  accepts('accepts 253 characters', object(`name: ${long(253)}`)),
  accepts('accepts a generated name', object('generateName: a-')),
  accepts(
    'accepts colons for roles',
    object('name: system:x', 'rbac.authorization.k8s.io/v1, kind: Role'),
  ),
  accepts(
    'accepts an address for an IPAddress',
    object("name: 'fd00::1'", 'networking.k8s.io/v1, kind: IPAddress'),
  ),
  accepts('leaves what is no text to the schema', object('name: 5')),
  accepts('accepts labels', object("name: a, labels: { app.kubernetes.io/name: Web_1.0, b: '' }")),
  accepts('accepts keys of data', object('name: a', 'v1, kind: Secret', ', data: { A_b-c.d: x }')),
  refuses('refuses no name', object(''), 'ConfigMap/metadata/name is missing'),
  refuses('refuses capitals', object('name: Web'), "ConfigMap/Web/metadata/name is 'Web'"),
  refuses('refuses a hyphen at the end', object('name: web-'), 'ConfigMap/web-/metadata/name'),
  refuses(
    'refuses 254 characters',
    object(`name: ${long(254)}`),
    `ConfigMap/${long(254)}/metadata/name`,
  ),
  refuses(
    'refuses a dot for a Service',
    object('name: a.b', 'v1, kind: Service'),
    'Service/a.b/metadata/name',
  ),
  refuses(
    'refuses 64 characters for a Namespace',
    object(`name: ${long(64)}`, 'v1, kind: Namespace'),
    `Namespace/${long(64)}/metadata/name`,
  ),
  refuses(
    'refuses a percent sign for roles',
    object("name: 'a%'", 'rbac.authorization.k8s.io/v1, kind: Role'),
    'rbac.authorization.k8s.io/Role/a%/metadata/name',
  ),
  refuses(
    'refuses a bad namespace',
    object('name: a, namespace: A_b'),
    'ConfigMap/A_b/a/metadata/namespace',
  ),
  refuses(
    'refuses a long label',
    object(`name: a, labels: { b/c: ${long(64)} }`),
    'ConfigMap/a/metadata/labels/b~1c',
  ),
  refuses(
    'refuses blanks in a label',
    object('name: a, labels: { b: c d }'),
    "ConfigMap/a/metadata/labels/b is 'c d'",
  ),
  refuses(
    'refuses a key of a label',
    object('name: a, labels: { -b: c }'),
    "ConfigMap/a/metadata/labels/-b has the key '-b'",
  ),
  refuses(
    'refuses a key of an annotation',
    object("name: a, annotations: { 'a/b/c': c }"),
    'ConfigMap/a/metadata/annotations/a~1b~1c',
  ),
  refuses(
    'refuses a key of data',
    object('name: a', 'v1, kind: ConfigMap', ", data: { 'bad key': c }"),
    'ConfigMap/a/data/bad',
  ),
]);
