import { parseChallenges } from '../../../lib/oci/registry/challenge';
import { mergeScopes } from '../../../lib/oci/registry/scope';

test.each([
  ['Basic realm="x"', [{ scheme: 'basic', parameters: { realm: 'x' } }]],
  ['BASIC', [{ scheme: 'basic', parameters: {} }]],
  [
    'Bearer realm="https://a/t?x=1,2",service="reg.io",scope="repository:a/b:pull,push"',
    [
      {
        scheme: 'bearer',
        parameters: {
          realm: 'https://a/t?x=1,2',
          service: 'reg.io',
          scope: 'repository:a/b:pull,push',
        },
      },
    ],
  ],
  [
    'Basic realm="a \\"b\\"", Bearer REALM=plain , Service = "s"',
    [
      { scheme: 'basic', parameters: { realm: 'a "b"' } },
      { scheme: 'bearer', parameters: { realm: 'plain', service: 's' } },
    ],
  ],
  [
    'Negotiate, Basic realm=""',
    [
      { scheme: 'negotiate', parameters: {} },
      { scheme: 'basic', parameters: { realm: '' } },
    ],
  ],
  ['', []],
  ['=,="', []],
])('challenge %s is read', (header, expected) => {
  expect(parseChallenges(header)).toEqual(expected);
});

test('a missing header has no challenges', () => {
  expect(parseChallenges(undefined)).toEqual([]);
});

test('scopes of one repository become one', () => {
  expect(
    mergeScopes([
      'repository:b:pull,push',
      'repository:localhost:5000/a:pull',
      'repository:b:pull',
      'repository:b:delete',
    ]),
  ).toEqual(['repository:b:delete,pull,push', 'repository:localhost:5000/a:pull']);
});
