/** What a client asks. */
export interface Asked {
  readonly method: string;
  /** Path and query: `/v2/acme/core/tags/list?n=10`. */
  readonly url: string;
  /** `Range` of the request. */
  readonly range?: string | undefined;
}

/** What it gets. A `HEAD` is answered without the body. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export function json(value: unknown, headers: Readonly<Record<string, string>> = {}): Answered {
  const body = Buffer.from(JSON.stringify(value));
  return { status: 200, headers: { 'content-type': 'application/json', ...headers }, body };
}

/** A refusal as the distribution specification spells it. */
export function refusal(status: number, code: string, message: string): Answered {
  return { ...json({ errors: [{ code, message }] }), status };
}

/**
 * All of some bytes, or the part that was asked for; a range that ends before it starts is none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-14.1.1
 */
export function bytesOf(
  bytes: Buffer,
  range: string | undefined,
  headers: Readonly<Record<string, string>>,
): Answered {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  const isBackwards = first !== '' && last !== '' && Number(last) < Number(first);
  if ((first === '' && last === '') || isBackwards) {
    return { status: 200, headers: { ...headers, 'accept-ranges': 'bytes' }, body: bytes };
  }
  const start = first === '' ? Math.max(0, bytes.length - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes.length : Math.min(bytes.length, Number(last) + 1);
  if (start >= end) {
    const outside = refusal(416, 'SIZE_INVALID', `there are ${bytes.length} bytes`);
    return {
      ...outside,
      headers: { ...outside.headers, 'content-range': `bytes */${bytes.length}` },
    };
  }
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${start}-${end - 1}/${bytes.length}` },
    body: bytes.subarray(start, end),
  };
}
