import { formatReference, parseReference, parseTag } from '../../lib/oci';
import { endpointOf } from '../../lib/oci/registry/endpoint';

const HEX = 'a'.repeat(64);

test.each([
  ['ghcr.io/acme/platform:v1.2.0', 'ghcr.io', 'acme/platform', 'v1.2.0'],
  ['oci://ghcr.io/acme/platform:v1.2.0', 'ghcr.io', 'acme/platform', 'v1.2.0'],
  [`ghcr.io/acme/platform@sha256:${HEX}`, 'ghcr.io', 'acme/platform', `sha256:${HEX}`],
  ['localhost:5000/a:1', 'localhost:5000', 'a', '1'],
  ['[::1]:5000/a/b__c/d-e.f:x', '[::1]:5000', 'a/b__c/d-e.f', 'x'],
  ['Registry.Local/a:_x', 'Registry.Local', 'a', '_x'],
])('%s is read', (text, registry, repository, identifier) => {
  const reference = parseReference(text);
  expect(reference).toEqual({ registry, repository, identifier });
  expect(formatReference(reference)).toBe(text.replace('oci://', ''));
});

test.each([
  ['', 'it has no repository'],
  ['ghcr.io', 'it has no repository'],
  ['ghcr.io/acme/platform', 'it has neither tag nor digest'],
  ['ghcr.io/acme/Platform:v1', "repository 'acme/Platform' has capital letters"],
  ['ghcr.io/acme//platform:v1', "'v1' or the repository is misspelt"],
  ['ghcr.io/acme/platform:', "'' or the repository is misspelt"],
  ['ghcr.io/acme/platform:-v1', "'-v1' or the repository is misspelt"],
  [`ghcr.io/acme/platform:v1@sha256:${HEX}`, 'it has a tag and a digest'],
  ['ghcr.io/acme/platform@sha256:abc', 'its digest is not sha256: and 64 hex digits'],
  [`ghcr.io/acme/platform@sha512:${HEX}`, 'its digest is not sha256: and 64 hex digits'],
  ['https://ghcr.io/acme/platform:v1', 'it is a web address'],
  ['user:pw@ghcr.io/acme/platform:v1', "'user:pw@ghcr.io' is no registry"],
  ['ghcr.io/../platform:v1', "'v1' or the repository is misspelt"],
])('%j is refused', (text, fault) => {
  expect(() => parseReference(text)).toThrow(
    expect.objectContaining({
      code: 'OCI_REFERENCE_INVALID',
      message: `cannot read '${text}' as an OCI reference: ${fault}`,
    }),
  );
});

test.each(['', '.x', '-x', 'a/b', 'a:b', 'x'.repeat(129)])('%j is no tag', (tag) => {
  expect(() => parseTag(tag)).toThrow(expect.objectContaining({ code: 'OCI_REFERENCE_INVALID' }));
});

test.each([
  ['ghcr.io', {}, 'https://ghcr.io/'],
  ['ghcr.io', { plainHttp: true }, 'http://ghcr.io/'],
  ['localhost:5000', {}, 'http://localhost:5000/'],
  ['127.0.0.1', {}, 'http://127.0.0.1/'],
  ['[::1]:5000', {}, 'http://[::1]:5000/'],
  ['localhost:5000', { ca: 'PEM' }, 'https://localhost:5000/'],
  ['localhost.example.com', {}, 'https://localhost.example.com/'],
  ['docker.io', {}, 'https://registry-1.docker.io/'],
])('%s with %j is at %s', (registry, options, origin) => {
  expect(endpointOf({ registry, repository: 'a/b' }, options).origin.href).toBe(origin);
});

test("Docker Hub's official images are in library/", () => {
  const at = endpointOf({ registry: 'docker.io', repository: 'redis' }, {});
  expect(at.name).toBe('library/redis');
});
