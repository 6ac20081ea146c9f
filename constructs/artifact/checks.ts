import type { IConstruct } from 'constructs';
import { deliveriesOf } from './delivery';
import { ArtifactError } from './errors';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const VARIANT = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
const REPOSITORY = /^[a-z0-9.-]+(?::\d+)?(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)+$/;

/** Of the file beside the folders; it is made for the first hub. */
const RESERVED = 'bootstrap';

/** An id names a folder, and people say it on the command line. */
export function checkId(scope: IConstruct, id: string): void {
  if (id === RESERVED) {
    throw new ArtifactError(
      'ARTIFACT_ID_TAKEN',
      `'${id}' is the name of the file that is applied once, by hand`,
      'give the artifact or hub another id',
    );
  }
  if (!DNS_LABEL.test(id)) {
    throw new ArtifactError(
      'ARTIFACT_ID_INVALID',
      `'${id}' is no name for an artifact`,
      'write a DNS label: lower-case letters, digits and dashes, 63 at most',
    );
  }
  const taken = deliveriesOf(scope).find(({ name }) => name === id);
  if (!taken) return;
  throw new ArtifactError(
    'ARTIFACT_ID_TAKEN',
    `there are two artifacts or hubs '${id}': '${taken.construct.node.path}' and one in ${placeOf(scope)}`,
    'give one of them another id',
  );
}

function placeOf({ node }: IConstruct): string {
  return node.scope ? `'${node.path}'` : 'the app';
}

/** @param repository without scheme, tag and digest; whatever a program without types gives. */
export function checkRepository(id: string, repository: unknown): void {
  if (typeof repository !== 'string') {
    throw new ArtifactError(
      'ARTIFACT_REPOSITORY_INVALID',
      `artifact '${id}' has ${repository === undefined ? 'no repository' : `the repository ${JSON.stringify(repository)}`}`,
      "write repository: 'ghcr.io/acme/manifests/core-stack'",
    );
  }
  if (REPOSITORY.test(repository)) return;
  const tagged = /[:@][^/]*$/.test(repository.replace(/^oci:\/\//, '').replace(/^[^/]*/, ''));
  throw new ArtifactError(
    'ARTIFACT_REPOSITORY_INVALID',
    `artifact '${id}' has the repository '${repository}'`,
    repository.startsWith('oci://')
      ? `write ${repository.slice('oci://'.length)}`
      : tagged
        ? 'leave out the tag: a release names the content'
        : 'write <registry>/<path> in lower case: ghcr.io/acme/manifests/core-stack',
  );
}

/** Each is a folder of the artifact. */
export function checkVariants(id: string, variants: readonly string[]): void {
  if (!Array.isArray(variants) || variants.length === 0) {
    throw new ArtifactError(
      'ARTIFACT_EMPTY',
      `artifact '${id}' has the variants ${JSON.stringify(variants)}`,
      "write a list, variants: ['staging', 'production'], or leave it out",
    );
  }
  variants.forEach((variant, index) => {
    if (!VARIANT.test(variant)) {
      throw new ArtifactError(
        'ARTIFACT_ID_INVALID',
        `artifact '${id}' has the variant '${variant}'`,
        'write a folder name: lower-case letters, digits, dots and dashes',
      );
    }
    if (variants.indexOf(variant) === index) return;
    throw new ArtifactError(
      'ARTIFACT_ID_TAKEN',
      `artifact '${id}' has the variant '${variant}' twice`,
      'remove one of them',
    );
  });
}

/** What an async function adds comes after the synthesis: it would be lost without a word. */
export function checkAdded(id: string, added: unknown): void {
  if (!(added instanceof Promise)) return;
  added.catch(() => undefined);
  throw new ArtifactError(
    'ARTIFACT_CONTENT_ASYNC',
    `the content of artifact '${id}' is an async function`,
    'await what it needs before, and make its constructs in a plain function',
  );
}

/** Content in content would be packed twice. */
export function checkNotNested(scope: IConstruct, id: string): void {
  const around = scope.node.scopes.find((construct) =>
    deliveriesOf(scope).some((delivery) => delivery.construct === construct),
  );
  if (!around) return;
  throw new ArtifactError(
    'ARTIFACT_NESTED',
    `'${id}' is inside '${around.node.path}', and would be delivered twice`,
    'make it beside, in the app',
  );
}
