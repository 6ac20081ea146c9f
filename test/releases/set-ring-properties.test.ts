import fc from 'fast-check';
import { STRATEGIES } from '../../lib/core';
import { parseReleases, setRing, type Ring } from '../../lib/releases';

const NAMES = ['core', 'platform', 'web', 'a', 'b-2'];
const RINGS = ['staging', 'production', 'canary'];
const digest = fc.constantFrom('a', 'b', '0').map((digit) => `sha256:${digit.repeat(64)}`);
const version = fc.constantFrom(
  '2.1.0',
  '2.1',
  '1e3',
  'v3',
  'y',
  '0o7',
  'a: b',
  "it's",
  '"q"',
  '#1',
);
const rule = fc.record(
  {
    group: fc.constantFrom('apps', ''),
    kind: fc.constant('Deployment'),
    name: fc.constantFrom('web', 'true', 'a,b'),
    jsonPointers: fc.constant(['/spec/replicas', '/metadata/labels/a~1b']),
    under: fc.subarray([...STRATEGIES], { minLength: 1 }),
    by: fc.constantFrom('HorizontalPodAutoscaler/web', 'API server, defaults', 'a: b'),
  },
  { requiredKeys: ['kind', 'jsonPointers'] },
);
const repository = fc.constantFrom('ghcr.io/live/core', 'localhost:5000/a/b-c');
const release = { version, repository, digest, drift: fc.array(rule, { maxLength: 2 }) };
const ring: fc.Arbitrary<Ring> = fc.oneof(
  fc.constant({ head: true as const }),
  fc.record(
    { ...release, previous: fc.record(release, { requiredKeys: ['digest', 'drift'] }) },
    { requiredKeys: ['digest', 'drift'] },
  ),
);

/** A file in some style: rings on a line or not, pins on a line or not, comments, blank lines. */
const file = fc
  .record({
    artifacts: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 }),
    rings: fc.array(fc.tuple(fc.constantFrom(...RINGS), ring, fc.nat(5), fc.boolean()), {
      maxLength: 8,
    }),
    step: fc.constantFrom('  ', '    '),
    blank: fc.boolean(),
    lineBreak: fc.constantFrom('\n', '\r\n'),
    closed: fc.boolean(),
  })
  .map(({ artifacts, rings, step, blank, lineBreak, closed }) => {
    const texts = artifacts.map((artifact, index) => {
      const own = rings.filter((_, at) => at % 3 === index);
      const first = own.filter(([name], at) => own.findIndex(([other]) => other === name) === at);
      const lines = first.flatMap(([name, value, note, block]) =>
        ringLines(name, value, note, block, step),
      );
      return lines.length > 0 ? [`${artifact}: # of ${artifact}`, ...lines] : [`${artifact}: {}`];
    });
    const text = texts.map((lines) => lines.join('\n')).join(blank ? '\n\n' : '\n');
    return (text + (closed ? '\n# end\n' : '')).replaceAll('\n', lineBreak);
  });

function ringLines(
  name: string,
  value: Ring,
  note: number,
  block: boolean,
  step: string,
): string[] {
  const comment = note === 0 ? ' # note' : '';
  if ('head' in value) return [`${step}${name}: head${comment}`];
  const fields = Object.entries(value).map(
    ([key, field]) => `${JSON.stringify(key)}: ${JSON.stringify(field)}`,
  );
  if (!block) return [`${step}${name}: {${fields.join(', ')}}${comment}`];
  return [
    `${step}${name}:${comment}`,
    ...fields.map((field) => `${step}${step}${field}${comment}`),
  ];
}

function table(text: string): Record<string, Record<string, unknown>> {
  const releases = parseReleases(text, 'releases.yaml');
  return Object.fromEntries(
    releases
      .artifacts()
      .map((artifact) => [
        artifact,
        Object.fromEntries(
          releases.rings(artifact).map((name) => [name, releases.ring(artifact, name)]),
        ),
      ]),
  );
}

describe('setRing', () => {
  const change = fc.tuple(file, fc.constantFrom(...NAMES), fc.constantFrom(...RINGS), ring);

  test('changes that ring and no other', () => {
    fc.assert(
      fc.property(change, ([text, artifact, name, value]) => {
        const before = table(text);
        const after = table(setRing(text, artifact, name, value));
        expect(after).toEqual({ ...before, [artifact]: { ...before[artifact], [name]: value } });
      }),
      { numRuns: 600 },
    );
  });

  test('keeps every line outside of that ring, in order', () => {
    fc.assert(
      fc.property(change, ([text, artifact, name, value]) => {
        const lines = text.split(/\r?\n/);
        const edited = setRing(text, artifact, name, value).split(/\r?\n/);
        const [from, to] = ringOf(lines, artifact, name);
        const replaced = (at: number) => at >= from && at < to;
        const kept = lines.filter(
          (line, at) => line !== '' && line !== `${artifact}: {}` && !replaced(at),
        );
        let at = 0;
        for (const line of edited) if (line === kept[at]) at += 1;
        expect(kept.slice(at)).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  test('keeps the line breaks of the file', () => {
    fc.assert(
      fc.property(change, ([text, artifact, name, value]) => {
        const edited = setRing(text, artifact, name, value);
        if (text.includes('\r\n')) expect(edited.replaceAll('\r\n', '')).not.toContain('\n');
        else if (text.includes('\n')) expect(edited).not.toContain('\r');
      }),
    );
  });

  test('leaves the text alone when nothing changes', () => {
    fc.assert(
      fc.property(change, ([text, artifact, name, value]) => {
        const once = setRing(text, artifact, name, value);
        expect(setRing(once, artifact, name, value)).toBe(once);
      }),
    );
  });
});

/** The lines of a ring, from its key to the next line that is indented no more. */
function ringOf(lines: readonly string[], artifact: string, name: string): [number, number] {
  const top = lines.findIndex((line) => line.startsWith(`${artifact}:`));
  const start = lines.findIndex((line, at) => at > top && line.trim().startsWith(`${name}:`));
  const next = lines.findIndex((line, at) => at > top && /^[a-z]/.test(line));
  if (top < 0 || start < 0 || (next >= 0 && next < start)) return [lines.length, lines.length];
  const indent = (line: string) => line.length - line.trimStart().length;
  const key = lines[start] ?? '';
  const end = lines.findIndex((line, at) => at > start && indent(line) <= indent(key));
  return [start, end < 0 ? lines.length : end];
}
