import { loadAll } from 'js-yaml';
import {
  formatKey,
  isManifest,
  ManifestSet,
  parsePointer,
  type Manifest,
  type ObjectKey,
  type Pointer,
} from '../../../lib/core';
import { simulateSync } from '../../../lib/testing';
import {
  fights,
  rulesOf,
  type Claim,
  type KindSchema,
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
  /**
   * What the controller makes of the first object that the claims are about, by pointer: the
   * simulation shows that the case fights then, and that its twin, or the same under the rules of
   * its claims, is quiet and keeps what was written.
   */
  readonly live?: Readonly<Record<Pointer, unknown>>;
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

    const simulated = cases.filter(({ live }) => live !== undefined);
    if (simulated.length === 0) return;

    it.each(simulated)('$title: Argo CD fights, and the repaired twin is quiet', (one) => {
      const { given, twin = given, live = {}, strategy = 'serverSideApply', facts } = one;
      const [first] = [...writer.claims(setOf(given), facts)];
      if (!first) throw new Error('the case has no claim');
      const known = { writer, key: first.target, live, strategy, facts };
      const before = sync({ ...known, given, withRules: false });
      expect(before.problems).toEqual([]);
      expect(before.diff[ARGO_CD[strategy]].status).toBe('OutOfSync');
      const after = sync({ ...known, given: twin, withRules: true });
      expect(after.problems).toEqual([]);
      expect(after.diff[ARGO_CD[strategy]]).toEqual({ status: 'Synced', differences: [] });
      for (const pointer of Object.keys(live)) {
        expect([pointer, after.survives(pointer)]).toEqual([pointer, true]);
      }
    });
  });
}

const OPEN: KindSchema = {
  table: { shapes: [] },
  facts: { root: { 'x-kubernetes-preserve-unknown-fields': true } },
};

const ARGO_CD = {
  clientSide: 'three-way',
  serverSideApply: 'structured-merge',
  serverSideDiff: 'server-side',
} as const;

interface Simulated {
  readonly writer: Writer;
  readonly given: string;
  readonly key: ObjectKey;
  readonly live: Readonly<Record<Pointer, unknown>>;
  readonly strategy: Strategy;
  readonly facts: DriftFacts | undefined;
  readonly withRules: boolean;
}

/** The first object that the writer claims in the fighting case, as Git and as the cluster has it. */
function sync({ writer, given, key, live, strategy, facts, withRules }: Simulated) {
  const set = setOf(given);
  const claims = [...writer.claims(set, facts)];
  const [target] = set.named(key.group, key.kind, key.name);
  if (!target) throw new Error('the case has no such object');
  const application = {
    spec: {
      ignoreDifferences: withRules ? rulesOf(claims, strategy) : [],
      syncPolicy: {
        syncOptions: [
          ...(strategy === 'serverSideApply' ? ['ServerSideApply=true'] : []),
          ...(withRules ? ['RespectIgnoreDifferences=true'] : []),
        ],
      },
    },
  };
  // Every list of a custom resource is replaced as a whole.
  const options = { strategy: ARGO_CD[strategy], lastApplied: target, schemaOf: () => OPEN };
  return simulateSync(target, writtenInto(target, live, !withRules), application, options);
}

/** @param overwrites Whether also where Git has a value: the twin may have one of its own. */
function writtenInto(
  manifest: Manifest,
  live: Readonly<Record<Pointer, unknown>>,
  overwrites: boolean,
): Manifest {
  const copy = structuredClone(manifest);
  for (const [pointer, value] of Object.entries(live)) {
    const tokens = parsePointer(pointer);
    const last = tokens.pop() ?? '';
    let holder = copy as unknown as Record<string, unknown>;
    for (const token of tokens) holder = (holder[token] ??= {}) as Record<string, unknown>;
    if (value === undefined) Reflect.deleteProperty(holder, last);
    else if (overwrites || holder[last] === undefined) holder[last] = value;
  }
  return copy;
}

export function setOf(given: string): ManifestSet {
  return ManifestSet.of((loadAll(given) as unknown[]).filter(isManifest));
}

function fightsIn(writer: Writer, given: string, strategy: Strategy, facts?: DriftFacts) {
  const claims = [...writer.claims(setOf(given), facts)];
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
