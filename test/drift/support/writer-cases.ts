import { loadAll } from 'js-yaml';
import { formatKey, isManifest, ManifestSet } from '../../../lib/core';
import {
  fights,
  writers,
  type Claim,
  type DriftFacts,
  type Strategy,
  type Writer,
} from '../../../lib/drift';

export interface WriterCase {
  readonly title: string;
  /** Documents, separated by `---` lines. */
  readonly given: string;
  /** `<object><pointer> <repair>` of each fight, then the value, option or jq path of the repair. */
  readonly over: readonly string[];
  /** The same, repaired: nothing fights. Absent where a rule is the repair. */
  readonly twin?: string;
  /** Default: structured merge diff, under which most fight. */
  readonly strategy?: Strategy;
  readonly facts?: DriftFacts;
}

/** Runs one writer over each case, and over its repaired twin. */
export function writerCases(writer: Writer, cases: readonly WriterCase[]): void {
  describe(writer.name, () => {
    it.each([...cases])('$title', ({ given, over, twin, strategy = 'serverSideApply', facts }) => {
      expect(fightsIn(writer, given, strategy, facts)).toEqual(over);
      if (twin !== undefined) expect(fightsIn(writer, twin, strategy, facts)).toEqual([]);
    });
  });
}

export function setOf(given: string): ManifestSet {
  return ManifestSet.of((loadAll(given) as unknown[]).filter(isManifest));
}

function fightsIn(writer: Writer, given: string, strategy: Strategy, facts?: DriftFacts) {
  // As it is listed: loaded only where the set has one of its kinds.
  const listed = writers.find(({ name }) => name === writer.name) ?? writer;
  const claims = [...listed.claims(setOf(given), facts)];
  return claims.filter((claim) => fights(claim, strategy)).map(textOf);
}

function textOf({ target, pointer, jq, repair }: Claim): string {
  const how = [
    repair.do,
    repair.do === 'write' ? JSON.stringify(repair.value) : undefined,
    repair.do === 'set' ? `${repair.option.in} ${repair.option.text}` : undefined,
    repair.do === 'ignore' ? jq : undefined,
  ];
  return `${formatKey(target)}${pointer} ${how.filter((part) => part !== undefined).join(' ')}`;
}
