import type * as Linter from '../../lint';
import { command } from '../command';
import { CliError } from '../errors';
import type * as Judge from '../judge-files';
import { judgeFlags } from '../judge-flags';
import type * as Reporters from '../reporters';

export const lint = command({
  name: 'lint',
  summary: 'Report what a controller would reject, fight or silently change.',
  args: '[files|folders|-]',
  arity: { min: 0, max: Infinity },
  example: 'cdk8s-gitops lint dist --kubernetes 1.34 --output github',
  options: {
    only: {
      type: 'string',
      multiple: true,
      summary:
        'categories, comma-separated: schema, deprecations, gitops, drift, secrets, crossplane',
    },
    output: {
      type: 'string',
      short: 'o',
      values: ['text', 'json', 'github', 'sarif', 'junit', 'tap'],
      default: 'text',
      summary: 'how to show the findings',
    },
    ...judgeFlags,
  },
  async run({ flags, args }, world) {
    const { judgeFiles } = require('../judge-files') as typeof Judge;
    const { reporters } = require('../reporters') as typeof Reporters;
    const report = judgeFiles(args, flags, world, categoriesIn(flags.only));
    const reporter = reporters.find(({ name }) => name === flags.output) ?? reporters[0];
    world.print(reporter.render(report));
    return report.diagnostics.some((d) => flags.strict || d.severity === 'error') ? 1 : 0;
  },
});

function categoriesIn(given: readonly string[]): Linter.Category[] | undefined {
  const { categories } = require('../../lint') as typeof Linter;
  const names = given.flatMap((text) => text.split(',')).map((name) => name.trim());
  for (const name of names) {
    if ((categories as readonly string[]).includes(name)) continue;
    throw new CliError(
      'CLI_FLAG_VALUE',
      `--only has the category '${name}'`,
      `write one of ${categories.join(', ')}`,
    );
  }
  return names.length > 0 ? (names as Linter.Category[]) : undefined;
}
