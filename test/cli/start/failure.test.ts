import { describeFailure } from '../../../lib/cli/start/failure';
import { CodedError } from '../../../lib/core';

class SampleError extends CodedError<'SAMPLE_BROKEN'> {}

function withStack<E extends Error>(error: E, ...frames: string[]): E {
  error.stack = [`${error.name}: ${error.message}`, ...frames].join('\n');
  return error;
}

const told = (error: unknown, debug = false) => describeFailure(error, '/repo', debug);

it('tells code, message, repair and the line of the program', () => {
  const error = withStack(
    new SampleError('SAMPLE_BROKEN', 'it is broken', 'mend it'),
    '    at check (/repo/node_modules/cdk8s-gitops/build/a.js:1:2)',
    '    at new Stack (/repo/lib/stack.ts:12:3)',
    '    at Object.<anonymous> (/repo/main.ts:4:5)',
  );
  expect(told(error)).toBe('error SAMPLE_BROKEN: it is broken\n  mend it\n  at lib/stack.ts:12:3');
});

it.each([
  ['frames without a function', '    at /repo/main.ts:4:5', 'main.ts:4:5'],
  ['URLs of modules', '    at file:///repo/main.mjs:4:5', 'main.mjs:4:5'],
])('finds the line in %s', (_, frame, place) => {
  expect(told(withStack(new Error('no'), frame))).toBe(`error: no\n  at ${place}`);
});

it('names no line outside the project', () => {
  const elsewhere = ['    at a (/other/b.js:1:2)', '    at node:internal/main:1:1'];
  expect(told(withStack(new Error('no'), ...elsewhere))).toBe('error: no');
});

it('finds the line that does not parse', () => {
  const error = new SyntaxError("Unexpected token ';'");
  error.stack = "/repo/main.js:7\nconst x = ;\n          ^\n\nSyntaxError: Unexpected token ';'";
  expect(told(error)).toBe("error: Unexpected token ';'\n  at main.js:7");
});

it('tells what was thrown that is no error, and an error without a message', () => {
  expect(told('boom')).toBe('error: the program threw boom');
  expect(told(withStack(new TypeError('')))).toBe('error: TypeError');
});

it('tells the stack on request', () => {
  const error = withStack(new Error('no'), '    at a (/other/b.js:1:2)');
  expect(told(error, true)).toBe(`error: no\n${error.stack ?? ''}`);
});
