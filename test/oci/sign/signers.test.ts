import Ajv from 'ajv';
import { parseDocuments } from '../../../lib/core';
import { parseSigners, signersRuleFor } from '../../../lib/oci';
import schema from '../../../lib/oci/sign/signers.schema.json';

const validate = new Ajv({ allowUnionTypes: true, strict: false }).compile(schema);
const fits = (text: string) => validate(parseDocuments(text)[0]?.value) === true;

const GOOD = `
trustedRoot: root.json
rules:
- repositories: [ghcr.io/acme/scratch/**]
  unsigned: true
- repositories: [ghcr.io/acme/*, 'localhost:5000/acme/**']
  signers:
  - key: release.pub
  - { identity: https://github.com/acme/app, issuer: https://token.actions.githubusercontent.com }
  - { identityRegexp: '^https://gitlab', issuerRegexp: gitlab }
  attestations:
  - { type: slsaprovenance1, builder: https://github.com/actions/runner/github-hosted }
  - type: https://acme.io/tested/v1
`;

test('a policy says who may sign what', () => {
  expect(parseSigners(GOOD, 'signers.yaml')).toEqual({
    trustedRoot: 'root.json',
    rules: [
      {
        repositories: ['ghcr.io/acme/scratch/**'],
        keys: [],
        identities: [],
        attestations: [],
        unsigned: true,
      },
      {
        repositories: ['ghcr.io/acme/*', 'localhost:5000/acme/**'],
        keys: ['release.pub'],
        identities: [
          {
            subject: { is: 'https://github.com/acme/app' },
            issuer: { is: 'https://token.actions.githubusercontent.com' },
          },
          { subject: { matches: '^https://gitlab' }, issuer: { matches: 'gitlab' } },
        ],
        attestations: [
          {
            type: 'https://slsa.dev/provenance/v1',
            builder: 'https://github.com/actions/runner/github-hosted',
          },
          { type: 'https://acme.io/tested/v1' },
        ],
        unsigned: false,
      },
    ],
  });
  expect(fits(GOOD)).toBe(true);
});

test.each([
  ['ghcr.io/acme/*', 'ghcr.io/acme/core', true],
  ['ghcr.io/acme/*', 'ghcr.io/acme/core/web', false],
  ['ghcr.io/acme/**', 'ghcr.io/acme/core/web', true],
  ['ghcr.io/acme/*-stack', 'ghcr.io/acme/core-stack', true],
  ['ghcr.io/acme/*-stack', 'ghcr.io/acme/core-stack-2', false],
  ['ghcr.io/acme/core', 'ghcrXio/acme/core', false],
  ['ghcr.io/acme/core', 'evil.io/ghcr.io/acme/core', false],
  ['**/core', 'localhost:5000/acme/core', true],
])('a rule for %s and %s: %j', (pattern, repository, matches) => {
  const text = `rules: [{ repositories: ['${pattern}'], unsigned: true }]`;
  const found = signersRuleFor(parseSigners(text, 'p'), repository);
  expect(found !== undefined).toBe(matches);
});

test('the first rule that matches counts', () => {
  const policy = parseSigners(GOOD, 'p');
  expect(signersRuleFor(policy, 'ghcr.io/acme/scratch/x')?.unsigned).toBe(true);
  expect(signersRuleFor(policy, 'ghcr.io/acme/x')?.unsigned).toBe(false);
  expect(signersRuleFor(policy, 'quay.io/acme/x')).toBeUndefined();
});

const rule = (text: string) => `rules:\n- repositories: [ghcr.io/a/b]\n  ${text}\n`;

test.each<[string, string]>([
  ['', 'p:1: null is no mapping'],
  ['rules: {', 'p:1: '],
  ['rules: []', 'p:1: there is no list of rules'],
  ['rule: []', "p:1: there is no key 'rule'"],
  ['rules: [1]', 'p:1: 1 is no mapping'],
  ['rules: [{ signers: [{ key: a }] }]', 'p:1: the rule is for no repositories'],
  ['rules: [{ repositories: [https://ghcr.io/a], unsigned: true }]', "'https://ghcr.io/a' is no"],
  ["rules: [{ repositories: ['ghcr.io/a:v1'], unsigned: true }]", "'ghcr.io/a:v1' is no pattern"],
  ['rules: [{ repositories: ghcr.io/a, unsigned: true }]', '"ghcr.io/a" is no list'],
  [rule('unsigned: yes please'), 'p:3: unsigned is "yes please"'],
  [rule('signers: []'), 'p:2: the rule names nobody who may sign'],
  [rule('unsigned: true\n  signers: [{ key: a }]'), 'p:2: the rule has signers, and unsigned'],
  [
    rule('unsigned: true\n  attestations: [{ type: cyclonedx }]'),
    'p:2: the rule has signers, and unsigned',
  ],
  [rule('signers: [{ key: 1 }]'), 'p:3: 1 is no text'],
  [rule('signers: [{ key: a, identity: b, issuer: c }]'), 'p:3: a signer is a key, or'],
  [rule('signers: [{ identity: a }]'), 'p:3: a signer is a key, or an identity with its issuer'],
  [rule('signers: [{ identity: a, identityRegexp: a, issuer: b }]'), 'are both given'],
  [rule('signers: [{ keys: a }]'), "p:3: there is no key 'keys'"],
  [rule('signers: [{ key: a }]\n  attestations: [{ type: slsa }]'), 'p:4: type is "slsa"'],
  [rule('signers: [{ key: a }]\n  attestations: [{ builder: b }]'), 'p:4: nothing is no text'],
])('%j is one clear error with its line', (text, message) => {
  const read = () => parseSigners(text, 'p');
  expect(read).toThrow(message);
  expect(read).toThrow(expect.objectContaining({ code: 'OCI_POLICY_INVALID' }) as Error);
  if (text !== 'rules: {') expect(fits(text)).toBe(false);
});

test('a pattern that is none of RE2 is an error with its line', () => {
  const text = rule("signers: [{ identityRegexp: '(?=a)', issuer: b }]");
  expect(() => parseSigners(text, 'p')).toThrow("p:3: identityRegexp is '(?=a)', which is no");
});

test('a second document is an error', () => {
  expect(() => parseSigners(`${GOOD}---\n${GOOD}`, 'p')).toThrow('a second document');
});
