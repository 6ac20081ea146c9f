import { layOut, MOST_ZONES, NetworkError } from './cidr';
import type { AwsCompositionProps, AwsEnvironment } from '../shared';

/** What differs between stages. */
export interface NetworkStage {
  /**
   * NAT gateways, by which private subnets reach the internet: `one`, whose zone all of them need, or
   * one in each zone.
   */
  readonly nat: 'none' | 'one' | 'onePerZone';
  /** Days for which CloudWatch keeps flow logs: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, …. */
  readonly flowLogDays: number;
}

/** Who may reach, and be reached by, the internet. */
export type NetworkAccess = 'public' | 'private' | 'isolated';

export interface NetworkCompositionProps extends AwsCompositionProps {
  /**
   * Whose networks it composes: the number of gateways differs, so each stage has a composition of
   * its own, named `network-<environment>` by default.
   */
  readonly environment: AwsEnvironment;
  /**
   * Two to four zones of the region: `['eu-west-1a', 'eu-west-1b', 'eu-west-1c']`. Their order is for
   * good; one can be added at the end, and none taken away while networks exist.
   */
  readonly zones: readonly string[];
  /** Default: what {@link NETWORK_STAGES} says of the environment. */
  readonly stage?: Partial<NetworkStage>;
  /**
   * Prefix lengths of the subnets, 17 to 28; four of each must fit in a /16. Cannot be changed while
   * networks exist. Default: public /22, private /19, isolated /22.
   */
  readonly prefixes?: Partial<Readonly<Record<NetworkAccess, number>>>;
  /** Services reached without NAT, at no charge. Default: `['s3']`. */
  readonly gatewayEndpoints?: readonly ('s3' | 'dynamodb')[];
  /**
   * Services reached from private and isolated subnets by addresses in the network, which AWS charges
   * for by zone and hour: `['ecr.api', 'ecr.dkr', 'sts', 'logs']`. Default: none.
   */
  readonly interfaceEndpoints?: readonly string[];
  /**
   * Where AWS records who talks to whom: CloudWatch, or the bucket of that ARN, whose policy must
   * admit `delivery.logs.amazonaws.com`. Default: CloudWatch.
   */
  readonly flowLogs?: 'CloudWatch' | { readonly bucketArn: string };
  /**
   * Tags of subnets, beside those by which load balancer controllers find them. Default: none.
   */
  readonly subnetTags?: Partial<Readonly<Record<NetworkAccess, Readonly<Record<string, string>>>>>;
}

/** Redundancy and retention by stage. */
export const NETWORK_STAGES: Readonly<Record<AwsEnvironment, NetworkStage>> = {
  dev: { nat: 'one', flowLogDays: 7 },
  staging: { nat: 'one', flowLogDays: 30 },
  production: { nat: 'onePerZone', flowLogDays: 365 },
};

export const NETWORK_PREFIXES: Readonly<Record<NetworkAccess, number>> = {
  private: 19,
  public: 22,
  isolated: 22,
};

/** A zone with a short name for its resources, `a`, and the blocks of its subnets. */
export interface Zone {
  readonly name: string;
  readonly id: string;
  readonly blocks: Readonly<
    Record<NetworkAccess, { readonly offset: string; readonly prefix: number }>
  >;
}

/**
 * The zones of a composition, laid out.
 *
 * @throws {NetworkError} `NETWORK_LAYOUT` for too few or many zones, zones of another region, and
 *   subnets that do not fit.
 */
export function zonesOf({ region, zones, prefixes }: NetworkCompositionProps): readonly Zone[] {
  const fail = (what: string, hint: string) =>
    new NetworkError('NETWORK_LAYOUT', `a network in ${region} ${what}`, hint);
  if (!Array.isArray(zones)) {
    throw fail(`has the zones '${String(zones)}', no list`, `write ['${region}a', '${region}b']`);
  }
  if (zones.length < 2 || zones.length > MOST_ZONES || new Set(zones).size < zones.length) {
    const given = zones.join(', ') || 'none';
    throw fail(`has the zones ${given}`, `write two to ${MOST_ZONES} different ones`);
  }
  const layout = layOut({ ...NETWORK_PREFIXES, ...prefixes });
  return zones.map((name, i) => {
    const id = name.startsWith(region) ? name.slice(region.length).replace(/^-/, '') : '';
    if (!/^[a-z0-9-]+$/.test(id)) {
      throw fail(`has the zone '${name}'`, `write a zone of the region, such as ${region}a`);
    }
    const blocks = {
      public: layout.public[i],
      private: layout.private[i],
      isolated: layout.isolated[i],
    };
    return { name, id, blocks: blocks as Zone['blocks'] };
  });
}
