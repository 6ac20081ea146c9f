/** Registries that everybody knows, by host. */
const REGISTRIES =
  /^(ghcr\.io|gcr\.io|quay\.io|docker\.io|registry-1\.docker\.io|index\.docker\.io|public\.ecr\.aws|registry\.[a-z0-9.-]+|([a-z0-9-]+\.)*(gcr\.io|pkg\.dev|azurecr\.io|jfrog\.io|cr\.[a-z.-]+)|[0-9]+\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?)$/;

/** Hosts of git repositories, which a registry reference never names. */
const GIT_HOSTS =
  /^(www\.)?(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitea\.com|dev\.azure\.com|ssh\.dev\.azure\.com|git\.[a-z0-9.-]+|gitlab\.[a-z0-9.-]+)$/;

const BARE = /^([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?)\/[^\s]+$/i;

/**
 * Whether a URL is meant for a registry but lacks the `oci://` that Argo CD goes by: a known
 * registry behind `https://` or nothing, or any host without a scheme that is no host of git.
 */
export function looksLikeRegistry(url: string): boolean {
  if (/\.git\/?$/.test(url) || url.includes('@')) return false;
  const [, scheme = '', rest = ''] = /^([a-z][a-z+.-]*:\/\/)?(.*)$/i.exec(url) ?? [];
  if (scheme !== '' && scheme !== 'https://' && scheme !== 'http://') return false;
  const [, host = ''] = BARE.exec(rest) ?? [];
  const name = host.replace(/:\d+$/, '').toLowerCase();
  if (REGISTRIES.test(name)) return true;
  const isHost = name.includes('.') || host !== name || name === 'localhost';
  return scheme === '' && isHost && !GIT_HOSTS.test(name);
}

/** Whether a revision is the digest of a manifest, which no push can move. */
export function isDigest(revision: string): boolean {
  return /^sha256:[a-f0-9]{64}$/.test(revision);
}

/** Whether a text holds a template, so that its value is only known when it is expanded. */
export function isTemplated(text: string): boolean {
  return text.includes('{{');
}
