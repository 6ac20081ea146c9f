import { ruleValidatorOf } from '../../../lib/schema';
import { base64ProblemAt } from '../../../lib/schema/cel/base64';

it.each([
  ['', undefined],
  ['aGVsbG8=', undefined],
  ['aGVsbA==', undefined],
  ['aGVs', undefined],
  ['aGVs\r\nbG8=', undefined],
  ['a', 0],
  ['aGVsb', 4],
  ['esoNamespacex', 12],
  ['*.example.com', 0],
  ['http://x/y', 4],
  ['aG=', 3],
  ['a=', 1],
  ['====', 0],
  ['aGVsbG8=x', 8],
  ['aG=x', 2],
  ['aG=\nx', 3],
  ['aGV=\n', undefined],
  ['aG', 0],
  ['aGVs-_==', undefined],
  ['a/b/c', 1],
  ['a+b=', 1],
])('%j stops being base64 at %s', (text, at) => {
  expect(base64ProblemAt(text)).toBe(at);
});

it('ends a rule in the words of the API server', () => {
  const validations = [{ rule: "self.data != b'a'" }];
  const root = {
    type: 'object',
    properties: { data: { type: 'string', format: 'byte' } },
    'x-kubernetes-validations': validations,
  };
  const validator = ruleValidatorOf({ shapes: [] }, root);
  expect(validator?.validate({ data: 'aGVsbG8=' })).toEqual([]);
  expect(validator?.validate({ data: 'a' }).map(({ message }) => message)).toEqual([
    `breaks a rule of its kind: Invalid byte formatted string a: illegal base64 data at input byte 0 evaluating rule: self.data != b'a'`,
  ]);
});
