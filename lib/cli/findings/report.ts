import { keyOf, type Diagnostic, type Manifest, type ManifestEntry } from '../../core';

/** What a run of `lint` has to say; what a reporter turns into text. */
export interface Report {
  /** In the order in which they are shown. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every object that was looked at. */
  readonly entries: readonly ManifestEntry[];
  /** Every file that was looked at, pipelines included. */
  readonly files: readonly string[];
}

/** One way to show findings. */
export interface Reporter {
  /** What `--output` calls it. */
  readonly name: string;
  readonly summary: string;
  /** The text for stdout, without a line feed at its end. */
  render(report: Report): string;
}

/** 1-based line of a finding; `undefined` where it is not known. */
export function lineOf({ origin, pointer }: Diagnostic): number | undefined {
  return origin.lineOf?.(pointer);
}

/** `dist/web.yaml:12`, a construct's path, or `-` for input without a name. */
export function placeOf(diagnostic: Diagnostic): string {
  const { file, constructPath } = diagnostic.origin;
  if (file === undefined) return constructPath ?? '-';
  const line = lineOf(diagnostic);
  return line === undefined ? file : `${file}:${line}`;
}

/** `Deployment shop/web`; a missing name or namespace leaves no trace. */
export function objectOf(manifest: Manifest): string {
  const { namespace, name } = keyOf(manifest);
  const path = [namespace, name].filter((part: unknown) => typeof part === 'string' && part !== '');
  return [manifest.kind, path.join('/')].filter(Boolean).join(' ');
}

/** What is wrong, on one line: `Deployment shop/web: /spec/replicas is 3, but …`. */
export function sentenceOf({ manifest, pointer, message }: Diagnostic): string {
  const line = message.replace(/\s*\n\s*/g, ' ');
  const body = pointer === '' ? line : `${pointer} ${line}`;
  return manifest ? `${objectOf(manifest)}: ${body}` : body;
}

/** `3 errors`, `1 warning`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** How many findings of each severity there are. */
export function tally(diagnostics: readonly Diagnostic[]): Record<Diagnostic['severity'], number> {
  const sums = { error: 0, warning: 0, info: 0 };
  for (const { severity } of diagnostics) sums[severity]++;
  return sums;
}
