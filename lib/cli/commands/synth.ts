import { command } from '../command';
import type * as ProjectFile from '../project';
import type * as Start from '../start/run-synth';

export const synth = command({
  name: 'synth',
  summary: 'Run the program and write its YAML.',
  example: 'cdk8s-gitops synth --app "npx ts-node main.ts"',
  options: {
    app: { type: 'string', short: 'a', summary: 'how to start the program; default cdk8s.yaml' },
    out: { type: 'string', short: 'o', summary: 'folder to write to; default cdk8s.yaml, dist' },
    explain: { type: 'boolean', default: false, summary: 'tell what was added, and why' },
  },
  async run({ flags, debug = false }, world) {
    const { readProject } = require('../project') as typeof ProjectFile;
    const { runSynth } = require('../start/run-synth') as typeof Start;
    const project = readProject(world, { app: flags.app, output: flags.out });
    return runSynth(project, world, { explain: flags.explain, debug });
  },
});
