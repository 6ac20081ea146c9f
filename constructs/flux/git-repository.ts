import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { GitRepository as Upstream, type GitRepositorySpec } from '../../imports/flux';
import { fitsVersion } from '../../lib/template';
import { programOf } from '../artifact/program';
import { requireFieldsOf } from '../require-fields';
import { checkDuration, checkName, fieldsOf, type Fields } from './checks';
import { FluxError } from './errors';
import { GIT_REPOSITORY } from './since';

/** Upstream's spec, beside the object's name and metadata. */
export interface GitRepositoryProps extends Omit<GitRepositorySpec, 'interval' | 'ref'> {
  /** Name of the object. Default: the construct's id. */
  readonly name?: string;
  /** Labels, annotations, namespace. Default none; the namespace is the chart's. */
  readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
  /** How often it is fetched; default `10m`. */
  readonly interval?: string;
  /** `commit` may name the branch that it is on; all others stand alone. Default branch `master`. */
  readonly ref?: GitReference;
}

type Lonely = 'branch' | 'commit' | 'name' | 'semver' | 'tag';
type Alone<K extends Lonely> = { readonly [P in K]: string } & {
  readonly [P in Exclude<Lonely, K>]?: undefined;
};
/** What is checked out. */
export type GitReference =
  | Alone<'branch'>
  | Alone<'name'>
  | Alone<'semver'>
  | Alone<'tag'>
  | {
      readonly commit: string;
      readonly branch?: string;
      readonly name?: undefined;
      readonly semver?: undefined;
      readonly tag?: undefined;
    };

/**
 * A Flux GitRepository.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export class GitRepository extends Upstream {
  declare readonly kind: 'GitRepository';

  /**
   * @throws {FluxError} `FLUX_SOURCE_INVALID`, `FLUX_DURATION_INVALID`, `FLUX_NAME_INVALID`.
   * @throws {TargetError} `TARGET_TOO_OLD` for what the declared Flux does not have.
   */
  constructor(scope: Construct, id: string, props: GitRepositoryProps) {
    const { name = id, metadata, interval = '10m', ...rest } = props;
    const place = `GitRepository '${name}'`;
    const spec = { ...rest, interval };
    checkName(place, name);
    checkGit(place, spec as unknown as Fields);
    requireFieldsOf('flux', programOf(scope)?.targets, GIT_REPOSITORY, spec, place);
    super(scope, id, { metadata: { ...metadata, name }, spec });
  }
}

function checkGit(place: string, { interval, timeout, url, ref, provider, ...spec }: Fields): void {
  checkDuration(place, 'interval', interval);
  checkDuration(place, 'timeout', timeout, 'ms|s|m');
  const refuse = (problem: string, hint: string) => {
    throw new FluxError('FLUX_SOURCE_INVALID', `${place} ${problem}`, hint);
  };
  if (typeof url !== 'string' || !/^(https?|ssh):\/\/./.test(url)) {
    refuse(
      `has the url ${JSON.stringify(url)}`,
      'write https://… or ssh://git@host/path: the short form of ssh is not read',
    );
  }
  const { branch, commit, semver, tag, name } = fieldsOf(ref);
  const given = Object.entries({ name, commit: commit ?? branch, semver, tag });
  const several = given.filter(([, value]) => value !== undefined).map(([key]) => key);
  if (several.length > 1) {
    refuse(`has a ref with ${several.join(' and ')}, of which one is read`, 'keep one of them');
  }
  if (semver !== undefined && fitsVersion(String(semver as string)) === undefined) {
    refuse(`has the range ${JSON.stringify(semver)}`, "write a range of versions: '2.x'");
  }
  const { serviceAccountName } = spec;
  if (serviceAccountName !== undefined && provider !== 'azure' && provider !== 'aws') {
    refuse("has serviceAccountName, which providers 'aws' and 'azure' read", 'leave it out');
  }
}
