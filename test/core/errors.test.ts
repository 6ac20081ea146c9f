import { CodedError, isCodedError } from '../../lib/core';

class TestError extends CodedError<'TEST_BROKEN'> {}

describe('a coded error', () => {
  const cause = new Error('inner');
  const error = new TestError('TEST_BROKEN', "cannot read 'x'", 'write y', { cause });

  test('says what, why and what to do', () => {
    expect(error).toMatchObject({
      name: 'TestError',
      code: 'TEST_BROKEN',
      message: "cannot read 'x'",
      hint: 'write y',
      cause,
    });
    expect(error).toBeInstanceOf(Error);
  });

  test('has no cause unless there is one', () => {
    expect('cause' in new TestError('TEST_BROKEN', 'm', 'h') && error.cause === undefined).toBe(
      false,
    );
  });

  test.each([
    ['one of ours', error, true],
    ['one of another copy', { [Symbol.for('cdk8s-gitops.CodedError')]: true }, true],
    ['any other error', cause, false],
    ['no error at all', 'text', false],
    ['nothing', null, false],
  ])('is told from the rest: %s', (_, value, expected) => {
    expect(isCodedError(value)).toBe(expected);
  });
});
