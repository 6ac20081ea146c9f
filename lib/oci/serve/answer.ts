import { isCodedError, type Disk } from '../../core';
import type { Descriptor } from '../descriptor';
import { digestOf, isDigest } from '../digest';
import { parseIndex } from '../image-index';
import { layoutReferrers } from '../layout-referrers';
import { blobPath, nameOf, readIndex } from '../layout-index';
import { IMAGE_INDEX, isIndex } from '../media-types';
import { isTag } from '../reference';
import { bytesOf, json, refusal, type Answered, type Asked } from './reply';

/**
 * Answers what a client of registries asks, out of an OCI image layout; nothing can be written. The
 * index is read anew each time, so that what is packed meanwhile is there.
 *
 * Every repository has the same content: digests pin it wherever a program says that it is. Names of
 * the layout are tags, and the name that a path ends with is `latest`.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#endpoints
 */
export function answerFrom(disk: Disk, folder: string, asked: Asked): Answered {
  if (asked.method !== 'GET' && asked.method !== 'HEAD') {
    return refusal(405, 'UNSUPPORTED', 'this registry can only be read');
  }
  const base = 'http://registry';
  if (!URL.canParse(asked.url, base)) return NOTHING_THERE;
  const { pathname, searchParams } = new URL(asked.url, base);
  if (/^\/v2\/?$/.test(pathname)) return json({});
  const [, repository = '', kind, rest = ''] =
    /^\/v2\/([a-z0-9._/-]+)\/(manifests|blobs|tags|referrers)\/([^/]+)$/.exec(pathname) ?? [];
  try {
    if (kind === 'manifests') return manifest({ disk, folder, repository }, rest);
    if (kind === 'blobs') return blob({ disk, folder, repository }, rest, asked.range);
    if (kind === 'tags' && rest === 'list') {
      return tagList({ disk, folder, repository }, pathname, searchParams);
    }
    if (kind === 'referrers' && isDigest(rest)) {
      return referrers({ disk, folder, repository }, rest, searchParams.get('artifactType'));
    }
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return refusal(500, 'UNKNOWN', error.message);
  }
  return NOTHING_THERE;
}

const NOTHING_THERE = refusal(404, 'NAME_UNKNOWN', 'there is nothing at that address');

interface Place {
  readonly disk: Disk;
  readonly folder: string;
  readonly repository: string;
}

function manifest(place: Place, identifier: string): Answered {
  const { disk, folder } = place;
  const found = isDigest(identifier)
    ? listed(place).find(({ digest }) => digest === identifier)
    : tagged(place).get(identifier);
  const bytes = found && disk.read(blobPath(folder, found.digest));
  if (!found || !bytes) {
    return refusal(404, 'MANIFEST_UNKNOWN', `the layout has no '${identifier}'`);
  }
  if (digestOf(bytes) !== found.digest) {
    return refusal(500, 'MANIFEST_INVALID', `${found.digest} is damaged on disk`);
  }
  const headers = { 'content-type': found.mediaType, 'docker-content-digest': found.digest };
  return { status: 200, headers, body: bytes };
}

function blob({ disk, folder }: Place, digest: string, range: string | undefined): Answered {
  const bytes = isDigest(digest) ? disk.read(blobPath(folder, digest)) : undefined;
  if (!bytes) return refusal(404, 'BLOB_UNKNOWN', `the layout has no blob '${digest}'`);
  return bytesOf(bytes, range, {
    'content-type': 'application/octet-stream',
    'docker-content-digest': digest,
  });
}

function tagList(place: Place, path: string, query: URLSearchParams): Answered {
  const all = [...tagged(place).keys()].sort();
  const last = query.get('last') ?? '';
  const rest = all.filter((tag) => tag > last);
  const most = Number(query.get('n') ?? Infinity);
  const page = rest.slice(0, most >= 0 ? most : Infinity);
  const next = `<${path}?n=${most}&last=${encodeURIComponent(page.at(-1) ?? last)}>; rel="next"`;
  const more = page.length < rest.length && page.length > 0;
  return json({ name: place.repository, tags: page }, more ? { link: next } : {});
}

function referrers({ disk, folder }: Place, subject: string, type: string | null): Answered {
  const direct = layoutReferrers(disk, folder, subject).filter((one) => one.subject === subject);
  const entries = direct.map(({ entry }) => entry);
  const manifests = type === null ? entries : entries.filter((one) => one.artifactType === type);
  return json(
    { schemaVersion: 2, mediaType: IMAGE_INDEX, manifests },
    {
      'content-type': IMAGE_INDEX,
      ...(type !== null && { 'oci-filters-applied': 'artifactType' }),
    },
  );
}

/** What can be asked for by a tag of a repository. */
function tagged({ disk, folder, repository }: Place): ReadonlyMap<string, Descriptor> {
  const tags = new Map<string, Descriptor>();
  for (const descriptor of readIndex(disk, folder)?.manifests ?? []) {
    const name = nameOf(descriptor);
    if (name === undefined) continue;
    if (repository.split('/').at(-1) === name) tags.set('latest', descriptor);
    if (isTag(name) && !tags.has(name)) tags.set(name, descriptor);
  }
  return tags;
}

/** All manifests of the layout, those of indexes included. */
function listed({ disk, folder }: Place): readonly Descriptor[] {
  const found = [...(readIndex(disk, folder)?.manifests ?? [])];
  const seen = new Set(found.map(({ digest }) => digest));
  for (const { digest, mediaType } of found) {
    const bytes = isIndex(mediaType) ? disk.read(blobPath(folder, digest)) : undefined;
    if (!bytes) continue;
    const inside = parseIndex(bytes, `${folder}@${digest}`).filter((one) => !seen.has(one.digest));
    for (const one of inside) seen.add(one.digest);
    found.push(...inside);
  }
  return found;
}
