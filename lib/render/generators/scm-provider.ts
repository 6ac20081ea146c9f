import { int, normalizeName, type ValueMap } from '../../template';
import type { ScmBranch } from '../answers';
import { ExpansionFailure } from '../failure';
import { filterMatcher, filtersOf, type Filter } from '../filters';
import type { Generator } from '../generator';
import { askedOf, organizations, recorded } from '../recorded';
import { appendValues } from '../values';

/** Branches of the repositories that a host lists, as recorded, that one of the filters lets pass. */
export const scmProvider: Generator = {
  key: 'scmProvider',
  hasValues: true,

  // Empty lists of paths make every filter one of branches.
  filled: (spec) => ({
    ...spec,
    filters: filtersOf(spec).map((filter) => ({ pathsExist: [], pathsDoNotExist: [], ...filter })),
  }),

  generate(spec, { inputs, renderer }, pointer) {
    const asked = askedOf(spec, organizations);
    if (!asked) {
      throw new ExpansionFailure('no SCM provider implementation configured', {
        hint: `name a host: ${Object.keys(organizations).join(', ')}`,
        pointer,
      });
    }
    const passes = compileFilters(filtersOf(spec), `${pointer}/filters`);
    return recorded(inputs.scm, asked.key, 'scm', pointer)
      .filter(passes)
      .map((found) => {
        const params = paramsOf(found, asked.owner);
        appendValues(params, spec.values, renderer, `${pointer}/values`);
        return params;
      });
  },
};

function paramsOf(found: ScmBranch, owner: string): ValueMap {
  const { organization = owner, repository, url, branch, sha, labels = [] } = found;
  const { repository_id: id } = found;
  return {
    organization,
    repository,
    repository_id: typeof id === 'number' ? int(id, 'int64') : (id ?? null),
    url,
    branch,
    sha,
    short_sha: sha.slice(0, 8),
    short_sha_7: sha.slice(0, 7),
    labels: labels.join(','),
    branchNormalized: normalizeName(branch),
  };
}

type Passes = (found: ScmBranch) => boolean;

/**
 * Filters of branches and paths are one group, those of repositories and labels alone another: of each
 * group that there is, one filter must let pass.
 */
function compileFilters(filters: readonly Filter[], pointer: string): Passes {
  const groups: { ofBranch: boolean; passes: Passes }[] = [];
  filters.forEach((filter, i) => {
    const { repositoryMatch, labelMatch, branchMatch, pathsExist, pathsDoNotExist } = filter;
    const ofBranch = [branchMatch, pathsExist, pathsDoNotExist].some(isGiven);
    // A filter that says nothing belongs to no group.
    if (!ofBranch && ![repositoryMatch, labelMatch].some(isGiven)) return;
    groups.push({ ofBranch, passes: compileFilter(filter, `${pointer}/${i}`) });
  });
  return (found) =>
    [true, false].every((ofBranch) => {
      const group = groups.filter((filter) => filter.ofBranch === ofBranch);
      return group.length === 0 || group.some(({ passes }) => passes(found));
    });
}

function compileFilter(filter: Filter, pointer: string): Passes {
  const compile = (key: string, name: string) =>
    filterMatcher(filter[key], name, `${pointer}/${key}`);
  const repository = compile('repositoryMatch', 'RepositoryMatch');
  const label = compile('labelMatch', 'LabelMatch');
  const branch = compile('branchMatch', 'BranchMatch');
  return (found) =>
    repository(found.repository) &&
    branch(found.branch) &&
    (!isGiven(filter.labelMatch) || (found.labels ?? []).some(label)) &&
    textsOf(filter.pathsExist).every((path) => hasPath(found, path, pointer)) &&
    !textsOf(filter.pathsDoNotExist).some((path) => hasPath(found, path, pointer));
}

function hasPath({ repository, paths }: ScmBranch, wanted: string, pointer: string): boolean {
  const path = wanted.replace(/\/+$/, '');
  if (paths) return paths.some((known) => known === path || known.startsWith(`${path}/`));
  throw new ExpansionFailure(`needs to know whether '${repository}' has '${path}'`, {
    rule: 'application-set-input-missing',
    hint: `record its files in the inventory: paths: [${path}]`,
    pointer,
  });
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
