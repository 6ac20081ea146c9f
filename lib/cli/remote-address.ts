/**
 * The address of a git remote as it may be published: CI systems write a token into the address that
 * they clone from, people a password or a key in the query.
 *
 * @param remote as git has it: `https://user:token@host/path`, `git@host:path`, `/srv/git/core.git`.
 * @returns it without user, password, query and fragment; the short form of SSH and paths as they
 *   are; `undefined` for an address that cannot be read: what of it is secret is not known then.
 */
export function withoutLogin(remote: string): string | undefined {
  const [, scheme, host, rest] = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)([^?#]*)/i.exec(remote) ?? [];
  if (scheme === undefined || host === undefined || rest === undefined) return remote;
  return URL.canParse(remote)
    ? `${scheme}${host.slice(host.lastIndexOf('@') + 1)}${rest}`
    : undefined;
}
