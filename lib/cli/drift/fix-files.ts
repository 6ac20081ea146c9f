import { nameOf } from '../../drift';
import type { Diagnostic, Disk, World } from '../../core';
import { count } from '../findings/report';
import type { Judged } from '../judge-files';
import { overlay } from './overlay';
import { planFixes, type FileChange, type FixPlan } from './plan-fixes';
import { unifiedDiff } from './unified-diff';

/** A repair may show what it hid; more rounds than that change nothing. */
const ROUNDS = 5;

export interface FixOptions {
  readonly mayEdit: (file: string) => string | undefined;
  /** Print the change as a patch, and write nothing. */
  readonly dryRun: boolean;
}

/**
 * Repairs files, all or none of them, and tells what was done; what could not be is said on stderr.
 *
 * @param judge looks again at the files of a disk.
 * @returns what is left to report.
 */
export function fixFiles(
  judged: Judged,
  judge: (disk: Disk) => Judged,
  world: World,
  { mayEdit, dryRun }: FixOptions,
): Judged {
  const files = new Map<string, FileChange>();
  const repaired: Diagnostic[] = [];
  let left = judged;
  let plan: FixPlan | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const disk = overlay(world.disk, afters(files));
    plan = planFixes(left.diagnostics, left.set, (file) => readText(file, disk), mayEdit);
    if (plan.changes.size === 0) break;
    for (const [file, { before, after }] of plan.changes) {
      files.set(file, { before: files.get(file)?.before ?? before, after });
    }
    repaired.push(...plan.repaired);
    left = judge(overlay(world.disk, afters(files)));
  }
  for (const { diagnostic, reason } of plan?.refused ?? []) {
    const { manifest, pointer } = diagnostic;
    const what = manifest ? `${nameOf(manifest)} ${pointer}` : pointer;
    world.report(`not repaired: ${what}: ${reason}`);
  }
  if (dryRun) {
    const patch = [...files].map(([file, { before, after }]) => unifiedDiff(file, before, after));
    if (patch.length > 0) world.print(patch.join('').replace(/\n$/, ''));
    world.report(
      `${count(repaired.length, 'finding')} repaired by this patch; nothing was written`,
    );
    return judged;
  }
  world.disk.write(afters(files));
  for (const [file] of files) world.report(`repaired ${file}`);
  if (repaired.some(dropsScale)) {
    world.report(
      'a scale that is applied already falls to 1 if it is dropped before its rule is synced: see --migrate',
    );
  }
  return left;
}

function dropsScale({ rule, fixes = [] }: Diagnostic): boolean {
  const removed = fixes.some(({ edits }) => edits.some((edit) => edit.do === 'remove'));
  return rule === 'field-has-two-writers' && removed;
}

/** The text of a file; `undefined` where it is none, so that no byte of it could be kept. */
export function readText(file: string, disk: Disk): string | undefined {
  if (file === '' || file === '-') return undefined;
  const bytes = disk.read(file);
  const text = bytes?.toString('utf8');
  return text !== undefined && bytes?.equals(Buffer.from(text)) ? text : undefined;
}

function afters(files: ReadonlyMap<string, FileChange>): Map<string, string> {
  return new Map([...files].map(([file, { after }]) => [file, after]));
}
