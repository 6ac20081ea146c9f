import { OciError } from './errors';

/** A place in a registry, split into its parts. */
export interface Reference extends Repository {
  /** A tag (`v1.2.0`) or a digest (`sha256:` and 64 hex digits). */
  readonly identifier: string;
}

/** Where artifacts are kept, without which. */
export interface Repository {
  /** Host with optional port: `ghcr.io`, `localhost:5000`, `[::1]:5000`. */
  readonly registry: string;
  /** Lower-case path without registry or tag: `acme/platform`. */
  readonly repository: string;
}

const HOST = '(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\\[[0-9a-fA-F:.]+\\])(?::\\d{1,5})?';
const PATH = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';
const TAG = '\\w[\\w.-]{0,127}';
const PATTERN = new RegExp(
  `^(${HOST})/(${PATH}(?:/${PATH})*)(?:@(sha256:[a-f0-9]{64})|:(${TAG}))$`,
);

const REPOSITORY = new RegExp(`^(${HOST})/(${PATH}(?:/${PATH})*)$`);
const WHOLE_TAG = new RegExp(`^${TAG}$`);

/**
 * Reads an OCI reference. A tag or digest must be present: nothing here invents `latest`.
 *
 * @param text `<registry>/<repository>:<tag>` or `<registry>/<repository>@sha256:<hex>`,
 *   optionally behind `oci://` as Argo CD writes it.
 * @throws {OciError} `OCI_REFERENCE_INVALID` when a part is missing or misspelt.
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests
 */
export function parseReference(text: string): Reference {
  const [, registry, repository, digest, tag] = PATTERN.exec(text.replace(/^oci:\/\//, '')) ?? [];
  const identifier = digest ?? tag;
  if (!registry || !repository || !identifier) {
    throw new OciError(
      'OCI_REFERENCE_INVALID',
      `cannot read '${text}' as an OCI reference: ${faultOf(text)}`,
      'write <registry>/<repository>:<tag>, e.g. ghcr.io/acme/platform:v1.2.0',
    );
  }
  return { registry, repository, identifier };
}

/** A repository alone. @throws {OciError} `OCI_REFERENCE_INVALID`, for one with a tag too. */
export function parseRepository(text: string): Repository {
  const [, registry, repository] = REPOSITORY.exec(text.replace(/^oci:\/\//, '')) ?? [];
  if (registry && repository) return { registry, repository };
  const tagged = PATTERN.test(text.replace(/^oci:\/\//, ''));
  throw new OciError(
    'OCI_REFERENCE_INVALID',
    tagged
      ? `'${text}' names one tag or digest of a repository, not the repository`
      : `cannot read '${text}' as a repository: ${faultOf(`${text}:x`)}`,
    'write <registry>/<repository>, e.g. ghcr.io/acme/platform',
  );
}

/** A registry alone. @throws {OciError} `OCI_REFERENCE_INVALID`, for one with a path too. */
export function parseRegistry(text: string): string {
  const bare = text.replace(/^oci:\/\//, '');
  if (new RegExp(`^${HOST}$`).test(bare)) return bare;
  throw new OciError(
    'OCI_REFERENCE_INVALID',
    `'${text}' is no registry`,
    'write its host, and its port where it has one: ghcr.io, localhost:5000',
  );
}

/** `ghcr.io/acme/platform` */
export function formatRepository({ registry, repository }: Repository): string {
  return `${registry}/${repository}`;
}

/** Whether a text can be a tag. */
export function isTag(text: string): boolean {
  return WHOLE_TAG.test(text);
}

/** A tag alone. @throws {OciError} `OCI_REFERENCE_INVALID`. */
export function parseTag(text: string): string {
  if (isTag(text)) return text;
  throw new OciError(
    'OCI_REFERENCE_INVALID',
    `'${text}' is no tag`,
    'write up to 128 letters, digits, dots, dashes and underscores, not starting with . or -',
  );
}

/** `ghcr.io/acme/platform:v1` or `ghcr.io/acme/platform@sha256:…`. */
export function formatReference({ registry, repository, identifier }: Reference): string {
  return `${registry}/${repository}${identifier.includes(':') ? '@' : ':'}${identifier}`;
}

function faultOf(text: string): string {
  if (/^https?:/.test(text)) return 'it is a web address';
  const [registry, ...rest] = text.replace(/^oci:\/\//, '').split('/');
  const path = rest.join('/');
  if (path === '') return 'it has no repository';
  if (!new RegExp(`^${HOST}$`).test(registry ?? '')) return `'${registry}' is no registry`;
  if (/@(?!sha256:[a-f0-9]{64}$)/.test(path)) return 'its digest is not sha256: and 64 hex digits';
  if (path.includes('@') && /:[^@]*@/.test(path)) return 'it has a tag and a digest';
  const [repository = '', tag] = path.split(':');
  if (/[A-Z]/.test(repository)) return `repository '${repository}' has capital letters`;
  if (tag === undefined && !path.includes('@')) return 'it has neither tag nor digest';
  return tag === undefined
    ? 'the repository is misspelt'
    : `'${tag}' or the repository is misspelt`;
}
