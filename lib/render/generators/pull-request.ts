import { typed, type ValueMap } from '../../template';
import type { PullRequest } from '../answers';
import { branchSlug } from '../branch-slug';
import { ExpansionFailure } from '../failure';
import { filterMatcher, filtersOf, type Filter } from '../filters';
import type { Generator } from '../generator';
import { askedOf, recorded, repositories } from '../recorded';
import { appendValues } from '../values';

/** Open pull requests of a repository, as recorded, with its labels, that a filter lets pass. */
export const pullRequest: Generator = {
  key: 'pullRequest',
  hasValues: true,

  generate(spec, { inputs, renderer }, pointer) {
    const asked = askedOf(spec, repositories);
    if (!asked) {
      throw new ExpansionFailure(
        'failed to select pull request service provider: no Pull Request provider implementation configured',
        { hint: `name a host: ${Object.keys(repositories).join(', ')}`, pointer },
      );
    }
    const filters = filtersOf(spec).map((filter, i) =>
      compileFilter(filter, `${pointer}/filters/${i}`),
    );
    const { labels } = asked.options;
    const wanted = Array.isArray(labels) ? labels.map(String) : [];
    return recorded(inputs.pullRequests, asked.key, 'pullRequests', pointer)
      .filter((found) => wanted.every((label) => found.labels?.includes(label)))
      .filter((found) => filters.length === 0 || filters.some((passes) => passes(found)))
      .map((found) => {
        const params = paramsOf(found, renderer.options.goTemplate, pointer);
        appendValues(params, spec.values, renderer, `${pointer}/values`);
        return params;
      });
  },
};

function compileFilter(filter: Filter, pointer: string): (found: PullRequest) => boolean {
  const compile = (key: string, name: string) =>
    filterMatcher(filter[key], name, `${pointer}/${key}`);
  const branch = compile('branchMatch', 'BranchMatch');
  const target = compile('targetBranchMatch', 'TargetBranchMatch');
  const title = compile('titleMatch', 'TitleMatch');
  return (found) => branch(found.branch) && target(found.target_branch) && title(found.title);
}

function paramsOf(found: PullRequest, goTemplate: boolean, pointer: string): ValueMap {
  const { title, branch, target_branch, head_sha, author, labels = [] } = found;
  const params: ValueMap = {
    number: String(found.number),
    title,
    branch,
    branch_slug: branchSlug(branch, pointer),
    target_branch,
    target_branch_slug: branchSlug(target_branch, pointer),
    head_sha,
    head_short_sha: head_sha.slice(0, 8),
    head_short_sha_7: head_sha.slice(0, 7),
    author,
  };
  if (goTemplate) params.labels = typed([...labels], '[]string');
  return params;
}
