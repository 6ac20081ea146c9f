import { isDigest } from '../digest';
import { OciError } from '../errors';
import { notFound } from './manifests';
import type { Session } from './session';

/**
 * Removes a manifest by its digest, or a tag.
 *
 * @throws {OciError} `OCI_NOT_FOUND`; `OCI_REGISTRY_REFUSED` where the registry removes none.
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#deleting-manifests
 */
export async function removeManifest(session: Session, identifier: string): Promise<void> {
  const { registry, repository } = session.endpoint;
  const what = isDigest(identifier) ? 'manifests' : 'tags';
  const purpose = `removing '${identifier}' of ${registry}/${repository}`;
  const reply = await session.send({
    method: 'DELETE',
    to: `manifests/${identifier}`,
    accept: [200, 202, 204, 400, 404, 405],
    purpose,
  });
  if (reply.status < 300) return;
  if (reply.status === 404) throw notFound(session, identifier);
  throw new OciError(
    'OCI_REGISTRY_REFUSED',
    `${purpose}: ${reply.url.host} does not remove ${what} (${reply.status})`,
    isDigest(identifier)
      ? 'switch that on where the registry is configured, or use its own interface'
      : 'remove by digest, which takes all tags of it along, or use the interface of the registry',
  );
}
