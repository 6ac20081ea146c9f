import type { Pointer } from '../core';
import { Faulty } from './faults';

/** An artifact that another repository builds and pushes, as one line of `releases.yaml` says. */
export interface Announcement {
  /** Without scheme and tag: `ghcr.io/acme/manifests/payments`. */
  readonly repository: string;
  /** Where its objects go. */
  readonly namespace: string;
  /** Folder in it; default `.`, the top. */
  readonly path: string;
  /** The tag that its own pipeline moves: what a ring at `head` runs. Default `latest`. */
  readonly tag: string;
}

/** Keys beside the rings of an announced artifact. */
export const ANNOUNCED = ['repository', 'namespace', 'path', 'tag'] as const;

type Key = (typeof ANNOUNCED)[number];

interface Form {
  readonly form: RegExp;
  readonly hint: string;
}

/** How a repository is written. */
export const REPOSITORY: Form = {
  form: /^[a-z0-9.-]+(:\d+)?\/[a-z0-9]+(?:(?:\.|_|__|-+|\/)[a-z0-9]+)*$/,
  hint: 'write host and path, without oci:// and tag: ghcr.io/acme/manifests/payments',
};

const FORMS: Readonly<Record<Key, Form>> = {
  repository: REPOSITORY,
  namespace: {
    form: /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    hint: 'use lower-case letters, digits and dashes, at most 63',
  },
  path: {
    form: /^(?!.*(?:^|\/)\.\.(?:\/|$))[^/\s{}]+(?:\/[^/\s{}]+)*$/,
    hint: "write a folder from the top of the artifact, or '.'",
  },
  tag: { form: /^\w[\w.-]{0,127}$/, hint: 'write a tag, e.g. latest' },
};

/** Whether an entry says something of the artifact, and not what a ring runs. */
export function isAnnounced(key: string, value: unknown): key is Key {
  return ANNOUNCED.some((one) => one === key) && typeof value === 'string' && value !== 'head';
}

/**
 * What entries say of an artifact of elsewhere; `undefined` where they say nothing.
 *
 * @throws {Faulty} for a value that is none, and without repository or namespace.
 */
export function announcementOf(
  entries: readonly (readonly [string, unknown])[],
  artifact: string,
  pointer: Pointer,
): Announcement | undefined {
  const given: Partial<Record<Key, string>> = Object.fromEntries(
    entries.filter(([key, value]) => isAnnounced(key, value)),
  );
  if (Object.keys(given).length === 0) return undefined;
  for (const [key, value] of Object.entries(given) as [Key, string][]) {
    const { form, hint } = FORMS[key];
    if (form.test(value)) continue;
    throw new Faulty({ pointer: `${pointer}/${key}`, message: `${key} is '${value}'`, hint });
  }
  const { repository, namespace, path = '.', tag = 'latest' } = given;
  if (repository !== undefined && namespace !== undefined) {
    return { repository, namespace, path, tag };
  }
  const missing = repository === undefined ? 'repository' : 'namespace';
  throw new Faulty({
    pointer,
    message: `'${artifact}' is announced without ${missing}`,
    hint: `write ${missing}: …, or leave ${Object.keys(given).join(', ')} out`,
  });
}
