import type { Diagnostic, ManifestSet } from '../core';
import { Context, type ContextOptions } from './context';
import type { Category, Finding, Rule } from './rule';
import { rules as all } from './rules';
import { isReplaced } from './replaced';
import { suppressedIn } from './suppression';

export interface LintOptions extends ContextOptions {
  /** Only the rules of these categories; default all. */
  readonly only?: readonly Category[];
  /** Default every rule there is. */
  readonly rules?: readonly Rule[];
}

/**
 * What controllers would fight, reject or silently change, in a fixed order: by file, line and
 * rule; objects of unknown place in the order of the set.
 *
 * Pure: nothing is read but the arguments, and no manifest is changed. A manifest opts out of rules
 * by the annotation of `suppression.ts`.
 */
export function lint(set: ManifestSet, options: LintOptions): Diagnostic[] {
  const { only, rules = all } = options;
  const context = new Context(set, options);
  const found: Diagnostic[] = [];
  for (const rule of rules) {
    if (only && !only.includes(rule.category)) continue;
    for (const finding of rule.check(set, context)) {
      if (!isSuppressed(finding, rule, context)) found.push(diagnosticOf(finding, rule, set));
    }
  }
  return inOrder(found, set);
}

function isSuppressed(finding: Finding, { id, category }: Rule, context: Context): boolean {
  if (!('at' in finding)) return false;
  const { at, pointer = '' } = finding;
  if (category === 'schema' && isReplaced(at, pointer, context)) return true;
  return suppressedIn(at).some((ignored) => ignored === id || ignored === '*');
}

function diagnosticOf(finding: Finding, rule: Rule, set: ManifestSet): Diagnostic {
  const { message, severity = rule.severity, hint = rule.hint, fight, fixes } = finding;
  const more = { ...(fight && { fight }), ...(fixes && { fixes }) };
  const body = { rule: rule.id, severity, message, hint, source: rule.source, ...more };
  if ('at' in finding) {
    const { at, pointer = '' } = finding;
    return { ...body, manifest: at, pointer, origin: set.originOf(at) };
  }
  const { file, line } = finding.step;
  return { ...body, pointer: '', origin: { file, lineOf: () => line } };
}

/** Sorts by file, line, place in the set, rule, pointer and message: the same for the same input. */
export function inOrder(diagnostics: readonly Diagnostic[], set: ManifestSet): Diagnostic[] {
  if (diagnostics.length < 2) return [...diagnostics];
  const places = new Map([...set].map((manifest, i) => [manifest, i]));
  return diagnostics
    .map((diagnostic) => {
      const { origin, pointer, manifest } = diagnostic;
      const line = origin.lineOf?.(pointer) ?? 0;
      return { diagnostic, line, place: (manifest && places.get(manifest)) ?? -1 };
    })
    .sort(
      (a, b) =>
        compare(a.diagnostic.origin.file ?? '', b.diagnostic.origin.file ?? '') ||
        a.line - b.line ||
        a.place - b.place ||
        compare(a.diagnostic.rule, b.diagnostic.rule) ||
        compare(a.diagnostic.pointer, b.diagnostic.pointer) ||
        compare(a.diagnostic.message, b.diagnostic.message),
    )
    .map(({ diagnostic }) => diagnostic);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
