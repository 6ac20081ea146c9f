import { systemFailure } from '../../lib/cli/system-failure';

const failure = (facts: object) => systemFailure(Object.assign(new Error('x'), facts));

it.each<[string, RegExp]>([
  ['ENOSPC', /disk is full\n {2}free/],
  ['EACCES', /permission denied\n/],
  ['EPERM', /not permitted\n/],
  ['EROFS', /read-only\n {2}write to another/],
  ['EISDIR', /it is a folder\n {2}name a file/],
  ['ENOTDIR', /a file\n/],
  ['EEXIST', /something else of that name\n/],
  ['ELOOP', /round in circles\n/],
  ['ENAMETOOLONG', /too long/],
  ['EMFILE', /too many open files\n/],
  ['EWHATEVER', /the system answered EWHATEVER\n {2}repair/],
])('says %s in words, with the place and a repair', (code, words) => {
  const text = failure({ code, syscall: 'open', path: 'dist/a' });
  expect(text?.startsWith(`SYSTEM_${code}: open of dist/a failed: `)).toBe(true);
  expect(text).toMatch(words);
});

it('leaves the place out where there is none, and other errors alone', () => {
  expect(failure({ code: 'EISDIR', syscall: 'read' })).toMatch(/^SYSTEM_EISDIR: read failed/);
  expect(failure({ code: 'ERR_INVALID_ARG_TYPE' })).toBeUndefined();
  expect(systemFailure('x')).toBeUndefined();
});
