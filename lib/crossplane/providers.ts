/** The package that brings the kinds of an API group. */
export interface ProviderPackage {
  /** Last part of its image: `provider-aws-rds`. */
  readonly name: string;
  /** Where the image is: `xpkg.upbound.io/upbound`. */
  readonly registry: string;
  /** Versions that have the group: `>=v2.0.0`. */
  readonly versions: string;
  /** Whose family it is of: `aws`. */
  readonly cloud?: Cloud;
  /** First part of the group: `rds`; absent for the family's own, which has the configurations. */
  readonly service?: string;
}

export type Cloud = (typeof CLOUDS)[number];

/** Clouds with a family: a package for each service, and one with what they share. */
export const CLOUDS = ['aws', 'azure', 'gcp'] as const;

const FAMILY = new RegExp(`^(?:([a-z0-9-]+)\\.)?(${CLOUDS.join('|')})(\\.m)?\\.upbound\\.io$`);

/**
 * Providers of one package; the second generation of each, from `since` on, has namespaced kinds too.
 *
 * @see https://github.com/crossplane-contrib/provider-kubernetes/tree/main/package/crds
 * @see https://github.com/crossplane-contrib/provider-helm/tree/main/package/crds
 * @see https://github.com/crossplane-contrib/provider-sql/tree/master/package/crds
 */
const SINGLE = [
  { name: 'provider-helm', group: /^helm\.(m\.)?crossplane\.io$/, since: 'v1.0.0' },
  { name: 'provider-kubernetes', group: /^kubernetes\.(m\.)?crossplane\.io$/, since: 'v1.0.0' },
  {
    name: 'provider-sql',
    group: /^(?:mssql|mysql|postgresql)\.sql\.(m\.)?crossplane\.io$/,
    since: 'v0.13.0',
  },
] as const;

/**
 * The package of a group: `rds.aws.m.upbound.io` is of `provider-aws-rds`. `undefined` for groups of
 * which we do not know.
 *
 * @see https://github.com/crossplane-contrib/provider-upjet-aws/tree/main/cmd/provider
 * @see https://github.com/crossplane-contrib/provider-upjet-azure/tree/main/cmd/provider
 * @see https://github.com/crossplane-contrib/provider-upjet-gcp/tree/main/cmd/provider
 */
export function packageOf(group: string): ProviderPackage | undefined {
  const [, service, cloud, second] = FAMILY.exec(group) ?? [];
  if (cloud !== undefined) {
    return {
      cloud: cloud as Cloud,
      ...(service !== undefined && { service }),
      name: service === undefined ? `provider-family-${cloud}` : `provider-${cloud}-${service}`,
      registry: 'xpkg.upbound.io/upbound',
      versions: second === undefined ? '>=v1.0.0' : '>=v2.0.0',
    };
  }
  for (const { name, group: pattern, since } of SINGLE) {
    const [found, namespaced] = pattern.exec(group) ?? [];
    if (found === undefined) continue;
    const versions = `>=${namespaced === undefined ? 'v0.1.0' : since}`;
    return { name, registry: 'xpkg.upbound.io/crossplane-contrib', versions };
  }
  return undefined;
}

/** Where the provider configurations of a group's managed resources are. */
export interface ConfigGroups {
  /** `aws.m.upbound.io` of `rds.aws.m.upbound.io`. */
  readonly own: string;
  /** Those of the other generation, which it never reads: `aws.upbound.io`. */
  readonly other: string;
  /** Whether the managed resources are namespaced. */
  readonly isNamespaced: boolean;
}

/** `undefined` for groups of which we do not know. */
export function configGroupsOf(group: string): ConfigGroups | undefined {
  if (!packageOf(group)) return undefined;
  const [, , cloud, second] = FAMILY.exec(group) ?? [];
  const own = cloud === undefined ? group : `${cloud}${second ?? ''}.upbound.io`;
  const isNamespaced = own.includes('.m.');
  const other = isNamespaced
    ? own.replace('.m.', '.')
    : own.replace(/\.(?=(?:crossplane|upbound)\.io$)/, '.m.');
  return { own, other, isNamespaced };
}

/**
 * Whether a package has the kinds of a group, as far as its name says: its own, the undivided provider
 * of a cloud, or any of a family for the configurations, which each brings along.
 *
 * @param image last part of the image, without tag and digest.
 */
export function serves(image: string, group: string): boolean {
  const found = packageOf(group);
  if (!found) return false;
  const { name, cloud, service } = found;
  if (image === name) return true;
  if (cloud === undefined) return false;
  if (image === `provider-${cloud}` || image === `provider-upjet-${cloud}`) return true;
  return service === undefined && image.startsWith(`provider-${cloud}-`);
}
