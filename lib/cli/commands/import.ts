import { command } from '../command';
import { CliError } from '../errors';
import type * as stage from '../import';

export const importDefinitions = command({
  name: 'import',
  summary: 'Write TypeScript and schemas for CRDs, XRDs or an AWS service.',
  args: '<file|folder|-|aws:<service>[/v1]>…',
  arity: { min: 1, max: Infinity },
  example: 'cdk8s-gitops import aws:dynamodb',
  options: {
    out: { type: 'string', short: 'o', default: 'imports', summary: 'folder to write to' },
  },
  run({ flags, args }, world) {
    const { readDefinitions, uniqueKinds, writeImports } = require('../import') as typeof stage;
    const read = args.map((source) => readDefinitions(source, world));
    const { crds, problems } = uniqueKinds(read.flatMap((each) => each.crds));
    const all = [...read.flatMap((each) => each.problems), ...problems];
    for (const problem of all) world.report(`error ${problem}`);
    if (crds.length === 0 && all.length === 0)
      throw new CliError(
        'CLI_INPUT_MISSING',
        `there is no CustomResourceDefinition or CompositeResourceDefinition in ${args.map((arg) => (arg === '-' ? 'stdin' : arg)).join(', ')}`,
        'name files that hold such definitions',
      );
    const out = flags.out.replace(/(?<=.)\/+$/, '');
    for (const { file, kinds, kept } of writeImports(crds, out, world)) {
      const before = kept.length > 0 ? ` (as before: ${kept.join(', ')})` : '';
      world.print(`${out}/${file}: ${kinds.join(', ')}${before}`);
    }
    return all.length > 0 ? 1 : 0;
  },
});
