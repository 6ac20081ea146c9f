import { readProject } from '../../lib/cli/project';
import { memoryWorld } from '../support/memory-world';

const project = (yaml: string | undefined, given: { app?: string; output?: string } = {}) =>
  readProject(memoryWorld(yaml === undefined ? {} : { 'cdk8s.yaml': yaml }), given);

it.each<[string, string | undefined, { app?: string; output?: string }, [string, string]]>([
  ['the command, with the default folder', 'app: node main.js', {}, ['node main.js', 'dist']],
  ['the folder', 'app: a\noutput: out', {}, ['a', 'out']],
  ['a file with a byte order mark and CRLF', '\ufeffapp: a\r\noutput: b\r\n', {}, ['a', 'b']],
  ['keys that it does not know', 'app: a\nlanguage: typescript\nimports: [k8s]', {}, ['a', 'dist']],
  ['what is given, above the file', 'app: a\noutput: b', { app: 'c', output: 'd' }, ['c', 'd']],
  ['what is given, without a file', undefined, { app: 'c' }, ['c', 'dist']],
  ['nothing for an empty key', 'app: a\noutput:', {}, ['a', 'dist']],
])('reads %s', (_, yaml, given, [app, output]) => {
  expect(project(yaml, given)).toEqual({ app, output });
});

it.each<[string, string | undefined, { app?: string; output?: string }, RegExp]>([
  ['no file', undefined, {}, /there is no cdk8s\.yaml in \/work/],
  ['a file without a command', 'output: a', {}, /cdk8s\.yaml has no app/],
  ['a file that is text', 'hello', {}, /cdk8s\.yaml has no app/],
  ['an empty file', '', {}, /cdk8s\.yaml has no app/],
  ['a command that is no text', 'app: 5', {}, /cdk8s\.yaml has app: 5/],
  ['a folder that is no text', 'app: a\noutput: [b]', {}, /cdk8s\.yaml has output: \["b"\]/],
  ['broken YAML', 'app: a\nb: [', {}, /cannot read cdk8s\.yaml:\d+: /],
  ['an empty command', 'app: a', { app: '' }, /^--app is empty$/],
  ['an empty folder', 'app: a', { output: '' }, /^--out is empty$/],
])('refuses %s', (_, yaml, given, message) => {
  expect(() => project(yaml, given)).toThrow(message);
});
