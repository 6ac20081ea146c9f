import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic, ManifestEntry } from '../../../lib/core';
import type { Report } from '../../../lib/cli/findings/report';
import { lint } from '../../../lib/cli/commands/lint';
import { reporters } from '../../../lib/cli/reporters';

const entry = (kind: string, name: string, origin: ManifestEntry['origin']): ManifestEntry => ({
  manifest: {
    apiVersion: kind === 'Widget' ? 'acme.io/v1' : 'v1',
    kind,
    metadata: { name, namespace: 'shop' },
  },
  origin,
});
const web = entry('ConfigMap', 'web', { file: 'dist/a.yaml', lineOf: (p) => (p === '' ? 1 : 7) });
const api = entry('ConfigMap', 'api', { file: 'dist/a.yaml', lineOf: () => 12 });
const widget = entry('Widget', 'w', { constructPath: 'core/base/w' });
const fine = entry('Secret', 'ok <&">', { file: 'dist/b, c.yaml' });

const finding = (
  rule: string,
  at: ManifestEntry | undefined,
  more: Partial<Diagnostic>,
): Diagnostic => ({
  rule,
  severity: 'error',
  message: 'is bad',
  hint: 'make it good',
  source: 'https://example.org/why',
  pointer: '',
  origin: at?.origin ?? {},
  ...(at ? { manifest: at.manifest } : {}),
  ...more,
});

const report: Report = {
  entries: [web, api, widget, fine],
  files: ['dist/a.yaml', 'dist/b, c.yaml'],
  diagnostics: [
    finding('schema-violation', web, {
      pointer: '/data/a~1b',
      message: "is 'a rather long value, long enough to break the line', not one of 'x', 'y' <&\">",
      hint: 'write a value that the schema allows, which is a sentence that is too long for one line too',
    }),
    finding('schema-violation', api, { pointer: '/data/c', hint: 'quote it', severity: 'warning' }),
    finding('plain-secret', api, { hint: 'quote it', severity: 'info' }),
    finding('unknown-kind', widget, {
      severity: 'warning',
      message: '100 % unknown:\nof two lines',
    }),
    finding('invalid-yaml', undefined, { origin: { file: 'dist/b, c.yaml', lineOf: () => 3 } }),
  ],
};

describe.each(reporters.map((reporter) => [reporter.name, reporter] as const))(
  '%s',
  (name, reporter) => {
    it('says what the golden file says', () => {
      const path = join(__dirname, 'golden', `${name}.txt`);
      const text = `${reporter.render(report)}\n`;
      if (process.env['UPDATE_GOLDEN']) writeFileSync(path, text);
      expect(text).toBe(readFileSync(path, 'utf8'));
    });

    it('has something to say of nothing', () => {
      expect(reporter.render({ diagnostics: [], entries: [], files: [] })).not.toBe('');
    });
  },
);

it('has each of them in the values of --output', () => {
  expect(lint.options['output']?.values).toEqual(reporters.map(({ name }) => name));
});

it('keeps text within 80 columns', () => {
  const text = reporters[0].render(report);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

it('tells a person no control character that a stranger wrote', () => {
  const written = finding('bad', web, { message: 'is \u001b[2J\u009b3J' });
  const shown = reporters[0].render({ ...report, diagnostics: [written] });
  expect(shown).toMatch(/is +\[2J 3J \[bad\]/);
  expect(shown).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
});
