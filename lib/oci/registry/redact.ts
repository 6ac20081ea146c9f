/** Text of a stranger, made fit for one line of a message: no control characters, 200 at most. */
export function plain(text: string): string {
  const line = text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

/** Address without query, fragment and password: what signs or opens anything is in those. */
export function place(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

/** Secrets seen so far, to be taken out of whatever a stranger's text says. */
export class Secrets {
  readonly #seen = new Set<string>();

  /** Very short ones are not searched for: they would take out half of any message. */
  add(secret: string): void {
    if (secret.length >= 4) this.#seen.add(secret);
  }

  redact(text: string): string {
    let clean = text.replace(/\b(Bearer|Basic)\s+[\w+/=.~-]{8,}/gi, '$1 ***');
    for (const secret of this.#seen) {
      clean = clean.replaceAll(secret, '***').replaceAll(encodeURIComponent(secret), '***');
    }
    return clean;
  }
}
