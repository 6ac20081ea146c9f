import { generateKeyPairSync } from 'node:crypto';
import { copy } from '../../lib/cli/commands/copy';
import { commands } from '../../lib/cli/commands';
import { run } from '../../lib/cli/run';
import {
  attachStatement,
  keySigner,
  layoutAttachments,
  layoutBeside,
  packSync,
  parseReference,
  readSigningKey,
  Registry,
  SIGNED,
  writeLayout,
} from '../../lib/oci';
import { pushWith } from '../../lib/cli/push-with';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';

const YAML = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
const keys = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const artifact = packSync([{ path: 'a.yaml', content: YAML }]);
const SAID = { subjects: [artifact.digest], predicateType: SIGNED, predicate: {} };

let double: RegistryDouble;
let world: MemoryWorld;
beforeEach(async () => {
  double = await startRegistry();
  world = memoryWorld({
    'plain/a.yaml': YAML,
    'key.pem': keys.privateKey,
    'key.pub': keys.publicKey,
    'releases.yaml': 'core: { staging: head }\n',
  });
  writeLayout(world.disk, 'layout', new Map([['core', artifact]]));
  const signer = keySigner(readSigningKey(keys.privateKey, 'key'));
  await attachStatement(layoutAttachments(world.disk, 'layout'), artifact.digest, SAID, signer, '');
  const registry = new Registry(world);
  const beside = layoutBeside(world.disk, 'layout', artifact.digest);
  await pushWith(beside, registry, parseReference(`${double.host}/acme/core:v1`), artifact);
  registry.close();
});
afterEach(() => double.close());

const cli = (argv: readonly string[]) => {
  const real = argv.map((argument) => argument.replace('TARGET', double.host));
  return run(real, commands, world, '0.0.0');
};

type Kind =
  'tag' | 'digest' | 'bare reference' | 'layout' | 'layout:name' | 'layout@digest' | 'folder';
const placeOf = (kind: Kind): string =>
  ({
    tag: `oci://${double.host}/acme/core:v1`,
    digest: `oci://${double.host}/acme/core@${artifact.digest}`,
    'bare reference': `${double.host}/acme/core:v1`,
    layout: 'layout',
    'layout:name': 'layout:core',
    'layout@digest': `layout@${artifact.digest}`,
    folder: 'plain',
  })[kind];

const KINDS: readonly Kind[] = [
  ...([
    'tag',
    'digest',
    'bare reference',
    'layout',
    'layout:name',
    'layout@digest',
    'folder',
  ] as const),
];
const PROMOTED = ['--repository', 'TARGET/live/core', '--verify-key', 'key.pub'];
const LAYOUTS: readonly Kind[] = ['layout', 'layout:name', 'layout@digest'];
const REMOTE: readonly Kind[] = ['tag', 'digest'];

/** What a verb takes; what it does not take, it refuses in one line that says what it is. */
const VERBS: readonly {
  readonly argv: (place: string) => readonly string[];
  readonly takes: readonly Kind[];
  readonly refusal: RegExp;
}[] = [
  {
    argv: (place) => ['pull', place, '--output', 'out'],
    takes: [...REMOTE, 'bare reference', ...LAYOUTS],
    refusal: /'plain' is a plain folder, and pull needs an artifact/,
  },
  {
    argv: (place) => ['tag', place, 'more'],
    takes: [...REMOTE, 'bare reference', ...LAYOUTS],
    refusal: /is a plain folder, and tag needs an artifact/,
  },
  {
    argv: (place) => ['tree', place],
    takes: [...REMOTE, 'bare reference', ...LAYOUTS],
    refusal: /is a plain folder, and tree needs an artifact/,
  },
  {
    argv: (place) => ['rm', place],
    takes: [...REMOTE, 'bare reference', ...LAYOUTS],
    refusal: /is a plain folder, and rm needs an artifact/,
  },
  {
    argv: (place) => ['resolve', place, '--output', 'digest'],
    takes: [...REMOTE, ...LAYOUTS, 'folder'],
    refusal: /write oci:\/\//,
  },
  {
    argv: (place) => ['validate', place],
    takes: [...REMOTE, ...LAYOUTS, 'folder'],
    refusal: /write oci:\/\//,
  },
  {
    argv: (place) => ['diff', place, 'plain'],
    takes: [...REMOTE, ...LAYOUTS, 'folder'],
    refusal: /write oci:\/\//,
  },
  {
    argv: (place) => ['diff', 'plain', place],
    takes: [...REMOTE, ...LAYOUTS, 'folder'],
    refusal: /write oci:\/\//,
  },
  {
    argv: (place) => ['copy', place, 'backup'],
    takes: [...REMOTE, ...LAYOUTS, 'folder'],
    refusal: /write oci:\/\//,
  },
  {
    argv: (place) => ['copy', place, 'oci://TARGET/other/core:v1'],
    takes: [...REMOTE, ...LAYOUTS, 'folder'],
    refusal: /write oci:\/\//,
  },
  {
    argv: (place) => ['sign', place, '--key', 'key.pem'],
    takes: [...REMOTE, 'bare reference', ...LAYOUTS],
    refusal: /is a plain folder, and sign needs an artifact.*\n.*pack it first/,
  },
  {
    argv: (place) => ['sign', place, '--key', 'key.pem', '--legacy'],
    takes: [...REMOTE, 'bare reference', ...LAYOUTS],
    refusal: /is a plain folder, and sign needs an artifact/,
  },
  {
    argv: (place) => ['attest', place, '--provenance', '--sbom', '--key', 'key.pem'],
    takes: [...REMOTE, 'bare reference', ...LAYOUTS],
    refusal: /is a plain folder, and attest needs an artifact/,
  },
  {
    argv: (place) => ['verify', place, '--key', 'key.pub'],
    takes: [...REMOTE, 'bare reference', ...LAYOUTS],
    refusal: /'plain' is a plain folder, which nobody signs\n.*verify plain oci:/,
  },
  {
    argv: (place) => ['verify', 'plain', place, '--key', 'key.pub'],
    takes: [...REMOTE, 'bare reference', ...LAYOUTS],
    refusal: /'plain' is a plain folder, and verify needs an artifact/,
  },
  {
    argv: (place) => ['pull', place, '--output', 'out', '--verify-key', 'key.pub'],
    takes: [...REMOTE, 'bare reference', ...LAYOUTS],
    refusal: /'plain' is a plain folder, and pull needs an artifact/,
  },
  {
    argv: (place) => ['copy', place, 'oci://TARGET/other/core:v1', '--verify-key', 'key.pub'],
    takes: [...REMOTE, ...LAYOUTS],
    refusal: /write oci:\/\/|is a plain folder, and copy with --verify-key/,
  },
  {
    argv: (place) => ['promote', 'core', '--layout', place, '--to', 'live', ...PROMOTED],
    takes: LAYOUTS,
    refusal: /is no OCI image layout|write oci:\/\/|plain folder/,
  },
];

