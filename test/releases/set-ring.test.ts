import { setRing, type Ring } from '../../lib/releases';

const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;
const HEAD: Ring = { head: true };
const rule = { group: 'apps', kind: 'Deployment', name: 'web', jsonPointers: ['/spec/replicas'] };
const pinB: Ring = { version: '3.0.0', digest: B, drift: [rule] };
const bareB: Ring = { digest: B, drift: [] };
const FLOW_B = `{ version: 3.0.0, digest: ${B}, drift: [{ group: apps, kind: Deployment, name: web, jsonPointers: [/spec/replicas] }] }`;

interface Case {
  readonly title: string;
  readonly given: string;
  readonly set?: readonly [artifact: string, ring: string];
  readonly to: Ring;
  readonly gives: string;
}

const cases: readonly Case[] = [
  {
    title: 'replaces head by a pin on its line',
    given: '# rings\ncore:\n  production: head   # soon\n\n# the end\n',
    to: pinB,
    gives: `# rings\ncore:\n  production: ${FLOW_B}   # soon\n\n# the end\n`,
  },
  {
    title: 'replaces a pin on its line by head',
    given: `core:\n  production: { digest: ${A} } # old\n`,
    to: HEAD,
    gives: 'core:\n  production: head # old\n',
  },
  {
    title: 'changes fields of a pin in place, quotes kept',
    given: `core:\n  production: {digest: "${A}",  version: '2.1.0'} # x\n`,
    to: { version: '3.0.0', digest: B, drift: [] },
    gives: `core:\n  production: {digest: "${B}",  version: '3.0.0'} # x\n`,
  },
  {
    title: 'adds and removes fields of a pin on a line',
    given: `core:\n  production: { version: 2.1.0, digest: ${A} }\n`,
    to: { digest: A, drift: [rule] },
    gives: `core:\n  production: { digest: ${A}, drift: [{ group: apps, kind: Deployment, name: web, jsonPointers: [/spec/replicas] }] }\n`,
  },
  {
    title: 'changes a pin over several lines, comments kept',
    given: `core:\n  production: # note\n    # why\n    version: 2.1.0 # was 2.0\n    digest: ${A}\n  # end of core\n`,
    to: pinB,
    gives: `core:\n  production: # note\n    # why\n    version: 3.0.0 # was 2.0\n    digest: ${B}\n    drift:\n      - group: apps\n        kind: Deployment\n        name: web\n        jsonPointers:\n          - /spec/replicas\n  # end of core\n`,
  },
  {
    title: 'adds the repository that a release was promoted to',
    given: `core:\n  production: { version: 2.1.0, digest: ${A} }\n`,
    to: { version: '2.1.0', repository: 'registry.acme.io/live/core', digest: A, drift: [] },
    gives: `core:\n  production: { version: 2.1.0, digest: ${A}, repository: registry.acme.io/live/core }\n`,
  },
  {
    title: 'removes fields of a pin over several lines',
    given: `core:\n  production:\n    digest: ${A}\n    drift:\n    - kind: X\n      jsonPointers: [/a]\n    version: 2.1.0\nnext: {}\n`,
    to: { digest: A, drift: [] },
    gives: `core:\n  production:\n    digest: ${A}\nnext: {}\n`,
  },
  {
    title: 'replaces a pin over several lines by head',
    given: `core:\n  production: # note\n    version: 2.1.0\n    digest: ${A}\n  staging: head\n`,
    to: HEAD,
    gives: 'core:\n  production: head # note\n  staging: head\n',
  },
  {
    title: 'writes pins over several lines where the file does, with its indentation',
    given: `core:\n    production: head # now\n    staging:\n        digest: ${A}\n`,
    to: bareB,
    gives: `core:\n    production: # now\n        digest: ${B}\n    staging:\n        digest: ${A}\n`,
  },
  {
    title: 'adds a ring below the last one',
    given: 'core:\n  staging: head # a\n  # about the next\nnext:\n  staging: head\n',
    to: bareB,
    gives: `core:\n  staging: head # a\n  production: { digest: ${B} }\n  # about the next\nnext:\n  staging: head\n`,
  },
  {
    title: 'adds an artifact, apart by a blank line where the others are',
    given: 'core:\n  staging: head\n\nplatform:\n  staging: head\n',
    set: ['new', 'staging'],
    to: HEAD,
    gives: 'core:\n  staging: head\n\nplatform:\n  staging: head\n\nnew:\n  staging: head\n',
  },
  {
    title: 'adds an artifact on a line where the last one is',
    given: 'core: { staging: head }\n',
    set: ['new', 'staging'],
    to: HEAD,
    gives: 'core: { staging: head }\nnew: { staging: head }\n',
  },
  {
    title: 'fills an artifact without rings',
    given: 'core: {}\nnext: {}\n',
    to: HEAD,
    gives: 'core: { production: head }\nnext: {}\n',
  },
  {
    title: 'starts an empty file',
    given: '',
    to: HEAD,
    gives: 'core:\n  production: head\n',
  },
  {
    title: 'starts a file of comments, closing its last line',
    given: '# rings',
    to: HEAD,
    gives: '# rings\ncore:\n  production: head\n',
  },
  {
    title: 'keeps CRLF',
    given: 'core:\r\n  staging: head\r\n',
    to: HEAD,
    gives: 'core:\r\n  staging: head\r\n  production: head\r\n',
  },
  {
    title: 'keeps a missing last line feed missing',
    given: 'core:\n  staging: head',
    to: HEAD,
    gives: 'core:\n  staging: head\n  production: head',
  },
  {
    title: 'edits JSON as JSON',
    given: '{\n  "core": {\n    "staging": "head"\n  }\n}\n',
    to: bareB,
    gives: `{\n  "core": {\n    "staging": "head",\n    "production": { "digest": "${B}" }\n  }\n}\n`,
  },
  {
    title: 'replaces an alias',
    given: `core:\n  staging: &a { digest: ${A} }\n  production: *a\n`,
    to: bareB,
    gives: `core:\n  staging: &a { digest: ${A} }\n  production: { digest: ${B} }\n`,
  },
  {
    title: 'leaves alone what is so already, however it is written',
    given: `core:\n  production: {digest: "${B}", drift: [ ]}\n`,
    to: bareB,
    gives: `core:\n  production: {digest: "${B}", drift: [ ]}\n`,
  },
];

describe('setRing', () => {
  test.each(cases)('$title', ({ given, set = ['core', 'production'], to, gives }) => {
    expect(setRing(given, ...set, to)).toBe(gives);
  });

  test.each([
    ['an anchor that others use', `core:\n  production: &a { digest: ${A} }\n  staging: *a\n`],
    ['a whole artifact that is an alias', `base: &a { production: head }\ncore: *a\n`],
  ])('refuses to reach further than the ring: %s', (_, text) => {
    expect(() => setRing(text, 'core', 'production', bareB)).toThrow(
      expect.objectContaining({ code: 'RELEASES_EDIT_UNSAFE' }),
    );
  });

  test.each([
    ['a broken file', 'core: [\n', bareB, 'releases.yaml:2: document ends inside'],
    ['a wrong digest', '', { digest: 'latest', drift: [] }, 'digest is "latest"'],
    ['an empty version', '', { version: '', digest: A, drift: [] }, 'version is "", not a string'],
  ])('refuses %s', (_, text, value, message) => {
    expect(() => setRing(text, 'core', 'production', value)).toThrow(message);
  });
});
