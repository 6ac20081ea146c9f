import type { Diagnostic, Fix, ManifestSet, YamlEdit } from '../../core';
import { editYaml } from '../../core/yaml/edit';

/** A file before and after. */
export interface FileChange {
  readonly before: string;
  readonly after: string;
}

export interface FixPlan {
  readonly changes: ReadonlyMap<string, FileChange>;
  /** Findings that are repaired by them. */
  readonly repaired: readonly Diagnostic[];
  /** Findings that could not be, and why. */
  readonly refused: readonly Refusal[];
}

export interface Refusal {
  readonly diagnostic: Diagnostic;
  /** `k8s/web.yaml: its line endings are mixed` */
  readonly reason: string;
}

/**
 * The edits that repair findings. The fixes of one finding are made together or not at all: a field
 * that is dropped without its rule would be worse than one that is kept.
 *
 * @param choose which fixes of a finding to make; default all.
 * @param mayEdit `undefined` where a file may be changed, else why not.
 */
export function planFixes(
  diagnostics: readonly Diagnostic[],
  set: ManifestSet,
  read: (file: string) => string | undefined,
  mayEdit: (file: string) => string | undefined,
  choose: (fixes: readonly Fix[]) => readonly Fix[] = (fixes) => fixes,
): FixPlan {
  const refused: Refusal[] = [];
  let left = diagnostics.flatMap((diagnostic) => {
    const fixes = choose(diagnostic.fixes ?? []);
    return fixes.length > 0 ? [{ diagnostic, fixes }] : [];
  });
  for (;;) {
    const wanted = new Map<string, Map<number, YamlEdit[]>>();
    const faults = new Map<string, string>();
    for (const { fixes } of left) for (const fix of fixes) collect(fix, set, wanted);
    const changes = new Map<string, FileChange>();
    for (const [file, edits] of wanted) {
      const before = read(file);
      const why = before === undefined ? 'it was not read from a file' : mayEdit(file);
      if (why !== undefined || before === undefined) {
        for (const index of edits.keys()) faults.set(`${file}#${index}`, why ?? '');
        continue;
      }
      const edited = editYaml(before, edits);
      for (const [index, error] of edited.refused) faults.set(`${file}#${index}`, error.message);
      changes.set(file, { before, after: edited.text });
    }
    if (faults.size === 0) {
      return { changes, repaired: left.map(({ diagnostic }) => diagnostic), refused };
    }
    left = left.filter(({ diagnostic, fixes }) => {
      const places = fixes.map((fix) => placeOf(fix, set));
      const place = places.find((one) => faults.has(one));
      if (place === undefined) return true;
      const file = place.slice(0, place.lastIndexOf('#'));
      refused.push({ diagnostic, reason: `${file}: ${faults.get(place) ?? ''}` });
      return false;
    });
  }
}

function collect(
  { at, edits }: Fix,
  set: ManifestSet,
  wanted: Map<string, Map<number, YamlEdit[]>>,
): void {
  const { file = '', within } = set.originOf(at);
  const documents = wanted.get(file) ?? new Map<number, YamlEdit[]>();
  wanted.set(file, documents);
  const index = within?.document ?? 0;
  const own = documents.get(index) ?? [];
  documents.set(index, own);
  const base = within?.pointer ?? '';
  own.push(...edits.map((edit) => ({ ...edit, pointer: base + edit.pointer })));
}

function placeOf({ at }: Fix, set: ManifestSet): string {
  const { file = '', within } = set.originOf(at);
  return `${file}#${within?.document ?? 0}`;
}
