import { isHub } from '../credentials/config-file';
import type { Reference } from '../reference';

/** Where a repository is served. */
export interface Endpoint {
  /** As the user wrote it; credentials are kept under this name. */
  readonly registry: string;
  /** As the user wrote it. */
  readonly repository: string;
  /** The repository as the registry's API has it: Docker Hub's official images are in `library/`. */
  readonly name: string;
  /** `https://ghcr.io/` */
  readonly origin: URL;
}

/**
 * The endpoint of a reference: HTTPS, but for this machine (unless certificates are given, which
 * say that it speaks TLS) and where plain HTTP is asked for.
 */
export function endpointOf(
  { registry, repository }: Pick<Reference, 'registry' | 'repository'>,
  { plainHttp, ca }: { readonly plainHttp?: boolean; readonly ca?: unknown },
): Endpoint {
  const hub = isHub(registry);
  const host = hub ? 'registry-1.docker.io' : registry;
  const plain = plainHttp ?? (ca === undefined && isLoopback(host));
  return {
    registry,
    repository,
    name: hub && !repository.includes('/') ? `library/${repository}` : repository,
    origin: new URL(`${plain ? 'http' : 'https'}://${host}/`),
  };
}

/** Whether a host, with or without port, is this machine. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(host);
}
