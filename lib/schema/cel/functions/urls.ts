import { isUrl, readUrl, type Url } from '../url';
import type { Library } from '../signature';
import { CelError, Entries, Items, Opaque } from '../values';

class UrlValue extends Opaque {
  readonly type = 'kubernetes.URL';

  constructor(
    readonly text: string,
    readonly url: Url,
  ) {
    super();
  }

  equals(other: Opaque): boolean {
    return other instanceof UrlValue && other.text === this.text;
  }
}

export const urls: Library = {
  'url(string): URL': (text: string) => {
    const url = isUrl(text) ? readUrl(text) : undefined;
    if (!url) {
      const what = 'URL parse error during conversion from string';
      throw new CelError(`${what}: parse ${JSON.stringify(text)}: invalid URI for request`);
    }
    return new UrlValue(text, url);
  },
  'isURL(string): bool': isUrl,
  'URL.getScheme(): string': ({ url }: UrlValue) => url.scheme,
  'URL.getHost(): string': ({ url }: UrlValue) => url.host,
  'URL.getHostname(): string': ({ url }: UrlValue) => {
    const bracketed = /^\[(.*)\]/s.exec(url.host);
    return bracketed?.[1] ?? url.host.replace(/:\d*$/, '');
  },
  'URL.getPort(): string': ({ url }: UrlValue) => /:(\d*)$/.exec(url.host)?.[1] ?? '',
  'URL.getEscapedPath(): string': ({ url }: UrlValue) => url.escapedPath,
  'URL.getQuery(): map(string, list(string))': ({ url }: UrlValue) =>
    new Entries([...url.query].map(([key, values]) => [key, new Items(values)])),
};
