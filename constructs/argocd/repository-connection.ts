import { requireTarget, type Targets } from '../targets';
import { ArgoCdError } from './errors';

/** How Argo CD reaches a repository, as upstream spells it; each for the types that read it. */
export interface RepositoryConnection {
  /** Of `helm`: charts in an OCI registry, whose URL has no scheme (`ghcr.io/acme/charts`). Default false. */
  readonly enableOCI?: boolean;
  /** Whether certificates are not checked; default false. */
  readonly insecure?: boolean;
  /** Of `oci`, and `helm` with `enableOCI`: plain HTTP. Default false. Argo CD 3.1. */
  readonly insecureOCIForceHttp?: boolean;
  /** Of git over ssh: whether the host's key is not checked; default false. */
  readonly insecureIgnoreHostKey?: boolean;
  /** Of git: files in Git LFS. Default false. */
  readonly enableLfs?: boolean;
  /** Of git: credentials are sent before the server asks. Default false. */
  readonly forceHttpBasicAuth?: boolean;
  /** Of git: how many commits are fetched; default all. Argo CD 3.3. */
  readonly depth?: number;
  /** Of git and Helm on Azure: the identity of Argo CD's pods. Default false. */
  readonly useAzureWorkloadIdentity?: boolean;
  /** `http://proxy.acme.io:3128`; default none. */
  readonly proxy?: string;
  /** Hosts that are reached without it, with commas between them; default none. */
  readonly noProxy?: string;
}

type Key = keyof RepositoryConnection;

/** Which types of repositories read a field, and since when. */
const FIELDS: Readonly<
  Record<Key, { readonly types: readonly string[]; readonly since?: string }>
> = {
  enableOCI: { types: ['helm'] },
  insecure: { types: ['git', 'helm', 'oci'] },
  insecureOCIForceHttp: { types: ['helm', 'oci'], since: '3.1' },
  insecureIgnoreHostKey: { types: ['git'] },
  enableLfs: { types: ['git'] },
  forceHttpBasicAuth: { types: ['git'] },
  depth: { types: ['git'], since: '3.3' },
  useAzureWorkloadIdentity: { types: ['git', 'helm'] },
  proxy: { types: ['git', 'helm', 'oci'] },
  noProxy: { types: ['git', 'helm', 'oci'] },
};

/** The fields that are given, as the text that a Secret holds; what is off is left out. */
export function connectionData(props: RepositoryConnection): Record<string, string> {
  return Object.fromEntries(given(props).map(([key, value]) => [key, String(value)]));
}

/**
 * @throws {ArgoCdError} `ARGOCD_REPOSITORY_URL` for a field that repositories of the type do not read.
 * @throws {TargetError} `TARGET_TOO_OLD` for one that the declared Argo CD does not have.
 */
export function checkConnection(
  props: RepositoryConnection,
  type: string,
  place: string,
  targets: Targets | undefined,
): void {
  for (const [key] of given(props)) {
    const { types, since } = FIELDS[key];
    if (!types.includes(type)) {
      throw new ArgoCdError(
        'ARGOCD_REPOSITORY_URL',
        `${place} has ${key}, which repositories of type ${type} do not read`,
        `leave it out, or write type: '${types.join("' or '")}'`,
      );
    }
    if (since !== undefined) requireTarget(targets, 'argocd', since, `${key} of ${place}`);
  }
}

function given(props: RepositoryConnection): [Key, string | number | true][] {
  return (Object.keys(FIELDS) as Key[]).flatMap((key): [Key, string | number | true][] => {
    const value = props[key];
    return value === undefined || value === false || value === '' ? [] : [[key, value]];
  });
}
