import { OciError } from '../errors';
import type { Reply, Session } from './session';

/** Where an upload goes on, as the registry says after each request of it. */
export function uploadAddress(session: Session, { headers, url }: Reply, purpose: string): URL {
  const { location } = headers;
  if (location !== undefined) return session.resolve(location, url, purpose);
  throw new OciError(
    'OCI_REGISTRY_NONSENSE',
    `${purpose}: ${url.host} opens an upload without saying where`,
    'check that host and port are those of an OCI registry',
  );
}
