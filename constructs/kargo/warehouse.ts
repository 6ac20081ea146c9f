import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { Warehouse as Upstream, type WarehouseSpec } from '../../imports/kargo';
import { compilePattern } from '../../lib/schema';
import { fitsVersion } from '../../lib/template';
import type { Artifact } from '../artifact/artifact';
import { checkDuration, checkName, fieldsOf, type Fields } from './checks';
import { KargoError } from './errors';
import type { Project } from './project';
import type { Subscription } from './subscription-types';

/** Upstream's spec, beside the object's name and metadata. */
export interface WarehouseProps extends Omit<WarehouseSpec, 'subscriptions' | 'interval'> {
  /** Name of the object. Default: the construct's id. */
  readonly name?: string;
  /** Whose namespace it is in; default the chart's. */
  readonly project?: Project;
  /** Labels, annotations, namespace. Default none. */
  readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
  /** How often repositories are looked at; default `5m0s`, by Kargo. */
  readonly interval?: string;
  /** Where freight comes from: artifacts of this program, images, charts, git. */
  readonly subscriptions: readonly [Subscription, ...Subscription[]];
}

/**
 * A Kargo Warehouse. An artifact of this program is subscribed to as an image by its tags: Kargo reads
 * manifests and configs of both alike, but an artifact has no platform, and no time of creation.
 *
 * @see https://docs.kargo.io/user-guide/how-to-guides/working-with-warehouses
 */
export class Warehouse extends Upstream {
  declare readonly kind: 'Warehouse';

  /**
   * @throws {KargoError} `KARGO_WAREHOUSE_INVALID`, `KARGO_DURATION_INVALID`, `KARGO_NAME_INVALID` for
   *   what Kargo refuses, or never discovers anything by; most of it does not compile.
   */
  constructor(scope: Construct, id: string, props: WarehouseProps) {
    const { name = id, project, metadata, subscriptions, ...rest } = props;
    const place = `Warehouse '${name}'`;
    checkName(place, name);
    checkDuration(place, 'interval', rest.interval);
    const list: readonly unknown[] = Array.isArray(subscriptions) ? subscriptions : [];
    if (list.length === 0) refuse(place, 'subscribes to nothing', 'write subscriptions');
    const written = list.map((one) => subscriptionOf(one as Subscription, place));
    const keys = written.map(keyOf);
    const twice = keys.find((key, index) => keys.indexOf(key) !== index);
    if (twice !== undefined) refuse(place, `subscribes to ${twice} twice`, 'remove one of them');
    super(scope, id, {
      metadata: { ...(project && { namespace: project.name }), ...metadata, name },
      spec: { ...rest, subscriptions: written } as unknown as WarehouseSpec,
    });
  }
}

function subscriptionOf(one: Subscription, place: string): Fields {
  const keys = Object.keys(fieldsOf(one));
  if (keys.length !== 1) {
    refuse(
      place,
      `has a subscription of ${keys.length} kinds`,
      'write one of artifact, image, chart, git',
    );
  }
  if ('artifact' in one) {
    const { of, constraint, ...more } = one.artifact;
    const { repository } = of as Artifact;
    const image = {
      repoURL: repository,
      imageSelectionStrategy: 'SemVer',
      ...(constraint !== undefined && { constraint }),
      ...more,
    };
    checkImage(place, image);
    return { image };
  }
  if ('image' in one) checkImage(place, one.image as unknown as Fields);
  if ('chart' in one) checkChart(place, one.chart as unknown as Fields);
  return one as unknown as Fields;
}

const STRATEGIES = ['SemVer', 'Digest', 'Lexical', 'NewestBuild'];

function checkImage(place: string, image: Fields): void {
  const { repoURL, imageSelectionStrategy: strategy = 'SemVer', constraint } = image;
  if (
    typeof repoURL !== 'string' ||
    !/^[^\s/]+(\/[^\s:@]+)+$/.test(repoURL) ||
    /^\w+:\/\//.test(repoURL)
  ) {
    refuse(
      place,
      `has the repository ${JSON.stringify(repoURL)}`,
      'write it without scheme and tag',
    );
  }
  if (!STRATEGIES.includes(strategy as string)) {
    refuse(
      place,
      `selects by ${JSON.stringify(strategy)}`,
      `write one of ${STRATEGIES.join(', ')}`,
    );
  }
  if (strategy === 'Digest' && (constraint === undefined || constraint === '')) {
    refuse(place, 'selects by Digest without a constraint', 'write constraint: the tag to follow');
  }
  if (
    strategy === 'SemVer' &&
    constraint !== undefined &&
    !fitsVersion(String(constraint as string))
  ) {
    refuse(place, `has the constraint ${JSON.stringify(constraint)}`, "write a range: '^2.0.0'");
  }
  checkPatterns(place, image);
}

function checkPatterns(place: string, fields: Fields): void {
  for (const key of ['allowTagsRegexes', 'ignoreTagsRegexes']) {
    const patterns = fields[key];
    for (const pattern of Array.isArray(patterns) ? (patterns as readonly unknown[]) : []) {
      if (typeof pattern === 'string' && compilePattern(pattern) !== null) continue;
      refuse(place, `has ${key} with ${JSON.stringify(pattern)}`, 'write patterns of RE2');
    }
  }
}

function checkChart(place: string, { repoURL, name }: Fields): void {
  const registry = typeof repoURL === 'string' && repoURL.startsWith('oci://');
  if (registry === (name === undefined || name === '')) return;
  refuse(
    place,
    registry ? 'names a chart beside its repository in a registry' : 'names no chart of its index',
    registry ? 'leave name out' : 'write name',
  );
}

function keyOf(subscription: Fields): string {
  const [kind = '', config] = Object.entries(subscription)[0] ?? [];
  const { repoURL, name } = fieldsOf(config);
  return [kind, repoURL, name].filter((part) => part !== undefined).join(' ');
}

function refuse(place: string, problem: string, hint: string): never {
  throw new KargoError('KARGO_WAREHOUSE_INVALID', `${place} ${problem}`, hint);
}
