import type { Diagnostic, World } from '../core';
import type * as Oci from '../oci';
import { CliError } from './errors';
import type { Report } from './findings/report';
import { text } from './reporters/text';

/** @throws {CliError} `CLI_FLAG_VALUE` for a name that nobody has. */
export function consumersNamed(given: readonly string[]): readonly Oci.Consumer[] {
  const { consumers } = require('../oci') as typeof Oci;
  const names = given.flatMap((one) => one.split(',')).map((name) => name.trim());
  for (const name of names) {
    if (consumers.some((consumer) => consumer.name === name)) continue;
    throw new CliError(
      'CLI_FLAG_VALUE',
      `--for has '${name}'`,
      `write some of ${consumers.map((consumer) => consumer.name).join(', ')}`,
    );
  }
  return consumers.filter(({ name }) => names.includes(name));
}

/** What consumers refuse, as reporters show it. */
export function consumerReport(
  diagnostics: readonly Diagnostic[],
  files: readonly { readonly path: string }[],
): Report {
  return { diagnostics, entries: [], files: files.map(({ path }) => path) };
}

/**
 * Whether consumers take an artifact; findings go to stderr, warnings included.
 *
 * @param repository the path that it is pushed to.
 */
export function passesFor(
  where: string,
  artifact: Oci.StoredArtifact,
  given: readonly string[],
  world: World,
  repository?: string,
): boolean {
  const { checkFor, showArtifact, unpack } = require('../oci') as typeof Oci;
  const wanted = consumersNamed(given);
  if (wanted.length === 0) return true;
  const files = unpack(artifact);
  const known = { files, ...(repository !== undefined && { repository }) };
  const found = checkFor(showArtifact(where, artifact.manifest, known), wanted);
  if (found.length > 0) world.report(text.render(consumerReport(found, files)));
  return !found.some(({ severity }) => severity === 'error');
}
