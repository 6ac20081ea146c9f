import type { OutgoingHttpHeaders } from 'node:http';

/** What the double does wrong. All fields may change between requests. */
export interface Faults {
  /** `Docker-Content-Digest` of manifests. */
  digestHeader: 'right' | 'none' | 'wrong';
  /** What every HEAD of a manifest states, whether that is there or not; `undefined` for the truth. */
  heads: string | undefined;
  /** `Location` of uploads: with or without host, or none. */
  location: 'absolute' | 'relative' | 'none';
  /** Where uploads and blobs are, where that is not the registry: `http://127.0.0.1:1234`. */
  storage: string | undefined;
  /** What a blob's bytes are. */
  blobs: 'right' | 'truncated' | 'wrong' | 'endless';
  /** Answers with a blob that break off in the middle of what they send. */
  breaks: number;
  /** Answers with a blob that end in the middle, and say that this is all. */
  cuts: number;
  /** What a `Range` gives: the rest, all, 416, or what lies one byte further on. */
  ranges: 'right' | 'ignored' | 'refused' | 'shifted';
  /** Whether an address of the storage is good for one request. */
  oneTimeLinks: boolean;
  /** Bytes of a blob every 5 ms; `undefined` sends as fast as it can. */
  slowBytes: number | undefined;
  /** Answers that come instead of the right ones, until they are used up. */
  readonly instead: Instead[];
  /** Uploads that are forgotten before their PUT. */
  lostUploads: number;
  /** A web page for every request. */
  html: boolean;
  /** Tags of one page, whatever is asked for. */
  pageSize: number;
  /** What comes behind the last page, again and again. */
  circle: boolean;
  /** Who keeps the list; with `header` and `empty` the registry says that it does, and does not. */
  referrers: 'registry' | 'header' | 'empty' | 'clients';
  /** Sizes in the registry's list. */
  sizes: 'right' | 'wrong';
  /** Answers the tag of a digest with what has that digest, as GitLab does. */
  digestTags: boolean;
  /** Writes to the index of referrers that get lost, since somebody else's comes right after. */
  lostIndexes: number;
  /** Tags that stand for something may not be written again, not even the same. */
  immutableTags: boolean;
  /** Bytes that the body of one request may have; longer ones get 413. */
  bodyBytes: number;
  /** `OCI-Chunk-Min-Length` of uploads. */
  chunkMinBytes: number | undefined;
  /** Chunks that arrive while their answer gets lost. */
  lostAnswers: number;
  /** Keeps half of each chunk, and says so. */
  halfChunks: boolean;
  /** What may be removed. */
  removes: 'all' | 'digests' | 'nothing';
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
    heads: undefined,
    location: 'absolute',
    storage: undefined,
    blobs: 'right',
    breaks: 0,
    cuts: 0,
    ranges: 'right',
    oneTimeLinks: false,
    slowBytes: undefined,
    instead: [],
    lostUploads: 0,
    html: false,
    pageSize: 1000,
    circle: false,
    referrers: 'clients',
    sizes: 'right',
    digestTags: false,
    lostIndexes: 0,
    immutableTags: false,
    bodyBytes: Infinity,
    chunkMinBytes: undefined,
    lostAnswers: 0,
    halfChunks: false,
    removes: 'all',
  };
}

/** The answer that comes instead of the right one, counted down. */
export function insteadOf({ instead }: Faults, request: string): Instead | undefined {
  const found = instead.find(({ match, times = 1 }) => times > 0 && match.test(request));
  if (found) found.times = (found.times ?? 1) - 1;
  return found;
}
