import { OciError } from '../errors';
import { parseJson } from '../image-manifest';

/** Where a signature is made: who gives certificates, who keeps logs, who tells the time. */
export interface SigningServices {
  /** `https://fulcio.sigstore.dev` */
  readonly fulcioURL: string;
  readonly logs: readonly LogService[];
  /** With the path, where one is given: `https://timestamp.sigstore.dev/api/v1/timestamp`. */
  readonly timestampURLs: readonly string[];
}

/** A log of signatures. */
export interface LogService {
  readonly url: string;
  /** 1: the log tells the time. 2: it tells none, so somebody else must. */
  readonly version: 1 | 2;
}

/** What an installation offers, by time. */
export interface SigningConfig {
  readonly authorities: readonly Service[];
  readonly logs: readonly Service[];
  readonly logCount: Count;
  readonly timestamps: readonly Service[];
  readonly timestampCount: Count;
}

interface Service {
  readonly url: string;
  readonly version: number;
  /** Whoever runs it: of one operator one service is asked. */
  readonly operator: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
}

/** How many of them are asked. */
type Count = number | 'all';

/** Type of the file. */
const TYPE = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';

/**
 * Reads sigstore's signing configuration, as `cosign signing-config create` writes it.
 *
 * @param where what is read, for messages.
 * @throws {OciError} `OCI_SIGNING_CONFIG_INVALID`.
 * @see https://github.com/sigstore/protobuf-specs/blob/v0.5.0/protos/sigstore_trustroot.proto
 */
export function readSigningConfig(text: string, where: string): SigningConfig {
  const config = jsonOf(text, where);
  if (config['mediaType'] !== TYPE) {
    throw invalid(`${where} is no signing config of version 0.2`);
  }
  const services = (field: string) => servicesIn(config[field], field, where);
  return {
    authorities: services('caUrls'),
    logs: services('rekorTlogUrls'),
    logCount: countIn(config['rekorTlogConfig'], 'rekorTlogConfig', where),
    timestamps: services('tsaUrls'),
    timestampCount: countIn(config['tsaConfig'], 'tsaConfig', where),
  };
}

/**
 * Those of a configuration that are asked at a time: of each kind the highest version that we speak,
 * of each operator the newest.
 *
 * @param where of the configuration, for messages.
 * @throws {OciError} `OCI_SIGNING_CONFIG_INVALID` where one is missing that is needed.
 */
export function servicesAt(config: SigningConfig, nowMs: number, where: string): SigningServices {
  const [authority] = chosen(config.authorities, [1], 1, nowMs);
  const logs = chosen(config.logs, [2, 1], config.logCount, nowMs);
  const timestamps = chosen(config.timestamps, [1], config.timestampCount, nowMs);
  for (const [found, count, what] of [
    [logs, config.logCount, 'logs'],
    [timestamps, config.timestampCount, 'timestamp authorities'],
  ] as const) {
    if (count === 'all' || count === 1 || found.length >= count) continue;
    throw invalid(`${where} wants ${count} ${what}, and names ${found.length} that are open now`);
  }
  if (!authority) throw invalid(`${where} names nobody who gives certificates now`);
  if (logs.length === 0) throw invalid(`${where} names no log of signatures that is open now`);
  return {
    fulcioURL: authority.url,
    logs: logs.map(({ url, version }) => ({ url, version: version === 2 ? 2 : 1 })),
    timestampURLs: timestamps.map(({ url }) => url),
  };
}

/** A log that tells the time, for the form of before cosign 3; `undefined` where there is none now. */
export function oldLogAt({ logs }: SigningConfig, nowMs: number): LogService | undefined {
  const [log] = chosen(logs, [1], 1, nowMs);
  return log && { url: log.url, version: 1 };
}

function chosen(
  services: readonly Service[],
  versions: readonly number[],
  count: Count,
  nowMs: number,
): readonly Service[] {
  const open = services
    .filter(({ from, until }) => from <= nowMs && nowMs <= until)
    .sort((a, b) => b.from - a.from);
  for (const version of versions) {
    const found = open.filter((one) => one.version === version);
    const ofOperators = found.filter(
      (one, i) => found.findIndex(({ operator }) => operator === one.operator) === i,
    );
    if (ofOperators.length > 0) return ofOperators.slice(0, count === 'all' ? undefined : count);
  }
  return [];
}

function servicesIn(value: unknown, field: string, where: string): readonly Service[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw invalid(`${where}: ${field} is no list`);
  return value.map((one: unknown, i) => {
    const { url, majorApiVersion, operator, validFor } = (one ?? {}) as Untrusted;
    if (typeof url !== 'string' || !isWeb(url) || typeof majorApiVersion !== 'number') {
      throw invalid(`${where}: ${field}[${i}] has no url or no majorApiVersion`);
    }
    return {
      url: url.replace(/\/+$/, ''),
      version: majorApiVersion,
      operator: typeof operator === 'string' ? operator : '',
      from: timeOf(validFor?.start, -Infinity, `${where}: ${field}[${i}].validFor.start`),
      until: timeOf(validFor?.end, Infinity, `${where}: ${field}[${i}].validFor.end`),
    };
  });
}

interface Untrusted {
  readonly url?: unknown;
  readonly majorApiVersion?: unknown;
  readonly operator?: unknown;
  readonly validFor?: { readonly start?: unknown; readonly end?: unknown } | null;
}

/** `ANY` asks one, of which nobody says which: the newest. */
function countIn(value: unknown, field: string, where: string): Count {
  const { selector, count } = (value ?? { selector: 'ANY' }) as {
    readonly selector?: unknown;
    readonly count?: unknown;
  };
  if (selector === 'ANY') return 1;
  if (selector === 'ALL') return 'all';
  if (selector === 'EXACT' && typeof count === 'number' && count >= 1) return count;
  throw invalid(`${where}: ${field} selects ${JSON.stringify(value)}`);
}

function timeOf(value: unknown, fallback: number, where: string): number {
  if (value === undefined || value === null) return fallback;
  const ms = typeof value === 'string' ? Date.parse(value) : NaN;
  if (!Number.isNaN(ms)) return ms;
  throw invalid(`${where} is no time`);
}

function isWeb(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function jsonOf(text: string, where: string): Record<string, unknown> {
  try {
    return parseJson(Buffer.from(text), where);
  } catch {
    throw invalid(`${where} is no JSON object`);
  }
}

function invalid(message: string): OciError {
  return new OciError(
    'OCI_SIGNING_CONFIG_INVALID',
    message,
    'write it again: cosign signing-config create, or name the services by --fulcio-url, --rekor-url and --timestamp-url',
  );
}
