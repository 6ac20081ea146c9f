import { lint } from '../../../lib/lint';
import { plainSecret } from '../../../lib/lint/rules/plain-secret';
import { repositorySecretWithoutType } from '../../../lib/lint/rules/repository-secret-without-type';
import { sealedSecret } from '../../../lib/lint/rules/sealed-secret';
import * as schemas from '../../../imports/schemas';
import { ruleCases, setOf } from '../support/rule-cases';

const secret = (fields: string, metadata = '') =>
  `{ apiVersion: v1, kind: Secret, metadata: { name: s ${metadata} }, ${fields} }`;
const ARGO = ', labels: { argocd.argoproj.io/secret-type: repository }';
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('plain-secret', () => {
  ruleCases(plainSecret, [
    {
      title: 'reports data',
      given: secret('data: { a: YQ== }'),
      reports: ["Secret/s holds 'a' in clear"],
    },
    {
      title: 'counts the others',
      given: secret('stringData: { a: x, b: y }'),
      reports: ["Secret/s holds 'a' and 1 more in clear"],
    },
    { title: 'accepts no data', given: secret('type: Opaque'), reports: [] },
    { title: 'accepts empty values', given: secret("data: { a: '' }"), reports: [] },
    {
      title: 'accepts what sops encrypted',
      given: secret('data: { a: ENC }, sops: {}'),
      reports: [],
    },
    {
      title: 'accepts an address for Argo CD',
      given: secret('stringData: { type: oci, url: oci://a/b }', ARGO),
      reports: [],
    },
    {
      title: 'reports a password for Argo CD',
      given: secret('stringData: { url: oci://a/b, password: x }', ARGO),
      reports: ["Secret/s holds 'password' in clear"],
    },
  ]);

  it('is the last place to print a value', () => {
    const given = setOf(secret("data: { password: 'hunter2!' }, stringData: { pin: 1234567 }"));
    const found = lint(given, { schemas });
    expect(found.length).toBeGreaterThan(2);
    expect(JSON.stringify(found.map(({ message, hint }) => message + hint))).not.toMatch(
      /hunter2|1234567/,
    );
  });
});

describe('sealed-secret', () => {
  ruleCases(sealedSecret, [
    {
      title: 'reports one',
      given: '{ apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, metadata: { name: s } }',
      reports: ['bitnami.com/SealedSecret/s is sealed for the key of one cluster'],
    },
    {
      title: 'accepts an ExternalSecret',
      given: '{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: s } }',
      reports: [],
    },
  ]);
});

describe('repository-secret-without-type', () => {
  const external = (data: string) => `
{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: s },
  spec: { target: { template: { metadata: { labels: { argocd.argoproj.io/secret-type: repo-creds } }, data: { ${data} } } } } }`;
  const untyped = secret('stringData: { url: oci://a/b }', ARGO);
  ruleCases(repositorySecretWithoutType, [
    {
      title: 'reports a missing type',
      given: untyped,
      reports: ["Secret/s/stringData/url is 'oci://a/b' in a Secret without a type"],
    },
    {
      title: 'reads base64',
      given: secret(`data: { url: ${base64('oci://a/b')} }`, ARGO),
      reports: ['Secret/s/data/url'],
    },
    {
      title: 'reads the template of an ExternalSecret',
      given: external('url: oci://a/b'),
      reports: ['external-secrets.io/ExternalSecret/s/spec/target/template/data/url'],
    },
    {
      title: 'accepts a type',
      given: secret('stringData: { type: oci, url: oci://a/b }', ARGO),
      reports: [],
    },
    {
      title: 'accepts git',
      given: secret("stringData: { url: 'https://a/b' }", ARGO),
      reports: [],
    },
    {
      title: 'leaves other Secrets alone',
      given: secret('stringData: { url: oci://a/b }'),
      reports: [],
    },
    {
      title: 'accepts it for Argo CD 3.6, which infers the type',
      given: untyped,
      reports: [],
      targets: { argocd: '3.6' },
    },
  ]);
});
