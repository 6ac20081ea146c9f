import type { Manifest } from '../core';
import { OLD_KINDS } from './check-package';
import { isObject, own } from './json';
import { objectIn, textIn } from './xrd/definition';

/** What the package manager installs for a package, as the objects that it makes. */
export interface InstalledWith {
  readonly functions: readonly Manifest[];
  readonly providers: readonly Manifest[];
  /** Whether a Configuration is among it, which brings along what nobody here knows. */
  readonly isOpen: boolean;
}

/** What comes with a package, by the `dependsOn` of its `crossplane.yaml`. */
export function installedWith(meta: Manifest): InstalledWith {
  const entries = own(objectIn(meta, 'spec'), 'dependsOn');
  const all = (Array.isArray(entries) ? (entries as unknown[]) : []).flatMap((entry) => {
    if (!isObject(entry)) return [];
    const old = OLD_KINDS.find((field) => own(entry, field) !== undefined);
    const kind = (textIn(entry, 'kind') || old) ?? '';
    const source = textIn(entry, 'package') || textIn(entry, old ?? '');
    return [{ kind: kind.toLowerCase(), source }];
  });
  const made = (kind: string) =>
    all.filter((one) => one.kind === kind).map(({ source }) => installed(kind, source));
  return {
    functions: made('function'),
    providers: made('provider'),
    isOpen: all.some(({ kind }) => kind === 'configuration'),
  };
}

function installed(kind: string, source: string): Manifest {
  const name = packageName(source);
  return {
    apiVersion: 'pkg.crossplane.io/v1',
    kind,
    metadata: { name },
    spec: { package: source },
  };
}

/**
 * The name that the package manager gives what it installs for a dependency.
 *
 * @param source Its image, without tag and digest.
 * @see https://github.com/crossplane/crossplane-runtime/blob/main/pkg/xpkg/name.go
 */
export function packageName(source: string): string {
  const path = source.slice(source.indexOf('/') + 1);
  const kept = [...path.slice(0, LONGEST)].map((character, i) => {
    if (/[a-z0-9]/.test(character)) return character;
    const isInside = i !== 0 && i !== LONGEST - 1 && i !== path.length - 1;
    return isInside && '.-/:'.includes(character) ? '-' : '';
  });
  return kept.join('').replace(/^-+|-+$/g, '');
}

const LONGEST = 63;
