import { applicationSpecs, textAt } from '../applications';
import { rule } from '../rule';

export const defaultProject = rule({
  id: 'default-project',
  category: 'gitops',
  severity: 'warning',
  summary: 'No Application is in the project `default`, which allows every source and destination.',
  hint: 'name an AppProject that allows these sources and destinations only',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/#the-default-project',

  *check(_set, context) {
    for (const { at, pointer } of applicationSpecs(context)) {
      const project = textAt(at, `${pointer}/project`);
      if (project !== 'default' && project !== '') continue;
      yield {
        at,
        pointer: `${pointer}/project`,
        message: `is '${project}', which allows every source, cluster and kind`,
      };
    }
  },
});
