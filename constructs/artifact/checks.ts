import type { IConstruct } from 'constructs';
import { deliveriesOf } from './delivery';
import { ArtifactError } from './errors';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const REPOSITORY = /^[a-z0-9.-]+(?::\d+)?(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)+$/;

/** An id names a folder, and people say it on the command line. */
export function checkId(scope: IConstruct, id: string): void {
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
    `there are two artifacts '${id}': ${taken.construct.node.path} and one in '${scope.node.path}'`,
    'give one of them another id',
  );
}

/** @param repository without scheme, tag and digest. */
export function checkRepository(id: string, repository: string): void {
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

/** Content in content would be packed twice. */
export function checkNotNested(scope: IConstruct, id: string): void {
  const around = scope.node.scopes.find((construct) =>
    deliveriesOf(scope).some((delivery) => delivery.construct === construct),
  );
  if (!around) return;
  throw new ArtifactError(
    'ARTIFACT_NESTED',
    `artifact '${id}' is inside artifact '${around.node.path}'`,
    'make it beside, in the app',
  );
}
