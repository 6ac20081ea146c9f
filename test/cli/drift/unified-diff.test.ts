import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { unifiedDiff } from '../../../lib/cli/drift/unified-diff';

it('shows a change with three lines around it', () => {
  const before = 'a\nb\nc\nd\ne\nf\ng\nh\n';
  expect(unifiedDiff('x.yaml', before, before.replace('e\n', 'E\n'))).toBe(
    '--- a/x.yaml\n+++ b/x.yaml\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n',
  );
});

it('is nothing for equal texts', () => expect(unifiedDiff('x', 'a\n', 'a\n')).toBe(''));

it('says where there is no line feed at the end', () => {
  expect(unifiedDiff('x', 'a\nb', 'a\n')).toBe(
    '--- a/x\n+++ b/x\n@@ -1,2 +1,1 @@\n a\n-b\n\\ No newline at end of file\n',
  );
});

it('is what git apply makes the new text of', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drift-diff-'));
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', 'd\r'), { maxLength: 30 });
  const text = fc
    .tuple(lines, fc.constantFrom('', '\n'))
    .map(([all, end]) => (all.length > 0 ? `x\n${all.join('\n')}y${end}` : 'x\n'));
  try {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const patch = unifiedDiff('f.yaml', before, after);
        if (patch === '') return;
        writeFileSync(join(folder, 'f.yaml'), before);
        execFileSync('git', ['apply', '-p1', '-'], { cwd: folder, input: patch });
        expect(readFileSync(join(folder, 'f.yaml'), 'utf8')).toBe(after);
      }),
      { numRuns: 60 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
