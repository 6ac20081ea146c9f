import type { OutgoingHttpHeaders } from 'node:http';

/** What the double does wrong. All fields may change between requests. */
export interface Faults {
  /** `Docker-Content-Digest` of manifests. */
  digestHeader: 'right' | 'none' | 'wrong';
  /** `Location` of uploads: with or without host, or none. */
  location: 'absolute' | 'relative' | 'none';
  /** Where uploads and blobs are, where that is not the registry: `http://127.0.0.1:1234`. */
  storage: string | undefined;
  /** What a blob's bytes are. */
  blobs: 'right' | 'truncated' | 'wrong' | 'endless';
  /** Answers that come instead of the right ones, until they are used up. */
  readonly instead: Instead[];
  /** Uploads that are forgotten before their PUT. */
  lostUploads: number;
  /** A web page for every request. */
  html: boolean;
}

export interface Instead {
  /** `PUT /v2/acme/core/manifests/v1` */
  readonly match: RegExp;
  /** How often; default once. */
  times?: number;
  /** `reset` breaks the connection, `silence` never answers. */
  readonly status: number | 'reset' | 'silence';
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

export function noFaults(): Faults {
  return {
    digestHeader: 'right',
    location: 'absolute',
    storage: undefined,
    blobs: 'right',
    instead: [],
    lostUploads: 0,
    html: false,
  };
}

/** The answer that comes instead of the right one, counted down. */
export function insteadOf({ instead }: Faults, request: string): Instead | undefined {
  const found = instead.find(({ match, times = 1 }) => times > 0 && match.test(request));
  if (found) found.times = (found.times ?? 1) - 1;
  return found;
}
