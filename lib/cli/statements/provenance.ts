import { createHash } from 'node:crypto';
import type { World } from '../../core';
import type * as Oci from '../../oci';
import { version } from '../version';
import { buildFacts, type BuildFacts, type Source } from './build-facts';

/** Type of {@link provenance}'s predicate. */
export const PROVENANCE = 'https://slsa.dev/provenance/v1';

/** How the artifact was made: packed of files, which a program may have written. */
const BUILD_TYPE = 'https://cdk8s-gitops.dev/build/v1';

/** Files whose digests are listed; more make a statement that registries refuse. */
const MOST_FILES = 1000;

/** Of a project, those that decide what a build takes in. */
const LOCKS = [
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
];

/**
 * How an artifact was built: by whom, of which commit, lock file and files. It says the same for the
 * same build.
 *
 * @param name `ghcr.io/acme/core`.
 * @see https://slsa.dev/spec/v1.1/provenance
 */
export function provenance(
  name: string,
  files: readonly Oci.UnpackedFile[],
  world: World,
): Readonly<Record<string, unknown>> {
  const facts = buildFacts(world);
  const { builder, invocation, source, workflow, internal } = facts;
  return {
    buildDefinition: {
      buildType: BUILD_TYPE,
      externalParameters: {
        artifact: name,
        ...(source && { source: sourceParameters(source) }),
        ...(workflow && { workflow }),
      },
      ...(internal && { internalParameters: internal }),
      resolvedDependencies: [...dependencies(facts, files, world)],
    },
    runDetails: {
      builder: { id: builder, version: { 'cdk8s-gitops': version } },
      metadata: {
        ...(invocation !== undefined && { invocationId: invocation }),
        finishedOn: new Date(world.now()).toISOString(),
      },
    },
  };
}

function sourceParameters({ repository, ref, isChanged }: Source): object {
  return {
    repository,
    ...(ref !== undefined && { ref }),
    ...(isChanged === true && { uncommittedChanges: true }),
  };
}

function* dependencies(
  { source }: BuildFacts,
  files: readonly Oci.UnpackedFile[],
  { disk }: World,
): Generator<object> {
  if (source) {
    const { repository, ref, commit } = source;
    yield {
      uri: `git+${repository}${ref === undefined ? '' : `@${ref}`}`,
      ...(commit !== undefined && { digest: { gitCommit: commit } }),
    };
  }
  yield { uri: `pkg:npm/cdk8s-gitops@${version}` };
  for (const name of LOCKS) {
    const content = disk.read(name);
    if (content) yield { name, digest: { sha256: sha256(content) } };
  }
  if (files.length > MOST_FILES) return;
  for (const { path, content } of files) {
    yield { name: `files/${path}`, digest: { sha256: sha256(content) } };
  }
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
