import { nameOf } from '../../drift';
import { deliveries } from '../pipeline/readers';
import { rule } from '../rule';

export const pushedRepositoryNotRead = rule({
  id: 'pushed-repository-not-read',
  category: 'gitops',
  severity: 'error',
  summary: 'What the pipeline pushes is what an Application reads.',
  hint: 'push to the repository that the Application reads, or correct its repoURL',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/oci/',

  *check(_set, context) {
    for (const { push, repository, misses } of deliveries(context)) {
      const [reader] = misses;
      if (!reader) continue;
      const others =
        misses.length > 1 ? `, and ${misses.length - 1} more are not pushed either` : '';
      const read = `${nameOf(reader.at)} reads ${reader.repository.text}${others}`;
      yield {
        step: push.step,
        message: `pushes ${repository.text}, which nothing here reads; ${read}`,
      };
    }
  },
});
