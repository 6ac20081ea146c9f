import { statSync } from 'node:fs';
import { join } from 'node:path';
import { realDisk } from '../../constructs/disk';
import { askSecret, type Terminal } from '../../lib/cli/ask-secret';
import { generateKeyPair } from '../../lib/cli/commands/generate-key-pair';
import { sign } from '../../lib/cli/commands/sign';
import { signingKey } from '../../lib/cli/keys';
import { run } from '../../lib/cli/run';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { tempFolder } from '../support/temp-folder';

const folder = tempFolder();
const made = async (world: MemoryWorld, ...flags: string[]) =>
  run(['generate-key-pair', ...flags], [generateKeyPair, sign], world, '0.0.0');

test('a pair is two files, and signs with the password that it was made with', async () => {
  const world = memoryWorld({}, { env: { COSIGN_PASSWORD: 'open' } });
  expect(await made(world)).toBe(0);
  expect(world.out).toEqual(['cosign.key\ncosign.pub']);
  expect(world.disk.read('cosign.key')?.toString()).toContain('ENCRYPTED SIGSTORE PRIVATE KEY');
  expect((await signingKey('cosign.key', world)).public.hint).toHaveLength(44);
});

test('a pair never replaces another', async () => {
  const world = memoryWorld({ 'ci.pub': '' }, { env: { COSIGN_PASSWORD: '' } });
  expect(await made(world, '--output-key-prefix', 'ci')).toBe(2);
  expect(world.err.join()).toContain("there is a 'ci.pub' already");
  expect(world.files.size).toBe(1);
});

test('half a pair is not left behind', async () => {
  const world = memoryWorld({}, { env: { COSIGN_PASSWORD: '' } });
  const { write } = world.disk;
  const full = { ...world.disk, write };
  full.write = (files, options) => {
    if (options?.isPrivate) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    write.call(world.disk, files, options);
  };
  expect(await made({ ...world, disk: full })).toBe(2);
  expect(world.files.size).toBe(0);
});

test('a password is asked for twice, and once to sign', async () => {
  const answers = ['open', 'open', 'open', 'shut'];
  const asked: string[] = [];
  const askSecret = (text: string) => {
    asked.push(text);
    return Promise.resolve(answers.shift() ?? '');
  };
  const world: MemoryWorld = { ...memoryWorld(), askSecret };
  expect(await made(world)).toBe(0);
  await signingKey('cosign.key', world);
  await expect(signingKey('cosign.key', world)).rejects.toThrow('its password is another');
  expect(asked[2]).toBe('password of cosign.key');
});

test.each<[string, MemoryWorld, string]>([
  [
    'two passwords that differ',
    { ...memoryWorld(), askSecret: (text) => Promise.resolve(text) },
    'the two passwords differ',
  ],
  ['nobody to ask', memoryWorld(), 'give it in COSIGN_PASSWORD'],
])('%s make no key', async (_, world, message) => {
  expect(await made(world)).toBe(2);
  expect(world.err.join()).toContain(message);
  expect(world.files.size).toBe(0);
});

test('a private key is for its owner alone to read', () => {
  const disk = realDisk(folder);
  disk.write(new Map([['cosign.key', 'secret']]), { isPrivate: true });
  expect(statSync(join(folder, 'cosign.key')).mode & 0o777).toBe(0o600);
});

describe('a secret on a terminal', () => {
  test.each([
    ['open\r', 'open'],
    ['opem\x7fn\n', 'open'],
    ['wrong\x15open\r', 'open'],
    ['\x1bopen\r', 'open'],
    ['\r', ''],
  ])('%j is %j', async (typed, secret) => {
    const { terminal, modes, screen } = terminalThat(typed);
    expect(await askSecret('password', terminal, screen)).toBe(secret);
    expect(modes).toEqual([true, false]);
    expect(screen.text).toBe('password: \n');
  });

  test.each<[string, string[]]>([
    ['an arrow', ['op', '\x1b[A', 'en']],
    ['an arrow in two parts', ['op', '\x1b', '[A', 'en']],
    ['an arrow of an application', ['op\x1bOAen']],
    ['an arrow with Control', ['op\x1b[1;5Den']],
    ['a key of eight bits', ['op\x9bDen']],
    ['Delete', ['op\x1b[3~en']],
    ['a function key', ['op\x1b[15~\x1bOPen']],
    ["a function key of Linux's console", ['op\x1b[[Aen']],
    ['what is around a paste', ['\x1b[200~open\x1b[201~']],
    ['Escape', ['op', '\x1b', 'en']],
    ['a break in the middle of an arrow', ['xx\x1b[\x15open']],
  ])('%s is no part of it', async (_, parts) => {
    const { terminal, screen } = terminalThat([...parts, '\r']);
    expect(await askSecret('password', terminal, screen)).toBe('open');
  });

  test('what is typed behind Escape counts, whatever it is', async () => {
    const { terminal, screen } = terminalThat(['\x1b', 'O', 'pen\r']);
    expect(await askSecret('password', terminal, screen)).toBe('Open');
  });

  test.each(['op\x03', '\x04'])('broken off by %j is an error, and echo is back', async (typed) => {
    const { terminal, modes, screen } = terminalThat(typed);
    await expect(askSecret('password', terminal, screen)).rejects.toThrow('none was given');
    expect(modes).toEqual([true, false]);
  });
});

/** Types key by key, or in parts, as soon as somebody listens. */
function terminalThat(typed: string | readonly string[]) {
  const modes: boolean[] = [];
  let listener: ((text: string) => void) | undefined;
  const terminal: Terminal = {
    setRawMode: (mode) => modes.push(mode),
    setEncoding: () => undefined,
    resume: () => undefined,
    pause: () => undefined,
    on(_, listen) {
      listener = listen;
      setImmediate(() => [...typed].forEach((key) => listener?.(key)));
    },
    off: () => (listener = undefined),
  };
  const screen = {
    text: '',
    write(text: string) {
      this.text += text;
    },
  };
  return { terminal, modes, screen };
}
