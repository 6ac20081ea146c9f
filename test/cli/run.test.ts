import { commands } from '../../lib/cli/commands';
import { overview } from '../../lib/cli/help';
import { command, type Command } from '../../lib/cli/command';
import { run } from '../../lib/cli/run';
import { CodedError } from '../../lib/core';
import { memoryWorld } from '../support/memory-world';

class SampleError extends CodedError<'SAMPLE_BROKEN'> {}

const greet = command({
  name: 'greet',
  summary: 'Say hello.',
  args: '<name>',
  arity: { min: 1, max: 1 },
  example: 'cdk8s-gitops greet world',
  options: {
    output: {
      type: 'string',
      short: 'o',
      default: 'text',
      values: ['text', 'json'],
      summary: 'how',
    },
    tag: { type: 'string', multiple: true, summary: 'a tag; may be repeated' },
    loud: { type: 'boolean', default: false, summary: 'in capitals' },
  },
  run({ flags, args: [name = ''] }, world) {
    if (name === 'nobody')
      throw new SampleError('SAMPLE_BROKEN', "'nobody' is no name", 'name one');
    if (name === 'full') throw Object.assign(new Error('x'), FULL_DISK);
    if (name === 'bug') throw new TypeError('x is not a function');
    world.print(JSON.stringify({ name, ...flags }));
    return name === 'finding' ? 1 : 0;
  },
});

const FULL_DISK = { code: 'ENOSPC', path: 'dist/a.yaml', syscall: 'write' };

async function exec(...argv: string[]) {
  const world = memoryWorld();
  const code = await run(argv, [greet as Command], world, '1.2.3');
  return { code, out: world.out.join('\n'), err: world.err.join('\n') };
}

it('answers help <verb> as <verb> --help does', async () => {
  const manual = await exec('greet', '--help');
  expect(manual.out).toMatch(/^usage: cdk8s-gitops greet <name> \[flags\]/);
  expect(await exec('help', 'greet')).toEqual(manual);
  expect((await exec('help', 'gret')).err).toMatch(/no verb 'gret'\n {2}write cdk8s-gitops greet/);
});

describe('a verb', () => {
  it('gets its flags with their defaults', async () => {
    const { code, out } = await exec('greet', 'world');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ name: 'world', output: 'text', tag: [], loud: false });
  });

  it('gets what was given, short flags and repeated ones too', async () => {
    const { out } = await exec('greet', 'you', '-o', 'json', '--tag=a', '--tag', 'b', '--loud');
    expect(JSON.parse(out)).toMatchObject({ output: 'json', tag: ['a', 'b'], loud: true });
  });

  it.each([[[]], [['--debug']]])('knows whether failures show their stack: %j', async (argv) => {
    const seen: unknown[] = [];
    const spy: Command = { ...greet, run: ({ debug }) => (seen.push(debug), 0) };
    await run(['greet', 'a', ...argv], [spy], memoryWorld(), '1.2.3');
    expect(seen).toEqual([argv.length > 0]);
  });

  it('ends with 1 for findings', async () => {
    expect((await exec('greet', 'finding')).code).toBe(1);
  });
});

it.each([
  ['no verb', [], /usage: cdk8s-gitops <verb>/],
  [
    'a misspelt verb',
    ['gret'],
    /CLI_VERB_UNKNOWN: there is no verb 'gret'\n {2}write cdk8s-gitops greet/,
  ],
  ['a strange verb', ['xyzzy-frob'], /run cdk8s-gitops --help/],
  ['a misspelt flag', ['greet', 'x', '--lout'], /greet takes no flag '--lout'\n {2}write --loud/],
  ['an unknown short flag', ['greet', 'x', '-z'], /greet takes no flag '-z'/],
  [
    'a value outside the list',
    ['greet', 'x', '--output', 'xml'],
    /--output is 'xml'\n {2}write one of text, json/,
  ],
  ['a flag without its value', ['greet', 'x', '--output'], /CLI_FLAG_VALUE/],
  [
    'a missing argument',
    ['greet'],
    /greet needs <name>\n {2}write for example: cdk8s-gitops greet world/,
  ],
  ['an argument too many', ['greet', 'a', 'b'], /greet takes <name>, not 'b'/],
  [
    'a failure on purpose',
    ['greet', 'nobody'],
    /^error SAMPLE_BROKEN: 'nobody' is no name\n {2}name one$/,
  ],
  [
    'a full disk',
    ['greet', 'full'],
    /SYSTEM_ENOSPC: write of dist\/a.yaml failed: the disk is full/,
  ],
  [
    'a defect of ours',
    ['greet', 'bug'],
    /this is a defect of cdk8s-gitops: run again with --debug/,
  ],
])('ends with 2 and says what to do for %s', async (_, argv, message) => {
  const { code, out, err } = await exec(...argv);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toMatch(message);
  expect(err).not.toMatch(/\n {4}at /);
});

it('shows the stack with --debug', async () => {
  expect((await exec('greet', 'nobody', '--debug')).err).toMatch(/\n {4}at /);
});

it('prints help for people at 80 columns, on stdout', async () => {
  for (const argv of [['--help'], ['help'], ['greet', '--help']]) {
    const { code, out } = await exec(...argv);
    expect(code).toBe(0);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  }
  expect((await exec('greet', '--help')).out).toMatchInlineSnapshot(`
   "usage: cdk8s-gitops greet <name> [flags]

   Say hello.

     -o, --output <text|json>  how (default text)
         --tag <tag>           a tag; may be repeated
         --loud                in capitals
     -h, --help                show this help
         --debug               show the stack of a failure

   example: cdk8s-gitops greet world"
  `);
});

it('prints the version', async () => {
  expect((await exec('--version')).out).toBe('1.2.3');
});

it('shows every verb within 80 columns', () => {
  const lines = overview(commands).split('\n');
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});
