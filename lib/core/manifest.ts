/** A Kubernetes object as plain data. */
export interface Manifest {
  /** `v1` or `<group>/<version>`. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
  readonly [field: string]: unknown;
}

export interface ManifestMetadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** What the API server identifies an object by; the version is no part of it. */
export interface ObjectKey {
  /** `''` for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** The group of `apps/v1` is `apps`, that of `v1` is `''`. Also reads any `{ apiVersion }`. */
export function groupOf(from: unknown): string {
  const apiVersion =
    typeof from === 'string' ? from : (from as { apiVersion?: unknown })?.apiVersion;
  if (typeof apiVersion !== 'string') return '';
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** The version of `apps/v1` is `v1`. */
export function versionOf({ apiVersion }: { readonly apiVersion: string }): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

/** A name that is no text counts as none: other rules tell, and keys are put together as texts. */
export function keyOf(manifest: Manifest): ObjectKey {
  const { name, namespace } = manifest.metadata;
  return {
    group: groupOf(manifest),
    kind: manifest.kind,
    namespace: textOf(namespace),
    name: textOf(name) ?? '',
  };
}

/** A number stands for itself, as `name: 1` does for people. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** `apps/Deployment/shop/web`; the core group and a missing namespace leave no trace: `Secret/x`. */
export function formatKey({ group, kind, namespace, name }: ObjectKey): string {
  return [group, kind, namespace, name].filter((part) => part).join('/');
}

/** Whether `value` has the three fields that make a manifest; says nothing about their content. */
export function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { apiVersion, kind, metadata } = value as Record<string, unknown>;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof metadata === 'object' &&
    metadata !== null
  );
}
