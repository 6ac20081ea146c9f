import type { Manifest } from '../core';
import { isDigest } from '../oci/digest';
import { fitsVersion } from '../template';

/** What the package manager would stumble over in what a package says of itself. */
export function checkMeta(meta: Manifest): string[] {
  const { crossplane, dependsOn = [] } = (meta['spec'] ?? {}) as {
    readonly crossplane?: { readonly version?: unknown };
    readonly dependsOn?: unknown;
  };
  const problems: string[] = [];
  if (crossplane && !isConstraint(crossplane.version)) {
    problems.push(
      `spec.crossplane.version is ${show(crossplane.version)}, which is no constraint of versions: write e.g. '>=v2.0.0-0'`,
    );
  }
  if (!Array.isArray(dependsOn)) return [...problems, 'spec.dependsOn is no list'];
  return [
    ...problems,
    ...dependsOn.flatMap((one, i) => checkDependency(one, `spec.dependsOn[${i}]`)),
  ];
}

const OLD = ['configuration', 'function', 'provider'];

function checkDependency(dependency: unknown, at: string): string[] {
  if (typeof dependency !== 'object' || dependency === null) return [`${at} is no dependency`];
  const fields = dependency as Readonly<Record<string, unknown>>;
  const { apiVersion, kind, package: image, version } = fields;
  const sources = OLD.filter((field) => fields[field] !== undefined);
  const isNew = apiVersion !== undefined || kind !== undefined || image !== undefined;
  const problems: string[] = [];
  if (isNew ? sources.length > 0 : sources.length !== 1) {
    problems.push(`${at} names no package, or two: write apiVersion, kind and package`);
  } else if (isNew && (!apiVersion || !kind || !image)) {
    problems.push(`${at} lacks one of apiVersion, kind and package`);
  }
  const source = image ?? fields[sources[0] ?? ''];
  if (typeof source === 'string' && /:[^/]*$|@/.test(source)) {
    problems.push(`${at} has ${show(source)} with a tag or digest: write that in version`);
  } else if (typeof source === 'string' && !/^[^./]+(\.[^./]+)+(\/[^/]+)+$/.test(source)) {
    problems.push(`${at} has ${show(source)} without registry: write xpkg.crossplane.io/…`);
  }
  if (!isConstraint(version) && !isDigest(version)) {
    problems.push(
      `${at}.version is ${show(version)}, which is neither a constraint of versions nor a digest: write e.g. '>=v1.0.0'`,
    );
  }
  return problems;
}

function isConstraint(value: unknown): boolean {
  return typeof value === 'string' && fitsVersion(value) !== undefined;
}

function show(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}
