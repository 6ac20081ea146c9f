import type { ApplicationSetSpecGeneratorsPullRequest } from '../../../imports/argo-cd';
import type { OneOf, Texts } from '../exact';
import type { Generator } from '../generator';
import { checkFilters, type HostFilters } from '../host-filters';
import { always, compileTemplate, group, sometimes, type Param, type TextList } from '../params';
import { given, valuesGroup, type NoValues, type ValueParams, type Values } from '../values';

type Upstream = ApplicationSetSpecGeneratorsPullRequest;

/** Hosts, as upstream spells them. */
type Host = 'azuredevops' | 'bitbucket' | 'bitbucketServer' | 'gitea' | 'github' | 'gitlab';

interface Hosts extends Required<Pick<Upstream, Exclude<Host, 'gitlab'>>> {
  readonly gitlab: Omit<NonNullable<Upstream['gitlab']>, 'pullRequestState'> & {
    /** Default all, merged and closed ones included. */
    readonly pullRequestState?: 'opened' | 'closed' | 'merged' | 'locked' | 'all';
  };
}

/** One host with upstream's fields, and which of its pull requests. */
export type PullRequestsOptions<V extends Values> = Texts<
  Pick<Upstream, 'filters' | 'continueOnRepoNotFoundError' | 'requeueAfterSeconds'> & OneOf<Hosts>
> & {
  /** More parameters, under `values`; text may hold `{{ .number }}` and its like. Default none. */
  readonly values?: V;
};

/** What `pullRequests()` gives. */
export interface PullRequestParams<V extends Values = NoValues> {
  /** Digits. */
  readonly number: Param;
  readonly title: Param;
  /** May hold slashes and anything else that a branch may; `branch_slug` is a name. */
  readonly branch: Param;
  /** At most 50 characters of a DNS label. */
  readonly branch_slug: Param;
  readonly target_branch: Param;
  readonly target_branch_slug: Param;
  readonly head_sha: Param;
  /** 8 characters. */
  readonly head_short_sha: Param;
  /** 7 characters, as tags of images often have it. */
  readonly head_short_sha_7: Param;
  readonly author: Param;
  readonly labels: TextList;
  readonly values: ValueParams<V>;
}

const TEXTS = [
  'number',
  'title',
  'branch',
  'branch_slug',
  'target_branch',
  'target_branch_slug',
  'head_sha',
  'head_short_sha',
  'head_short_sha_7',
  'author',
];

/**
 * One set per open pull request of a repository; of GitLab, per one in `pullRequestState`. Closing one
 * deletes its Applications.
 *
 * `tokenRef` names a Secret in Argo CD's namespace; without one, the host is asked anonymously.
 *
 * @throws {ArgoCdError} `ARGOCD_GENERATOR_INVALID` for a filter that Go cannot read.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Pull-Request/
 */
export function pullRequests<const V extends Values = NoValues>(
  options: PullRequestsOptions<V>,
): Generator<PullRequestParams<V>, 0> {
  const { values = {}, ...others }: { readonly values?: Values } = options;
  checkFilters('a pullRequest generator', options.filters as HostFilters | undefined);
  return {
    spec: {
      pullRequest: compileTemplate({ ...others, ...given({ values }) }, 'a pullRequest generator'),
    },
    params: group({
      ...Object.fromEntries(TEXTS.map((key) => [key, always])),
      labels: { ...group({}, sometimes), list: {} },
      values: valuesGroup(values),
    }),
    depth: 0,
  };
}
