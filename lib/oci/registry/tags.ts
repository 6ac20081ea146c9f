import { OciError } from '../errors';
import { parseJson } from '../image-manifest';
import { isTag } from '../reference';
import { nextPage } from './next-page';
import type { Reply, Session } from './session';

/** ECR refuses more; others give as many as they like and say where the rest is. */
const PAGE = 1000;
/** Of one page: a thousand tags of 128 characters, and room to spare. */
const PAGE_LIMIT_BYTES = 4 * 2 ** 20;

/**
 * All tags of a repository, sorted. A page may be short yet not the last: only the registry's link
 * tells.
 *
 * @throws {OciError} `OCI_NOT_FOUND` where there is no such repository, `OCI_REGISTRY_NONSENSE` for
 *   pages that lead in a circle.
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-tags
 */
export async function listTags(session: Session): Promise<string[]> {
  const { registry, repository } = session.endpoint;
  const purpose = `listing the tags of ${registry}/${repository}`;
  const found = new Set<string>();
  const asked = new Set<string>();
  let next: string | URL | undefined = `tags/list?n=${PAGE}`;
  while (next !== undefined) {
    const reply: Reply = await session.send({
      method: 'GET',
      to: next,
      limitBytes: PAGE_LIMIT_BYTES,
      accept: [200, 404],
      purpose,
    });
    if (reply.status === 404) throw noRepository(session);
    for (const tag of tagsOf(reply, purpose)) found.add(tag);
    next = nextPage(reply, session, purpose, asked);
  }
  return [...found].sort();
}

function tagsOf({ body, url }: Reply, purpose: string): readonly string[] {
  let tags: unknown;
  try {
    ({ tags } = parseJson(body, 'it'));
  } catch (cause) {
    throw nonsense(purpose, `${url.host} answers with something that is no list`, cause);
  }
  // A repository whose tags are all gone has `null`.
  if (tags === null || tags === undefined) return [];
  if (Array.isArray(tags) && tags.every(isName)) return tags;
  throw nonsense(purpose, `${url.host} answers with tags that are no list of names`);
}

const isName = (tag: unknown): tag is string => typeof tag === 'string' && isTag(tag);

function noRepository({ endpoint: { registry, repository } }: Session): OciError {
  return new OciError(
    'OCI_NOT_FOUND',
    `${registry} has no repository '${repository}'`,
    'check the name, or push to it first',
  );
}

function nonsense(purpose: string, what: string, cause?: unknown): OciError {
  return new OciError(
    'OCI_REGISTRY_NONSENSE',
    `${purpose}: ${what}`,
    'check that host and port are those of an OCI registry',
    { cause },
  );
}
