import fc from 'fast-check';
import { announce, parseReleases, setRing, type Announced, type Ring } from '../../lib/releases';

const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;
const HEAD: Ring = { head: true };
const pinA: Ring = { digest: A, drift: [] };
const payments: Announced = { repository: 'ghcr.io/acme/payments', namespace: 'payments' };
const LINE =
  'payments: { repository: ghcr.io/acme/payments, namespace: payments, staging: head }\n';

interface Case {
  readonly title: string;
  readonly given: string;
  readonly announced?: Announced;
  readonly rings?: Readonly<Record<string, Ring>>;
  readonly gives: string;
}

const cases: readonly Case[] = [
  { title: 'writes the first line of a file', given: '', gives: LINE },
  { title: 'keeps a comment alone', given: '# rings\n', gives: `# rings\n${LINE}` },
  {
    title: 'adds one line, whatever the style of the others',
    given: `# ours\ncore:\n  staging: head # x\n  production:\n    digest: ${A}\n# end\n`,
    gives: `# ours\ncore:\n  staging: head # x\n  production:\n    digest: ${A}\n${LINE}# end\n`,
  },
  {
    title: 'writes path, tag and pins',
    given: 'core: {}\n',
    announced: { ...payments, path: 'eu/base', tag: 'main' },
    rings: { staging: HEAD, production: pinA },
    gives: `core: {}\npayments: { repository: ghcr.io/acme/payments, namespace: payments, path: eu/base, tag: main, staging: head, production: { digest: ${A} } }\n`,
  },
  { title: 'changes nothing where all is said', given: LINE, gives: LINE },
  {
    title: 'changes what changed in its line, and no ring that is not named',
    given: `${LINE.trimEnd()} # team: pay\n`,
    announced: { ...payments, repository: 'ghcr.io/acme/pay', tag: 'main' },
    rings: { production: pinA },
    gives: `payments: { repository: ghcr.io/acme/pay, namespace: payments, staging: head, tag: main, production: { digest: ${A} } } # team: pay\n`,
  },
];

it.each(cases)('$title', ({ given, announced = payments, rings = { staging: HEAD }, gives }) => {
  expect(announce(given, 'payments', announced, rings)).toBe(gives);
});

it('is read again, and promoted like any other', () => {
  const text = announce('core: { staging: head }\n', 'payments', payments, { staging: pinA });
  const pinned = setRing(text, 'payments', 'production', { version: '2.0', digest: B, drift: [] });
  expect(pinned).toBe(
    `core: { staging: head }\npayments: { repository: ghcr.io/acme/payments, namespace: payments, staging: { digest: ${A} }, production: { version: "2.0", digest: ${B} } }\n`,
  );
  const releases = parseReleases(pinned, 'releases.yaml');
  expect(releases.announced('core')).toBeUndefined();
  expect(releases.announced('payments')).toEqual({ ...payments, path: '.', tag: 'latest' });
  expect(releases.rings('payments')).toEqual(['staging', 'production']);
});

it.each<readonly [string, string, RegExp]>([
  ['a URL', 'a: { repository: "oci://ghcr.io/a", namespace: a }', /:1: repository is 'oci:/],
  ['a tag', 'a: { repository: "ghcr.io/a:1", namespace: a }', /repository is 'ghcr.io\/a:1'/],
  ['no namespace', 'a: { repository: ghcr.io/a, staging: head }', /without namespace/],
  ['no repository', 'a: { namespace: a }', /'a' is announced without repository/],
  ['a bad namespace', 'a: { repository: ghcr.io/a, namespace: A_1 }', /namespace is 'A_1'/],
  ['a path out of it', 'a: { repository: ghcr.io/a, namespace: a, path: ../b }', /path is/],
  ['an absolute path', 'a: { repository: ghcr.io/a, namespace: a, path: /b }', /path is '\/b'/],
  ['a tag that is none', 'a: { repository: ghcr.io/a, namespace: a, tag: ":" }', /tag is ':'/],
])('refuses %s', (_, text, message) => {
  expect(() => parseReleases(text, 'releases.yaml')).toThrow(message);
  expect(() => parseReleases(text, 'releases.yaml')).toThrow(
    expect.objectContaining({ code: 'RELEASES_INVALID' }),
  );
});

it('takes a ring that is called like one of its keys', () => {
  const releases = parseReleases(`core: { path: head, tag: { digest: ${A} } }`, 'releases.yaml');
  expect(releases.rings('core')).toEqual(['path', 'tag']);
});

it('announces nothing over an artifact of this repository', () => {
  expect(() => announce('core: { staging: head }', 'core', payments, {})).toThrow(
    expect.objectContaining({ code: 'RELEASES_ARTIFACT_TAKEN' }),
  );
});

it('quotes a name that YAML takes for something else', () => {
  expect(announce('', 'y', payments, {})).toMatch(/^"y": /);
  expect(setRing('', 'no', 'on', HEAD)).toBe('"no":\n  "on": head\n');
});

it('refuses what it could not read again', () => {
  const make = (name: string, of: Partial<Announced>) => () =>
    announce('', name, { ...payments, ...of }, {});
  expect(make('Payments', {})).toThrow(/'Payments' is no name of an artifact/);
  expect(make('payments', { repository: 'oci://a/b' })).toThrow(/repository is 'oci/);
  expect(() => announce('a: &a {}\nb: *a\n', 'b', payments, {})).toThrow(/RELEASES_|'b'/);
});

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
it('adds what it was asked, and touches no other line', () => {
  const ring = fc.oneof(fc.constant(HEAD), fc.constant(pinA));
  const rings = fc.dictionary(
    word.filter((one) => !['path', 'tag'].includes(one)),
    ring,
    { maxKeys: 3, noNullPrototype: true },
  );
  const lines = fc.array(fc.constantFrom('# note', '', 'core: { a: head }'), { maxLength: 3 });
  fc.assert(
    fc.property(word, word, rings, lines, (name, namespace, runs, above) => {
      fc.pre(name !== 'core' && above.filter((line) => line.startsWith('core')).length < 2);
      const text = above.map((line) => `${line}\n`).join('');
      const edited = announce(text, name, { ...payments, namespace }, runs);
      const added = edited
        .split('\n')
        .filter((line) => /^"?([a-z0-9]+)"?:/.exec(line)?.[1] === name);
      expect(added).toHaveLength(1);
      expect(edited.replace(`${added[0]}\n`, '')).toBe(text);
      const releases = parseReleases(edited, 'releases.yaml');
      expect(releases.announced(name)?.namespace).toBe(namespace);
      expect(releases.rings(name)).toEqual(Object.keys(runs));
    }),
  );
});
