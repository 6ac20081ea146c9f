import fc from 'fast-check';
import { parseDocuments } from '../../../lib/core';
import { composeDocument } from '../../../lib/core/yaml/compose';
import { UNUSUAL } from '../../../lib/core/yaml/cursor';
import { NOTHING, readFast } from '../../../lib/core/yaml/fast';
import { ProblemAt } from '../../../lib/core/yaml/problem';

const MANIFESTS = [
  `apiVersion: v1
kind: ConfigMap
metadata:
  name: a
  labels: {app: web, "x/y": 'z'}
data:
  a.txt: |
    line one
      more

    # not a comment
  b: >-
    folded
    text

     more
    end
  c: "quo\\"ted \\n x"
  d: 'it''s'
  e: plain over
    lines

    here # c
`,
  `- a
- b: 1
  c: [1, 2, {x: y}]
-
  - n
  - - m
    - o
- |+
  keep

- >2
    two
- ~
-
- "x"
`,
  `spec:
  containers:
  - name: web
    args: ["--a", '--b', -c, --d=e]
    env:
    - {name: A, value: "1"}
    ports:
    - containerPort: 80
      protocol: TCP
  replicas: 3 # three

# end
status: {}
`,
  `{"a": [1, 2.5, -3, true, null, "x\\u0041"], "b": {"c": {}, "d": []},
 "e": "f"}
`,
];
const BITS = [
  ...' |  |\n|\n  |\n    |- |-\n|: |:|#| #|"|\'|>|[|]|{|}|, |a|b: |\\|\t|~|012|yes|&a |*a|!!str |? |<<: |%|é'.split(
    '|',
  ),
  ...[
    '|',
    '|-',
    '>+',
    '\r\n',
    '---\n',
    '...\n',
    '\n- ',
    '\nk: v\n',
    '\x07',
    '\ufeff',
    '__proto__: 1\n',
  ],
];

/** A manifest with some pieces put in, some characters taken out, and some lines moved. */
const mutated = fc
  .tuple(
    fc.constantFrom(...MANIFESTS),
    fc.array(fc.tuple(fc.nat(999), fc.nat(4), fc.constantFrom(...BITS)), { maxLength: 3 }),
  )
  .map(([text, changes]) =>
    changes.reduce((result, [at, cut, bit]) => {
      const place = Math.floor((at / 1_000) * (result.length + 1));
      return result.slice(0, place) + bit + result.slice(place + cut);
    }, text),
  );

describe('the fast parser', () => {
  test('agrees with the full one on every text that it accepts', () => {
    let accepted = 0;
    fc.assert(
      fc.property(mutated, (text) => {
        const lines = `${text.replace(/\r\n?/g, '\n')}\n`;
        fc.pre(!/^(?:---|\.\.\.)(?:\s|$)/m.test(lines));
        const fast = attempt(() => readFast(lines, 0, lines.length, false));
        if (fast === UNUSUAL || fast === NOTHING) return;
        accepted += 1;
        const full = attempt(() => composeDocument(lines, 0));
        // js-yaml alone wants brackets and quotes to be indented as the maps around them, and does
        // not know all escapes of YAML 1.1.
        const stricter = ['deficient indentation', 'unknown escape sequence'];
        if (full instanceof ProblemAt && stricter.includes(full.message)) return;
        expect(full).toEqual({ value: fast });
      }),
      { numRuns: 2_000 },
    );
    expect(accepted).toBeGreaterThan(200);
  });
});

describe('parseDocuments', () => {
  test('never throws, and every problem has a place in the text', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string({ unit: 'binary', maxLength: 60 })), (text) => {
        for (const { problem, line } of parseDocuments(text)) {
          const lines = text.split(/\r\n?|\n/).length;
          expect(line).toBeLessThanOrEqual(lines);
          if (problem) expect(problem.line).toBeLessThanOrEqual(lines);
          if (problem) expect(problem.column).toBeGreaterThan(0);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (cause) {
    if (cause === UNUSUAL || cause instanceof ProblemAt) return cause;
    throw cause;
  }
}
