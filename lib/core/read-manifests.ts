import type { Diagnostic } from './diagnostic';
import { isManifest, type Manifest } from './manifest';
import type { ManifestEntry, Origin } from './manifest-set';
import type { Pointer } from './pointer';
import { parseDocuments, type YamlDocument, type YamlProblem } from './yaml';

/** The rules that reading itself applies; nothing later can see what they report. */
export type ReadRule = 'invalid-yaml' | 'duplicate-key' | 'not-a-manifest';

export interface ReadManifests {
  readonly entries: ManifestEntry[];
  readonly diagnostics: Diagnostic[];
}

const HINTS: Readonly<Record<ReadRule, string>> = {
  'invalid-yaml': 'repair the document, no cluster can read it',
  'duplicate-key': 'remove one of the two, readers disagree on which one counts',
  'not-a-manifest': 'write apiVersion, kind and metadata, or leave the document out',
};
const SOURCES: Readonly<Record<ReadRule, string>> = {
  'invalid-yaml': 'https://yaml.org/spec/1.1/',
  'duplicate-key': 'https://yaml.org/spec/1.2.2/#3213-node-comparison',
  'not-a-manifest':
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/#required-fields',
};

/**
 * Reads every manifest of a file, YAML or JSON. Lists (`kind: List`, and any `…List` with items) are
 * replaced by their items, at any depth; items of a typed list get the kind that it leaves out.
 * What cannot be read, or is no manifest, is a diagnostic; the rest of the file is read all the same.
 *
 * @param file as it is to be shown; nothing is opened.
 */
export function readManifests(text: string, file: string): ReadManifests {
  const read: ReadManifests = { entries: [], diagnostics: [] };
  for (const [index, document] of parseDocuments(text).entries()) {
    if (document.problem) read.diagnostics.push(problemOf(document.problem, file));
    if (!document.empty && document.problem?.kind !== 'syntax')
      collect(document, index, file, read);
  }
  return read;
}

function collect(document: YamlDocument, index: number, file: string, read: ReadManifests): void {
  const visit = (value: unknown, at: Pointer): void => {
    const items = itemsOf(value);
    if (items) {
      items.forEach((item, i) => visit(item, `${at}/items/${i}`));
      return;
    }
    const origin: Origin = {
      file,
      within: { document: index, pointer: at },
      lineOf: (pointer) => document.lineOf(at + pointer),
    };
    if (isManifest(value)) read.entries.push({ manifest: value, origin });
    else read.diagnostics.push(report('not-a-manifest', flaw(value), origin));
  };
  visit(document.value, '');
}

/** The items of a list object; `undefined` for anything else. */
function itemsOf(value: unknown): readonly unknown[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { apiVersion, kind, items } = value as Partial<Manifest>;
  if (typeof kind !== 'string' || !kind.endsWith('List')) return undefined;
  if (kind === 'List') return Array.isArray(items) ? items : [];
  if (!Array.isArray(items)) return undefined;
  const type = { apiVersion, kind: kind.slice(0, -'List'.length) };
  return items.map((item: unknown) =>
    typeof item === 'object' && item !== null && !('kind' in item) ? { ...type, ...item } : item,
  );
}

function problemOf({ kind, message, line, column }: YamlProblem, file: string): Diagnostic {
  const rule = kind === 'syntax' ? 'invalid-yaml' : kind;
  return report(rule, `${message} (column ${column})`, { file, lineOf: () => line });
}

function flaw(value: unknown): string {
  if (Array.isArray(value)) return 'is a list, not an object';
  if (typeof value !== 'object' || value === null) return `is ${short(value)}, not an object`;
  const fields = value as Record<string, unknown>;
  for (const field of ['apiVersion', 'kind']) {
    const found = fields[field];
    if (found === undefined) return `has no ${field}`;
    if (typeof found !== 'string') return `${field} is ${short(found)}, not a string`;
  }
  const { metadata } = fields;
  return metadata === undefined
    ? 'has no metadata'
    : `metadata is ${short(metadata)}, not an object`;
}

/** A file that is no YAML at all is often one long text. */
function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}

function report(rule: ReadRule, message: string, origin: Origin): Diagnostic {
  const hint = HINTS[rule];
  return { rule, severity: 'error', message, hint, source: SOURCES[rule], pointer: '', origin };
}
