/**
 * What a Configuration package may carry, beside its one `Configuration`.
 *
 * @see https://github.com/crossplane/crossplane-runtime/blob/main/pkg/xpkg/lint.go
 */
const OBJECTS: Readonly<Record<string, readonly string[]>> = {
  CompositeResourceDefinition: ['apiextensions.crossplane.io/v1', 'apiextensions.crossplane.io/v2'],
  Composition: ['apiextensions.crossplane.io/v1'],
  CronOperation: ['ops.crossplane.io/v1alpha1'],
  ManagedResourceActivationPolicy: ['apiextensions.crossplane.io/v1alpha1'],
  Operation: ['ops.crossplane.io/v1alpha1'],
  WatchOperation: ['ops.crossplane.io/v1alpha1'],
};

const META = ['meta.pkg.crossplane.io/v1', 'meta.pkg.crossplane.io/v1alpha1'];

interface Kinded {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Whether it is what a package says of itself, of whatever type. */
export function isMeta({ apiVersion }: Kinded): boolean {
  return apiVersion.startsWith('meta.pkg.crossplane.io/');
}

/** Why a Configuration package cannot carry the object; `undefined` where it can. */
export function misplaced({ apiVersion, kind }: Kinded): string | undefined {
  if (isMeta({ apiVersion, kind })) {
    if (kind !== 'Configuration') return `is of a ${kind} package, not a Configuration`;
    return META.includes(apiVersion) ? undefined : `is of ${apiVersion}, not ${String(META[0])}`;
  }
  const versions = Object.hasOwn(OBJECTS, kind) ? (OBJECTS[kind] ?? []) : [];
  if (versions.includes(apiVersion)) return undefined;
  const [wanted] = versions;
  return wanted !== undefined && wanted.split('/')[0] === apiVersion.split('/')[0]
    ? `is of ${apiVersion}, not ${wanted}`
    : `is a ${kind} of ${apiVersion}, and a Configuration package carries ${Object.keys(OBJECTS).join(', ')} only`;
}
