import { posix } from 'node:path';
import type { Disk } from '../../core';
import { CliError } from '../errors';
import { textOf } from './read-files';

/**
 * The OpenAPI documents of a folder: every `.json` file in it and below, as
 * `kubectl get --raw /openapi/v3/<group-version>` writes them.
 *
 * @throws {CliError} where there is no such file, or one is no JSON object.
 */
export function readSchemas(
  folder: string,
  disk: Disk,
): readonly Readonly<Record<string, unknown>>[] {
  const files = filesBelow(folder, disk).filter((file) => file.endsWith('.json'));
  if (files.length === 0) {
    throw new CliError(
      'CLI_INPUT_MISSING',
      `folder '${folder}' has no .json file, where the required schemas should be`,
      `write 'kubectl get --raw /openapi/v3/apis/apps/v1 > ${posix.join(folder, 'apps-v1.json')}'`,
    );
  }
  return files.map((file) => {
    let document: unknown;
    try {
      document = JSON.parse(textOf(file, 'the required schemas', disk));
    } catch (error) {
      throw noDocument(file, error instanceof SyntaxError ? error.message : 'it is gone', error);
    }
    if (typeof document === 'object' && document !== null && !Array.isArray(document)) {
      return document as Readonly<Record<string, unknown>>;
    }
    throw noDocument(file, 'it is no object');
  });
}

/** Files of a folder and of folders in it, in the order of their paths. */
export function filesBelow(folder: string, disk: Disk): readonly string[] {
  return disk.list(folder).flatMap(({ name }) => {
    const path = posix.join(folder, name);
    return disk.kindOf(path) === 'directory' ? filesBelow(path, disk) : [path];
  });
}

function noDocument(file: string, why: string, cause?: unknown): CliError {
  return new CliError(
    'CLI_INPUT_INVALID',
    `cannot read '${file}' as an OpenAPI document: ${why}`,
    "name a folder with what 'kubectl get --raw /openapi/v3/<group-version>' writes",
    { cause },
  );
}
