import { formatReleases, isPin, parseReleases, ReleasesError } from '../../lib/releases';

const A = `sha256:${'a'.repeat(64)}`;
const rule = { group: 'apps', kind: 'Deployment', name: 'web', jsonPointers: ['/spec/replicas'] };
const pin = { version: '2.1.0', digest: A, drift: [rule] };
const TEXT = `core-stack:
  staging: head                         # what this program builds
  production: { version: 2.1.0, digest: ${A}, drift: [{ group: apps, kind: Deployment, name: web, jsonPointers: [/spec/replicas] }] }
platform:
  production:
    digest: ${A}
`;

describe('releases.yaml', () => {
  const releases = parseReleases(TEXT, 'releases.yaml');

  test('names artifacts and rings in its order', () => {
    expect(releases.artifacts()).toEqual(['core-stack', 'platform']);
    expect(releases.rings('core-stack')).toEqual(['staging', 'production']);
    expect(releases.rings('other')).toEqual([]);
  });

  test('says what a ring runs', () => {
    expect(releases.ring('core-stack', 'staging')).toEqual({ head: true });
    expect(releases.ring('core-stack', 'production')).toEqual(pin);
    expect(releases.ring('platform', 'production')).toEqual({ digest: A, drift: [] });
    expect(isPin(releases.ring('core-stack', 'staging'))).toBe(false);
    expect(isPin(releases.ring('core-stack', 'production'))).toBe(true);
  });

  test.each([
    ['core-stack', 'prodution', 'RELEASES_RING_UNKNOWN', "write 'production'"],
    [
      'core-stack',
      'canary',
      'RELEASES_RING_UNKNOWN',
      "write one of staging, production, or add 'canary: head' to 'core-stack' in releases.yaml",
    ],
    ['core-stak', 'staging', 'RELEASES_ARTIFACT_UNKNOWN', "write 'core-stack'"],
    [
      'billing',
      'staging',
      'RELEASES_ARTIFACT_UNKNOWN',
      "write one of core-stack, platform, or add 'billing: { staging: head }' to releases.yaml",
    ],
  ])('refuses what it does not name: %s.%s', (artifact, ring, code, hint) => {
    expect(() => releases.ring(artifact, ring)).toThrow(expect.objectContaining({ code, hint }));
  });

  test.each(['', '# none yet\n', '{}\n'])('may be empty: %j', (text) => {
    expect(parseReleases(text, 'r').artifacts()).toEqual([]);
  });

  test.each([
    ['a list', '- a\n', 'r:1: expected a map of artifacts, found a list'],
    ['broken YAML', 'a:\n  b: [\n', 'r:3: document ends inside brackets or quotes'],
    ['a second document', 'a: {}\n---\nb: {}\n', 'r:3: second document starts here'],
    ['a ring set twice', 'a:\n  b: head\n  b: head\n', "r:3: key 'b' is written twice"],
    [
      'an artifact without rings',
      'a: head\n',
      'r:1: expected the rings of \'a\', e.g. { staging: head }, found "head"',
    ],
    ['a bad artifact', 'a: {}\nB_c: {}\n', "r:2: 'B_c' is no name of an artifact"],
    ['a bad ring', 'a:\n  Prod: head\n', "r:2: 'Prod' is no name of a ring"],
    [
      'neither head nor pin',
      'a:\n  b: latest\n',
      'r:2: expected \'head\' or { version, digest, drift }, found "latest"',
    ],
    [
      'an unknown key',
      `a:\n  b:\n    digest: ${A}\n    verison: 1.2.3\n`,
      "r:4: unknown key 'verison'",
    ],
    [
      'a ring with the name of the release before',
      'a:\n  previous: head\n',
      "r:2: 'previous' is no name of a ring",
    ],
    [
      'a previous release without digest',
      `a:\n  b:\n    digest: ${A}\n    previous: { version: '1' }\n`,
      'r:4: digest is missing',
    ],
    [
      'a previous release of a previous release',
      `a:\n  b:\n    digest: ${A}\n    previous: { digest: ${A}, previous: { digest: ${A} } }\n`,
      "r:4: unknown key 'previous'",
    ],
    [
      'a repository with a tag',
      `a:\n  b:\n    digest: ${A}\n    repository: ghcr.io/acme/core:v1\n`,
      'r:4: repository is "ghcr.io/acme/core:v1"',
    ],
    [
      'a repository with a scheme, of the release before',
      `a:\n  b:\n    digest: ${A}\n    previous:\n      digest: ${A}\n      repository: oci://ghcr.io/core\n`,
      'r:6: repository is "oci://ghcr.io/core"',
    ],
    ['no digest', 'a:\n  b: {version: 1.2.3}\n', 'r:2: digest is missing'],
    ['a short digest', 'a:\n  b:\n    digest: sha256:abc\n', 'r:3: digest is "sha256:abc"'],
    [
      'a digest in capitals',
      `a:\n  b:\n    digest: ${A.toUpperCase()}\n`,
      `r:3: digest is "${A.toUpperCase()}"`,
    ],
    [
      'a version that YAML makes a number',
      `a:\n  b:\n    digest: ${A}\n    version: 2.1\n`,
      'r:4: version is 2.1, not a string',
    ],
    [
      'drift that is no list',
      `a:\n  b:\n    digest: ${A}\n    drift: {}\n`,
      'r:4: expected a list of rules, found {}',
    ],
    [
      'a rule without kind',
      `a:\n  b:\n    digest: ${A}\n    drift:\n    - jsonPointers: [/a]\n`,
      'r:5: rule has no kind',
    ],
    [
      'a rule that ignores nothing',
      `a:\n  b:\n    digest: ${A}\n    drift:\n    - kind: X\n`,
      'r:5: rule ignores nothing',
    ],
    [
      'a rule with an unknown key',
      `a:\n  b:\n    digest: ${A}\n    drift:\n    - kind: X\n      jsonPointer: /a\n`,
      "r:6: unknown key 'jsonPointer'",
    ],
    [
      'a pointer that is none',
      `a:\n  b:\n    digest: ${A}\n    drift:\n    - kind: X\n      jsonPointers:\n      - spec.a\n`,
      "r:7: 'spec.a' is no JSON pointer",
    ],
    [
      'a way to compare that is none',
      `a:\n  b:\n    digest: ${A}\n    drift:\n    - kind: X\n      jsonPointers: [/a]\n      under: [serverSideAply]\n`,
      "r:7: 'serverSideAply' is no way to compare",
    ],
    [
      'a rule that is for no way to compare',
      `a:\n  b:\n    digest: ${A}\n    drift:\n    - kind: X\n      jsonPointers: [/a]\n      under: []\n`,
      'r:7: rule is under no way to compare',
    ],
    [
      'a writer that is no text',
      `a:\n  b:\n    digest: ${A}\n    drift: [{kind: X, by: 1, jsonPointers: [/a]}]\n`,
      'r:4: expected a string, found 1',
    ],
    [
      'a number as a name',
      `a:\n  b:\n    digest: ${A}\n    drift: [{kind: X, name: 1, jsonPointers: [/a]}]\n`,
      'r:4: expected a string, found 1',
    ],
  ])('is refused by line: %s', (_, text, message) => {
    expect(() => parseReleases(text, 'r')).toThrow(ReleasesError);
    expect(() => parseReleases(text, 'r')).toThrow(message);
  });
});

describe('formatReleases', () => {
  test('writes a file that reads back', () => {
    const text = formatReleases({
      'core-stack': { staging: { head: true }, production: pin },
      platform: { production: { version: '2.1', digest: A, drift: [] } },
      empty: {},
    });
    expect(text).toBe(`core-stack:
  staging: head
  production: { version: 2.1.0, digest: ${A}, drift: [{ group: apps, kind: Deployment, name: web, jsonPointers: [/spec/replicas] }] }
platform:
  production: { version: "2.1", digest: ${A} }
empty: {}
`);
    const releases = parseReleases(text, 'r');
    expect(releases.ring('core-stack', 'production')).toEqual(pin);
    expect(releases.rings('empty')).toEqual([]);
  });
});
