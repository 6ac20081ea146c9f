import { OciError } from '../errors';
import { place } from './redact';
import type { Reply, Session } from './session';

/**
 * The address behind `rel="next"` of a `Link` header, however it is quoted; `undefined` on the last
 * page.
 *
 * @param asked pages so far; the next is added.
 * @throws {OciError} `OCI_REGISTRY_NONSENSE` for pages that lead elsewhere or in a circle.
 */
export function nextPage(
  { headers, url }: Reply,
  session: Session,
  purpose: string,
  asked: Set<string>,
): URL | undefined {
  const links = [headers['link'] ?? []].flat().join(', ');
  for (const [, target = '', parameters = ''] of links.matchAll(/<([^>]*)>([^<]*)/g)) {
    if (!/;\s*rel\s*=\s*(?:"[^"]*\bnext\b[^"]*"|next\b)/i.test(parameters)) continue;
    const next = session.resolve(target, url, purpose);
    if (next.origin !== session.endpoint.origin.origin) {
      throw misled(purpose, `${url.host} has its next page at ${place(next)}`);
    }
    if (asked.has(next.href))
      throw misled(purpose, `${url.host} leads from page to page in a circle`);
    asked.add(next.href);
    return next;
  }
  return undefined;
}

function misled(purpose: string, what: string): OciError {
  return new OciError(
    'OCI_REGISTRY_NONSENSE',
    `${purpose}: ${what}`,
    'check that host and port are those of an OCI registry',
  );
}
