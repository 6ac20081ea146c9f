import { compilePattern } from '../../lib/schema';
import { fitsVersion } from '../../lib/template';
import { isTag } from '../../lib/oci/reference';
import { checkDuration, fieldsOf, type Fields } from './checks';
import { FluxError } from './errors';
import { checkVerify } from './verify';

const URL = /^oci:\/\/[a-z0-9.-]+(?::\d+)?(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)+$/;
const PROVIDERS = ['generic', 'aws', 'azure', 'gcp'];

/**
 * Refuses what source-controller refuses, or takes no notice of beside something else.
 *
 * @param spec with `interval`; whatever a program without types gives.
 * @param pinned whether url and reference follow from an artifact of this program.
 * @throws {FluxError} `FLUX_SOURCE_INVALID`, `FLUX_VERIFY_INVALID`, `FLUX_DURATION_INVALID`.
 */
export function checkOciRepository(place: string, spec: Fields, pinned: boolean): void {
  const { interval, timeout, provider = 'generic', secretRef, layerSelector, verify } = spec;
  checkDuration(place, 'interval', interval);
  checkDuration(place, 'timeout', timeout, 'ms|s|m');
  if (!pinned) {
    checkUrl(place, spec['url']);
    checkReference(place, spec['ref']);
  }
  if (!PROVIDERS.includes(provider as string)) {
    refuse(
      place,
      `has the provider '${String(provider as string)}'`,
      `write one of ${PROVIDERS.join(', ')}`,
    );
  }
  if (provider !== 'generic' && secretRef !== undefined) {
    refuse(
      place,
      `has secretRef, beside which provider '${String(provider as string)}' is not asked`,
      'keep one of the two',
    );
  }
  checkLayer(place, fieldsOf(layerSelector));
  checkVerify(place, verify);
}

function checkUrl(place: string, url: unknown): void {
  if (typeof url === 'string' && URL.test(url)) return;
  const text = String(url as string);
  const [, bare = '', rest = ''] = /^(oci:\/\/[^/]+\/[^:@]*)([:@].*)$/.exec(text) ?? [];
  if (bare !== '') {
    refuse(
      place,
      `has the url '${text}'`,
      rest.startsWith('@')
        ? `write url: '${bare}', ref: { digest: '${rest.slice(1)}' }`
        : `write url: '${bare}', ref: { tag: '${rest.slice(1)}' }`,
    );
  }
  refuse(
    place,
    url === undefined ? 'has no url' : `has the url '${text}'`,
    'write oci://<registry>/<path> in lower case, or artifact and ring',
  );
}

function checkReference(place: string, ref: unknown): void {
  const { digest, semver, semverFilter, tag } = fieldsOf(ref);
  const given = Object.entries({ digest, semver, tag }).filter(([, value]) => value !== undefined);
  if (given.length > 1) {
    const [first, ...others] = given.map(([key]) => key);
    refuse(
      place,
      `has ref.${first}, beside which ${others.join(' and ')} is not read`,
      'keep one of digest, semver and tag',
    );
  }
  if (digest !== undefined && !/^sha256:[a-f0-9]{64}$/.test(String(digest as string))) {
    refuse(place, `has the digest ${JSON.stringify(digest)}`, "write 'sha256:' and 64 hex digits");
  }
  if (semver !== undefined && fitsVersion(String(semver as string)) === undefined) {
    refuse(place, `has the range ${JSON.stringify(semver)}`, "write a range of versions: '2.x'");
  }
  if (semverFilter !== undefined) {
    if (semver === undefined) refuse(place, 'has semverFilter without semver', 'write ref.semver');
    if (compilePattern(String(semverFilter as string)) === null) {
      refuse(place, `has a semverFilter that Go cannot compile`, 'write a pattern of RE2');
    }
  }
  if (tag !== undefined && !isTag(String(tag as string))) {
    refuse(place, `has the tag ${JSON.stringify(tag)}`, 'write a tag: v1.2.0');
  }
}

function checkLayer(place: string, { mediaType, operation = 'extract' }: Fields): void {
  if (operation !== 'extract' && operation !== 'copy') {
    refuse(place, `has the operation ${JSON.stringify(operation)}`, "write 'extract' or 'copy'");
  }
  if (operation === 'copy' || typeof mediaType !== 'string') return;
  if (!/(\.tar|\+zstd|\.zstd|\+zip|\.zip|\+json)$/.test(mediaType)) return;
  refuse(
    place,
    `extracts a layer of type '${mediaType}', which is no gzip`,
    "name a layer '…tar+gzip', or write operation: 'copy'",
  );
}

function refuse(place: string, problem: string, hint: string): never {
  throw new FluxError('FLUX_SOURCE_INVALID', `${place} ${problem}`, hint);
}
