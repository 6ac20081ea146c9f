/** An image as a manifest names it, in its parts. */
export interface Image {
  /** `docker.io/library/nginx` */
  readonly name: string;
  readonly tag?: string;
  /** `sha256:…` */
  readonly digest?: string;
}

const NAME =
  /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*$/;

/**
 * Reads what a container's `image` says, as a container runtime does: without a registry it is
 * Docker Hub's.
 *
 * @returns `undefined` for what is none, such as a template.
 */
export function parseImage(text: string): Image | undefined {
  const [, rest = '', tag, digest] =
    /^([^@]+?)(?::(\w[\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(text) ?? [];
  const slash = rest.indexOf('/');
  const first = rest.slice(0, Math.max(slash, 0));
  const hasHost = /[.:]/.test(first) || first === 'localhost';
  const host = hasHost ? first : 'docker.io';
  const path = hasHost ? rest.slice(slash + 1) : rest;
  if (!NAME.test(path) || !/^[\w.-]+(?::\d+)?$/.test(host)) return undefined;
  const library = !hasHost && !path.includes('/') ? 'library/' : '';
  return {
    name: `${host}/${library}${path}`,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}

/** `pkg:oci/…`. @see https://github.com/package-url/purl-spec/blob/main/types-doc/oci-definition.md */
export function purlOf({ name, tag, digest }: Image): string {
  const last = name.slice(name.lastIndexOf('/') + 1);
  const version = digest === undefined ? '' : `@${encodeURIComponent(digest)}`;
  const address = name.split('/').map(encodeURIComponent).join('/');
  // What is in a layout is in no repository.
  const query = [
    ...(name.includes('/') ? [`repository_url=${address}`] : []),
    ...(tag === undefined ? [] : [`tag=${encodeURIComponent(tag)}`]),
  ];
  const asked = query.length === 0 ? '' : `?${query.join('&')}`;
  return `pkg:oci/${encodeURIComponent(last)}${version}${asked}`;
}