const rows = VERBS.flatMap((verb) =>
  KINDS.map((kind) => {
    const [name = '', ...args] = verb.argv('<>');
    return [name, kind, args.indexOf('<>') + 1, verb] as const;
  }),
);

test.each(rows)('%s of a %s, at argument %d', async (name, kind, _, verb) => {
  const code = await cli(verb.argv(placeOf(kind)));
  if (verb.takes.includes(kind)) {
    expect(world.err.filter((line) => line.startsWith('error'))).toEqual([]);
    expect(code).toBe(0);
  } else {
    expect(code).toBe(2);
    expect(world.err.join('\n')).toMatch(verb.refusal);
    expect(world.err.join('\n')).not.toContain('at Object');
  }
  expect(name).not.toBe('');
});

test('a layout gets names, and loses them with all that only they needed', async () => {
  await cli(['tag', 'layout', 'v1', 'v2']);
  expect(await cli(['tag', 'layout:core', 'v1', '--immutable'])).toBe(0);
  expect(world.err).toEqual(['unchanged: v1']);
  await cli(['rm', 'layout:core']);
  await cli(['list', 'layout', '--output', 'name']);
  expect(world.out.slice(-2).sort()).toEqual(['layout:v1', 'layout:v2']);
  await cli(['rm', `layout@${artifact.digest}`]);
  expect([...world.files.keys()].filter((path) => path.includes('/blobs/'))).toEqual([]);
});

test('a name of a layout that stands for something else stays with --immutable', async () => {
  const other = packSync([{ path: 'b.yaml', content: YAML }]);
  writeLayout(world.disk, 'layout', new Map([['other', other]]));
  expect(await cli(['tag', 'layout:core', 'other', '--immutable'])).toBe(2);
  expect(world.err.join('\n')).toContain('OCI_TAG_TAKEN');
});

test('a copy into a layout takes no flags of registries', async () => {
  expect(await run(['copy', 'plain', 'backup', '--tag', 'x'], [copy], world, '0')).toBe(2);
});

test.each([
  [['--max-size', '0'], 2, "--max-size is '0'"],
  [['--max-files', 'many'], 2, "--max-files is 'many'"],
  [['--max-files', '1'], 0, ''],
])('pull has limits: %j', async (flags, code, message) => {
  expect(await cli(['pull', 'layout', '--output', 'out', ...flags])).toBe(code);
  expect(world.err.join('\n')).toContain(message);
});

test('pull stops at more files than it may have', async () => {
  const two = packSync(['a', 'b'].map((path) => ({ path, content: path })));
  writeLayout(world.disk, 'two', new Map([['two', two]]));
  expect(await cli(['pull', 'two', '--output', 'out', '--max-files', '1'])).toBe(2);
  expect(world.err.join('\n')).toContain('has more than 1 files');
  expect([...world.files.keys()].some((path) => path.startsWith('/work/out'))).toBe(false);
});
