import type * as Core from '../../core';
import { command } from '../command';
import type * as Fixing from '../drift/fix-files';
import type * as Generated from '../drift/programs';
import type * as Migration from '../drift/migrate';
import type * as Table from '../drift/table';
import type * as Repeatable from '../drift/not-repeatable';
import type * as Twice from '../drift/synth-twice';
import { CliError } from '../errors';
import type { Report } from '../findings/report';
import { judgeFlags } from '../judge-flags';
import type * as Judge from '../judge-files';
import type * as Reporters from '../reporters';

export const drift = command({
  name: 'drift',
  summary: 'Tell which fields are fought over, by Application, and repair them.',
  args: '[files|folders]',
  arity: { min: 0, max: Infinity },
  example: 'cdk8s-gitops drift deploy --dry-run',
  options: {
    output: {
      type: 'string',
      short: 'o',
      values: ['text', 'json', 'github', 'sarif', 'junit', 'tap'],
      default: 'text',
      summary: 'how to show the findings; text is a table by Application',
    },
    fix: { type: 'boolean', default: false, summary: 'repair the files, layout and comments kept' },
    'dry-run': { type: 'boolean', default: false, summary: 'print the repair as a patch instead' },
    force: { type: 'boolean', default: false, summary: 'repair what a program wrote, too' },
    migrate: {
      type: 'boolean',
      default: false,
      summary: 'print the safe order for dropping fields that are applied, as patches',
    },
    twice: {
      type: 'boolean',
      default: false,
      summary: 'run the program twice first, and compare what it writes',
    },
    app: {
      type: 'string',
      short: 'a',
      summary: 'how to start it, for --twice; default cdk8s.yaml',
    },
    ...judgeFlags,
  },
  async run({ flags, args, debug = false }, world) {
    const { judgeFiles } = require('../judge-files') as typeof Judge;
    const { Programs } = require('../drift/programs') as typeof Generated;
    const { reporters } = require('../reporters') as typeof Reporters;
    refuseBoth(flags);
    const runs = flags.twice ? await runTwice(flags.app, world, debug) : [];
    const paths = args.length > 0 ? args : ['dist'];
    const programs = new Programs(paths, world.disk);
    const judge = (disk: Core.Disk) => judgeFiles(paths, flags, { ...world, disk }, ['drift']);
    const judged = judge(world.disk);
    if (flags.migrate) {
      const { migrate } = require('../drift/migrate') as typeof Migration;
      return migrate(judged, world);
    }
    let left = judged;
    if (flags.fix || flags['dry-run']) {
      const { fixFiles } = require('../drift/fix-files') as typeof Fixing;
      const mayEdit = (file: string) =>
        programs.writes(file) && !flags.force
          ? 'a program writes it: repair it there, cdk8s-gitops why names the construct; or --force'
          : undefined;
      left = fixFiles(judged, judge, world, { mayEdit, dryRun: flags['dry-run'] });
      if (flags['dry-run']) return hasErrors(judged, flags.strict) ? 1 : 0;
    }
    const { differencesIn } = require('../drift/not-repeatable') as typeof Repeatable;
    const differing = runs.flatMap((one) => differencesIn(one, left.set));
    const report = { ...left, diagnostics: [...differing, ...left.diagnostics] };
    const reporter = reporters.find(({ name }) => name === flags.output);
    if (flags.output === 'text' || !reporter) {
      const { driftTable } = require('../drift/table') as typeof Table;
      world.print(driftTable(report, left.set));
    } else world.print(reporter.render(report));
    return hasErrors(report, flags.strict) ? 1 : 0;
  },
});

function hasErrors({ diagnostics }: Pick<Report, 'diagnostics'>, strict: boolean): boolean {
  return diagnostics.some(({ severity }) => strict || severity === 'error');
}

function refuseBoth(flags: { readonly [name: string]: unknown }): void {
  if (flags['migrate'] && (flags['fix'] || flags['dry-run'])) {
    throw new CliError(
      'CLI_FLAG_VALUE',
      '--migrate and --fix are two ways: one in steps, one at once',
      'give one of them',
    );
  }
  if (flags['twice'] && (flags['migrate'] || flags['dry-run'])) {
    throw new CliError(
      'CLI_FLAG_VALUE',
      '--twice tells what no patch repairs, and --migrate and --dry-run print patches only',
      'give one of them',
    );
  }
}

async function runTwice(app: string | undefined, world: Core.World, debug: boolean) {
  const { synthTwice } = require('../drift/synth-twice') as typeof Twice;
  return synthTwice(app, world, debug);
}
