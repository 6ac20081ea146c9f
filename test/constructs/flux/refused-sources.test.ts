import { flux } from '../../../constructs';
import { refusals, type Row } from './support/refusals';

const repository = { url: 'oci://ghcr.io/acme/web' } as const;
const secretRef = { name: 's' };
const keyless = (...matchOIDCIdentity: object[]) => ({ verify: { matchOIDCIdentity } });

describe('OCIRepository', () => refusals(flux.OCIRepository, oci()));
describe('GitRepository', () => refusals(flux.GitRepository, git()));
describe('HelmRepository', () => refusals(flux.HelmRepository, helm()));

function oci(): Row[] {
  return [
    ['no url', 'SOURCE_INVALID', {}, 'has no url'],
    ['an https url', 'SOURCE_INVALID', { url: 'https://ghcr.io/a/b' }, 'has the url'],
    [
      'a tag in the url',
      'SOURCE_INVALID',
      { url: 'oci://ghcr.io/a/b:1' },
      "has the url 'oci://ghcr.io/a/b:1'",
    ],
    ['upper case', 'SOURCE_INVALID', { url: 'oci://ghcr.io/A/b' }, 'has the url'],
    [
      'a digest and a tag',
      'SOURCE_INVALID',
      { ...repository, ref: { digest: `sha256:${'a'.repeat(64)}`, tag: 'x' } },
      'ref.digest, beside which tag',
    ],
    [
      'a short digest',
      'SOURCE_INVALID',
      { ...repository, ref: { digest: 'sha256:ab' } },
      'has the digest',
    ],
    [
      'a range that is none',
      'SOURCE_INVALID',
      { ...repository, ref: { semver: 'one' } },
      'has the range',
    ],
    [
      'a filter without a range',
      'SOURCE_INVALID',
      { ...repository, ref: { tag: 'x', semverFilter: '.' } },
      'without semver',
    ],
    [
      'a filter of look-ahead',
      'SOURCE_INVALID',
      { ...repository, ref: { semver: '1.x', semverFilter: '(?=a)' } },
      'Go cannot compile',
    ],
    ['a tag with a space', 'SOURCE_INVALID', { ...repository, ref: { tag: 'a b' } }, 'has the tag'],
    [
      'a Secret beside a cloud',
      'SOURCE_INVALID',
      { ...repository, provider: 'aws', secretRef },
      "beside which provider 'aws'",
    ],
    [
      'an unknown provider',
      'SOURCE_INVALID',
      { ...repository, provider: 'ibm' },
      "the provider 'ibm'",
    ],
    [
      'zstd to be extracted',
      'SOURCE_INVALID',
      { ...repository, layerSelector: { mediaType: 'a/b.tar+zstd' } },
      'is no gzip',
    ],
    [
      'plain tar to be extracted',
      'SOURCE_INVALID',
      { ...repository, layerSelector: { mediaType: 'application/vnd.oci.image.layer.v1.tar' } },
      'is no gzip',
    ],
    ['hours in a timeout', 'DURATION_INVALID', { ...repository, timeout: '1h' }, 'timeout'],
    ['a number as interval', 'DURATION_INVALID', { ...repository, interval: 10 }, 'interval'],
    ['an interval without unit', 'DURATION_INVALID', { ...repository, interval: '10' }, 'interval'],
    [
      'an interval that overflows',
      'DURATION_INVALID',
      { ...repository, interval: '2562048h' },
      'interval',
    ],
    [
      'a signature of anybody',
      'VERIFY_INVALID',
      { ...repository, verify: {} },
      'a signature of anybody would do',
    ],
    [
      'two identities',
      'VERIFY_INVALID',
      { ...repository, ...keyless({ issuer: 'a', subject: 'b' }, { issuer: 'a', subject: 'c' }) },
      'has 2 identities',
    ],
    [
      'an identity without subject',
      'VERIFY_INVALID',
      { ...repository, ...keyless({ issuer: 'a' }) },
      'has no subject',
    ],
    [
      'a subject that Go cannot read',
      'VERIFY_INVALID',
      { ...repository, ...keyless({ issuer: 'a', subject: '(' }) },
      'Go cannot compile',
    ],
    [
      'keys and an identity',
      'VERIFY_INVALID',
      { ...repository, verify: { secretRef, matchOIDCIdentity: [{}] } },
      'is not read then',
    ],
    [
      'notation without Secret',
      'VERIFY_INVALID',
      { ...repository, verify: { provider: 'notation' } },
      'no secretRef',
    ],
    [
      'notation with an identity',
      'VERIFY_INVALID',
      { ...repository, verify: { provider: 'notation', secretRef, matchOIDCIdentity: [{}] } },
      'reads secretRef alone',
    ],
    [
      'an unknown verifier',
      'VERIFY_INVALID',
      { ...repository, verify: { provider: 'gpg' } },
      "by 'gpg'",
    ],
    ['a name in upper case', 'NAME_INVALID', { ...repository, name: 'Web' }, 'no object can have'],
  ];
}

function git(): Row[] {
  return [
    ['ssh in short', 'SOURCE_INVALID', { url: 'git@github.com:a/b' }, 'has the url'],
    [
      'two refs',
      'SOURCE_INVALID',
      { url: 'https://a/b', ref: { tag: 'a', semver: '1.x' } },
      'semver and tag',
    ],
    [
      'an account of git',
      'SOURCE_INVALID',
      { url: 'https://a/b', serviceAccountName: 'x' },
      'serviceAccountName',
    ],
  ];
}

function helm(): Row[] {
  return [
    ['an index of oci', 'SOURCE_INVALID', { url: 'oci://a/b' }, 'the type default'],
    ['a registry of https', 'SOURCE_INVALID', { url: 'https://a/b', type: 'oci' }, 'the type oci'],
  ];
}
