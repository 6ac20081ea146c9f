import type { InitFacts } from './facts';
import { githubWorkflow, workflowPath } from './github';
import { gitlabPipeline, PIPELINE_PATH } from './gitlab';
import { MAIN, platformFile, TEST } from './program';
import { CDK8S, CONFIG, GITIGNORE, INVENTORY, packageFile, RELEASES, TSCONFIG } from './settings';

export const HOSTS = ['github', 'gitlab'] as const;
export type CiHost = (typeof HOSTS)[number];

/** A platform repository that works, by path. */
export function projectFiles(facts: InitFacts): ReadonlyMap<string, string> {
  return new Map([
    ['.gitignore', GITIGNORE],
    ['cdk8s-gitops.yaml', CONFIG],
    ['cdk8s.yaml', CDK8S],
    ['inventory.yaml', INVENTORY],
    ['main.ts', MAIN],
    ['package.json', packageFile(facts)],
    ['platform.test.ts', TEST],
    ['platform.ts', platformFile(facts)],
    ['releases.yaml', RELEASES],
    ['tsconfig.json', TSCONFIG],
  ]);
}

/**
 * What the host of the repository runs, by its path below the folder: hosts read it at the top of the
 * repository alone.
 */
export function ciFile(host: CiHost, facts: InitFacts): readonly [path: string, text: string] {
  const up = facts.prefix.replace(/[^/]+/g, '..');
  return host === 'github'
    ? [`${up}${workflowPath(facts)}`, githubWorkflow(facts)]
    : [`${up}${PIPELINE_PATH}`, gitlabPipeline(facts)];
}
