import { groupOf } from '../../core';
import { schemaChecksIn } from '../pipeline/commands';
import { rule } from '../rule';

export const lintStepSkipsKinds = rule({
  id: 'lint-step-skips-kinds',
  category: 'gitops',
  severity: 'warning',
  summary: 'The lint step of a pipeline checks every kind that is deployed.',
  hint: 'lint with `cdk8s-gitops lint`, which knows these kinds, or give the tool their schemas',
  source: 'https://github.com/yannh/kubeconform#usage',

  *check(set, { pipelines }) {
    const custom = new Set([...set].filter((m) => !isBuiltIn(groupOf(m))).map(({ kind }) => kind));
    for (const { step, tool, skips, kinds } of schemaChecksIn(pipelines)) {
      const open = skips.some((flag) => flag.includes('ignore-missing-schemas'));
      const passed = [...new Set([...(open ? custom : []), ...kinds])].sort();
      if (passed.length === 0) continue;
      const shown = passed.length > 6 ? [...passed.slice(0, 6), '…'] : passed;
      yield {
        step,
        message: `runs ${tool} with ${skips.join(' ')}, which skips ${shown.join(', ')}`,
      };
    }
  },
});

/** The groups whose schemas those tools bring along. */
function isBuiltIn(group: string): boolean {
  return (
    !group.includes('.') || (group.endsWith('.k8s.io') && group !== 'gateway.networking.k8s.io')
  );
}
