import { loadAll } from 'js-yaml';
import { formatKey, isManifest, keyOf, ManifestSet, type Manifest } from '../../../lib/core';
import { lint, rules, type LintOptions, type Rule } from '../../../lib/lint';
import * as schemas from '../../../imports/schemas';

export interface RuleCase {
  readonly title: string;
  /** Documents, separated by `---` lines. */
  readonly given: string;
  /** `<object><pointer>` of each finding, optionally followed by a part of its message. */
  readonly reports: readonly string[];
  readonly targets?: LintOptions['targets'];
}

/** Runs one rule over each case; a case with `reports: []` is one that the rule accepts. */
export function ruleCases(rule: Rule, cases: readonly RuleCase[]): void {
  // As it is listed: loaded only where the set has one of its kinds.
  const listed = rules.find(({ id }) => id === rule.id) ?? rule;
  it.each([...cases])('$title', ({ given, reports, targets }) => {
    const found = lint(setOf(given), { schemas, rules: [listed], targets });
    const texts = found.map(
      ({ manifest, pointer, message }) =>
        `${manifest ? formatKey(keyOf(manifest)) : ''}${pointer} ${message}`,
    );
    expect(texts).toHaveLength(reports.length);
    texts.forEach((text, i) => {
      const [place = '', ...words] = (reports[i] ?? '').split(' ');
      expect(text.split(' ')[0]).toBe(place);
      expect(text).toContain(words.join(' '));
    });
  });
}

export function setOf(given: string): ManifestSet {
  return ManifestSet.of(manifestsOf(given));
}

export function manifestsOf(given: string): Manifest[] {
  return (loadAll(given) as unknown[]).filter(isManifest);
}
