import fc from 'fast-check';
import { ManifestSet } from '../../../lib/core';
import { claimsOf } from '../../../lib/drift';
import { parseCel } from '../../../lib/drift/kyverno/cel/parse';
import { NotRead } from '../../../lib/drift/kyverno/cel/not-read';
import { valueOfPath } from '../../../lib/drift/kyverno/jmes-path';
import { kyverno } from '../../../lib/drift/writers/kyverno';
import { manifestsOf } from '../../lint/support/rule-cases';

const policy = (rule: string) => `
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: { name: p }
spec: { rules: [{ name: r, match: { any: [{ resources: { kinds: [Deployment] } }] }, ${rule} }] }
---
{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, namespace: shop, labels: { team: a } }, spec: { template: { spec: { containers: [{ name: web, image: 'nginx:1' }, { name: log, image: 'corp.io/log:1' }] } } } }`;
const LABEL = 'mutate: { patchStrategicMerge: { metadata: { labels: { team: b } } } }';
const claimsIn = (rule: string) =>
  [...claimsOf(ManifestSet.of(manifestsOf(policy(rule))), undefined, [kyverno])].map(
    ({ pointer, jq, maybe, under }) =>
      `${maybe ? 'may ' : ''}${jq ?? pointer}${under ? '' : ' always'}`,
  );
const condition = (key: string, value: string) =>
  `preconditions: { all: [{ key: '${key}', operator: Equals, value: ${value} }] }`;
const loop = (more: string, image = 'mirror/{{ element.image }}') =>
  `mutate: { foreach: [{ list: request.object.spec.template.spec.containers, ${more} patchStrategicMerge: { spec: { template: { spec: { containers: [{ (name): "{{ element.name }}", image: "${image}" }] } } } } }] }`;
const image = (name: string) =>
  `.spec.template.spec.containers[]? | select(.name == "${name}") | .image`;

describe('a rule of a policy', () => {
  it.each<[title: string, rule: string, claims: string[]]>([
    [
      'applies where its conditions hold',
      `${condition('{{ request.object.metadata.labels.team }}', 'a')}, ${LABEL}`,
      ['/metadata/labels/team'],
    ],
    [
      'does not where one fails',
      `${condition('{{ request.object.metadata.labels.team }}', 'c')}, ${LABEL}`,
      [],
    ],
    [
      'may where they ask for more than the object',
      `${condition('{{ lookup }}', 'a')}, ${LABEL}`,
      ['may /metadata/labels/team'],
    ],
    [
      'reads conditions in CEL',
      `celPreconditions: [{ name: c, expression: "object.metadata.name == 'api'" }], ${LABEL}`,
      [],
    ],
    ['writes into each element of a loop, by its name', loop(''), [image('web'), image('log')]],
    [
      'writes into those elements for which the conditions of the loop hold',
      loop(`${condition('{{ element.image }}', '"corp.io/*"')},`),
      [image('log')],
    ],
    [
      'may write into those for which that is open',
      loop(`${condition('{{ lookup }}', 'a')},`),
      [`may ${image('web')}`, `may ${image('log')}`],
    ],
    ['writes nothing that is there already', loop('', '{{ element.image }}'), []],
    [
      'writes in a loop over what is not known',
      'mutate: { foreach: [{ list: lookup(), patchStrategicMerge: { metadata: { labels: { team: "{{ element }}" } } } }] }',
      ['/metadata/labels/team'],
    ],
    [
      'writes nothing in a loop over what is not there',
      'mutate: { foreach: [{ list: request.object.spec.none, patchStrategicMerge: { metadata: { labels: { team: b } } } }] }',
      [],
    ],
    [
      'follows a loop in a loop',
      'mutate: { foreach: [{ list: request.object.spec.template.spec.containers, foreach: [{ list: element.none, patchStrategicMerge: { metadata: { labels: { team: b } } } }, { list: "[element.name]", patchesJson6902: "- { op: replace, path: /spec/template/spec/containers/{{elementIndex0}}/name, value: x }" }] }] }',
      ['.spec.template.spec.containers[]?.name', '.spec.template.spec.containers[]?.name'],
    ],
    [
      'asks its targets for their own conditions',
      `mutate: { targets: [{ apiVersion: apps/v1, kind: Deployment, ${condition('{{ target.metadata.labels.team }}', 'a')} }], patchStrategicMerge: { metadata: { labels: { team: b } } } }`,
      ['/metadata/labels/team always'],
    ],
    [
      'may change targets where what sets it off has conditions',
      `${condition('{{ request.object.data.a }}', 'a')}, mutate: { targets: [{ apiVersion: apps/v1, kind: Deployment }], patchStrategicMerge: { metadata: { labels: { team: b } } } }`,
      ['may /metadata/labels/team always'],
    ],
  ])('%s', (_, rule, claims) => {
    expect(claimsIn(rule)).toEqual(claims);
  });
});

describe('whatever is written', () => {
  const scraps = fc
    .array(
      fc.constantFrom(
        ...['a', 'object', '.', '(', ')', '[', ']', '{', '}', ',', '?', ':', '"b"', "'c'", '`1`'],
        ...['||', '&&', '==', '+', '-', '1', 'has', 'map', 'Object', '[]', '[*]', 'length', ' '],
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(''));

  it('CEL is read, or said not to be', () => {
    fc.assert(
      fc.property(fc.oneof(scraps, fc.string()), (text) => {
        try {
          parseCel(text);
        } catch (error) {
          expect(error).toBeInstanceOf(NotRead);
        }
      }),
    );
  });

  it('a variable has a value', () => {
    fc.assert(
      fc.property(fc.oneof(scraps, fc.string()), (text) => {
        expect(() => valueOfPath(text, { a: { a: ['b'] } })).not.toThrow();
      }),
    );
  });
});
