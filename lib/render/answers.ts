/** A branch of a repository, as a host lists it; the names are those of the parameters. */
export interface ScmBranch {
  readonly repository: string;
  /** What `url` gives: `https://…` or `git@…`, as `cloneProtocol` asks. */
  readonly url: string;
  readonly branch: string;
  /** Full hash of the commit. */
  readonly sha: string;
  /** Default: the organization, group, owner or project that the generator names. */
  readonly organization?: string | undefined;
  readonly repository_id?: string | number | undefined;
  /** Default none. */
  readonly labels?: readonly string[] | undefined;
  /** Files in it, for the filters pathsExist and pathsDoNotExist. Default not known. */
  readonly paths?: readonly string[] | undefined;
}

/** An open pull request. */
export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly branch: string;
  readonly target_branch: string;
  /** Full hash of its last commit. */
  readonly head_sha: string;
  readonly author: string;
  /** Default none. */
  readonly labels?: readonly string[] | undefined;
}

type Objects = readonly Readonly<Record<string, unknown>>[];

/** What a plugin answers: always the same, or for each input. */
export type PluginAnswer = Objects | { readonly answers: readonly PluginAnswerTo[] };

export interface PluginAnswerTo {
  /** `input.parameters` of the generator. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly parameters: Objects;
}

/** What a ConfigMap for decisions says, and the resources that it means. */
export interface Decisions {
  /** The field of a decision that names the cluster. */
  readonly matchKey: string;
  /** The field of the status that holds the decisions. Default `clusters`. */
  readonly statusListKey?: string | undefined;
  /** As exported: of `metadata` name and labels count, and the `status`. */
  readonly resources: readonly DecisionResource[];
}

export interface DecisionResource {
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>> | undefined;
  };
  readonly status?: Readonly<Record<string, unknown>> | undefined;
}

type ByKey<T> = Readonly<Record<string, T>>;

/** What hosts, plugins and decision resources answered, recorded. */
export interface Answers {
  /** By host and organization, `github/acme`: branches as the generator's own options list them. */
  readonly scm?: ByKey<readonly ScmBranch[]> | undefined;
  /** By host and repository, `github/acme/web`: all that are open, whatever their labels. */
  readonly pullRequests?: ByKey<readonly PullRequest[]> | undefined;
  /** By the name of the plugin's ConfigMap. */
  readonly plugins?: ByKey<PluginAnswer> | undefined;
  /** By the name of the ConfigMap that tells about the resources. */
  readonly decisions?: ByKey<Decisions> | undefined;
}
