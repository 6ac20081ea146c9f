import type { ApplicationSetSpecGeneratorsScmProvider } from '../../../imports/argo-cd';
import type { OneOf, Texts } from '../exact';
import type { Generator } from '../generator';
import { checkFilters, type HostFilters } from '../host-filters';
import { always, compileTemplate, group, type Param } from '../params';
import { given, valuesGroup, type NoValues, type ValueParams, type Values } from '../values';

type Upstream = ApplicationSetSpecGeneratorsScmProvider;

/** Hosts, as upstream spells them. */
type Hosts = Required<
  Pick<
    Upstream,
    | 'awsCodeCommit'
    | 'azureDevOps'
    | 'bitbucket'
    | 'bitbucketServer'
    | 'gitea'
    | 'github'
    | 'gitlab'
  >
>;

/** One host with upstream's fields, and which of its repositories. */
export type ScmProviderOptions<V extends Values> = Texts<
  Pick<Upstream, 'requeueAfterSeconds'> & {
    /** A repository is taken that meets all conditions of one of these. Default: every one. */
    readonly filters?: Upstream['filters'];
    /** Of `url`; default `ssh`, by Argo CD. `https-fips` is AWS CodeCommit's. */
    readonly cloneProtocol?: 'ssh' | 'https' | 'https-fips';
  } & OneOf<Hosts>
> & {
  /** More parameters, under `values`; text may hold `{{ .repository }}` and its like. Default none. */
  readonly values?: V;
};

/** What `scmProvider()` gives: one set per repository, or per branch with `allBranches`. */
export interface ScmProviderParams<V extends Values = NoValues> {
  readonly organization: Param;
  readonly repository: Param;
  readonly repository_id: Param;
  /** To clone it by. */
  readonly url: Param;
  readonly branch: Param;
  /** The branch as a DNS name. */
  readonly branchNormalized: Param;
  readonly sha: Param;
  /** 8 characters. */
  readonly short_sha: Param;
  /** 7 characters. */
  readonly short_sha_7: Param;
  /** One text, with commas between them. */
  readonly labels: Param;
  readonly values: ValueParams<V>;
}

const TEXTS = [
  'organization',
  'repository',
  'repository_id',
  'url',
  'branch',
  'branchNormalized',
  'sha',
  'short_sha',
  'short_sha_7',
  'labels',
];

/**
 * One set per repository of an organization, a group, a project or an account.
 *
 * @throws {ArgoCdError} `ARGOCD_GENERATOR_INVALID` for a filter that Go cannot read.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-SCM-Provider/
 */
export function scmProvider<const V extends Values = NoValues>(
  options: ScmProviderOptions<V>,
): Generator<ScmProviderParams<V>, 0> {
  const { values = {}, ...others }: { readonly values?: Values } = options;
  checkFilters('an scmProvider generator', options.filters as HostFilters | undefined);
  return {
    spec: {
      scmProvider: compileTemplate({ ...others, ...given({ values }) }, 'an scmProvider generator'),
    },
    params: group({
      ...Object.fromEntries(TEXTS.map((key) => [key, always])),
      values: valuesGroup(values),
    }),
    depth: 0,
  };
}
