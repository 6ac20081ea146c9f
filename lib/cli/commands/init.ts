import { join, posix } from 'node:path';
import type { World } from '../../core';
import { command } from '../command';
import { CliError } from '../errors';
import type * as Facts from '../init/facts';
import type * as Files from '../init/files';

export const init = command({
  name: 'init',
  summary: 'Write a platform repository that works, and what its CI runs.',
  args: '[folder]',
  arity: { min: 0, max: 1 },
  example: 'cdk8s-gitops init platform --ci github',
  options: {
    ci: {
      type: 'string',
      values: ['github', 'gitlab'],
      summary: 'lint, plan, comment and publish there',
    },
    repository: {
      type: 'string',
      summary: "where artifacts are pushed below; default the registry of git's origin",
    },
    'repo-url': {
      type: 'string',
      summary: "what Argo CD reads the hub from; default git's origin",
    },
  },
  run({ flags, args: [folder = '.'] }, world) {
    const { factsOf } = require('../init/facts') as typeof Facts;
    const { ciFile, projectFiles } = require('../init/files') as typeof Files;
    const { repository, 'repo-url': repoURL } = flags;
    if (folder === '' || world.disk.kindOf(folder) === 'file') {
      throw new CliError('CLI_ARGUMENTS', `'${folder}' is no folder`, 'name one, or none for this');
    }
    const facts = factsOf(folder, { repository, repoURL }, world);
    if (flags.ci !== undefined && !/^[\w./-]*$/.test(facts.prefix)) {
      throw new CliError(
        'CLI_ARGUMENTS',
        `'${facts.prefix}' has characters that every line of a pipeline would have to quote`,
        'rename it: letters, digits, dots, dashes and underscores; or leave out --ci',
      );
    }
    // A program that is there already stays the only one.
    const isProject = world.disk.kindOf(join(folder, 'cdk8s.yaml')) === 'file';
    const wanted = new Map(isProject ? [] : projectFiles(facts));
    if (flags.ci !== undefined) wanted.set(...ciFile(flags.ci, facts));
    const missing = [...wanted].filter(([path]) => !exists(join(folder, path), world));
    world.disk.write(new Map(missing.map(([path, text]) => [join(folder, path), text])));
    if (isProject) world.report(`${join(folder, 'cdk8s.yaml')}: the program that is there stays`);
    for (const [path] of wanted) {
      const isNew = missing.some(([one]) => one === path);
      world.print(`${isNew ? 'written' : 'kept   '}  ${posix.join(folder, path)}`);
    }
    if (flags.ci !== undefined) {
      const [path] = ciFile(flags.ci, facts);
      const isKept = missing.every(([one]) => one !== path);
      if (isKept) world.report(kept(posix.join(folder, path)));
    }
    const isNew = (path: string) => missing.some(([one]) => one === path);
    for (const line of nextSteps(folder, facts, isNew('platform.ts'), wanted.has('main.ts'))) {
      world.report(line);
    }
    return 0;
  },
});

/** Several programs of a repository share a pipeline, which nobody merges but its owner. */
function kept(path: string): string {
  return `${path} is there and stays: move it away, run this again, and put the two together`;
}

/** Links count, those to nothing too: writing would replace them. */
function exists(path: string, { disk }: World): boolean {
  const name = posix.basename(path.split('\\').join('/'));
  return (
    disk.kindOf(path) !== undefined ||
    disk.list(join(path, '..')).some((entry) => entry.name === name)
  );
}

function* nextSteps(
  folder: string,
  { isExample, repository, repoURL }: Facts.InitFacts,
  isNew: boolean,
  isProject: boolean,
): Generator<string> {
  if (isNew && isExample) {
    yield `git has no origin that says more: platform.ts names ${repository} and ${repoURL}, put yours there`;
  }
  const go = folder === '.' ? '' : `cd ${folder} && `;
  if (isProject) yield `next: ${go}npm install && npx cdk8s-gitops synth && npm test`;
}
