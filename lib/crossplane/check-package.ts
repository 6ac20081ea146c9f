import type { Manifest, Pointer } from '../core';
import { show } from '../schema';
import { fitsVersion } from '../template';
import type { Fact } from './fact';
import { isObject, own, type JsonObject } from './json';
import { objectIn } from './xrd/definition';

/**
 * What Crossplane's package manager would stumble over in what a package says of itself.
 *
 * @see https://github.com/crossplane/crossplane/blob/main/internal/controller/pkg/resolver/reconciler.go
 */
export function checkPackage(meta: Manifest): Fact[] {
  const facts: Fact[] = [];
  const tell: Tell = (pointer, message, hint) => {
    facts.push({ rule: 'package-metadata-invalid', pointer, message, hint });
  };
  const spec = objectIn(meta, 'spec');
  const crossplane = own(spec, 'crossplane');
  if (crossplane !== undefined) {
    const version = isObject(crossplane) ? own(crossplane, 'version') : undefined;
    if (!isConstraint(version)) {
      const message = `is ${shown(version)}, which is no constraint of versions`;
      tell('/spec/crossplane/version', message, "write e.g. '>=v2.0.0-0'");
    }
  }
  const dependsOn = own(spec, 'dependsOn') ?? [];
  if (!Array.isArray(dependsOn)) tell('/spec/dependsOn', 'is no list', 'write one entry a package');
  else (dependsOn as unknown[]).forEach((one, i) => checkEntry(one, `/spec/dependsOn/${i}`, tell));
  return facts;
}

type Tell = (pointer: Pointer, message: string, hint: string) => void;

/** How a dependency named its package before it had kind and package. */
export const OLD_KINDS = ['configuration', 'function', 'provider'] as const;

function checkEntry(entry: unknown, at: Pointer, tell: Tell): void {
  const whole = 'write apiVersion, kind, package and version';
  if (!isObject(entry)) {
    tell(at, 'is no dependency', whole);
    return;
  }
  checkSource(entry, at, tell);
  const version = own(entry, 'version');
  if (isConstraint(version) || isDigest(version)) return;
  const message = `is ${shown(version)}, which is neither a constraint of versions nor a digest`;
  tell(`${at}/version`, message, "write e.g. '>=v1.0.0'");
}

function checkSource(entry: JsonObject, at: Pointer, tell: Tell): void {
  const named = ['apiVersion', 'kind', 'package'].filter((field) => own(entry, field));
  const old = OLD_KINDS.filter((field) => own(entry, field) !== undefined);
  if (named.length > 0 ? old.length > 0 : old.length !== 1) {
    tell(at, 'names no package, or two', 'write apiVersion, kind and package');
  } else if (named.length === 1 || named.length === 2) {
    tell(at, 'lacks one of apiVersion, kind and package', 'write all three');
  }
  const source = own(entry, 'package') ?? own(entry, old[0] ?? '');
  if (typeof source !== 'string') return;
  if (/:[^/]*$|@/.test(source)) {
    tell(at, `has ${shown(source)} with a tag or digest`, 'write that in version');
  } else if (!/^[^./]+(\.[^./]+)+(\/[^/]+)+$/.test(source)) {
    tell(at, `has ${shown(source)} without registry`, 'write xpkg.crossplane.io/…');
  }
}

function isConstraint(value: unknown): boolean {
  return typeof value === 'string' && fitsVersion(value) !== undefined;
}

function isDigest(value: unknown): boolean {
  return typeof value === 'string' && /^sha256:[a-f0-9]{64}$/.test(value);
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : show(value);
}
