import { parseDocuments, type Disk } from '../../core';
import { CliError } from '../errors';
import { textOf } from './read-files';

/**
 * The context of the first function: values are YAML or JSON, those of the command line win.
 *
 * @param values `key=value`, @param files `key=file`.
 * @throws {CliError} for a pair without `=`, and for a value that is no YAML.
 */
export function readContext(
  values: readonly string[],
  files: readonly string[],
  disk: Disk,
): Record<string, unknown> {
  const context: Record<string, unknown> = {};
  for (const given of files) {
    const [key, file] = split(given, '--context-files');
    context[key] = parsed(textOf(file, `context key '${key}'`, disk), key);
  }
  for (const given of values) {
    const [key, value] = split(given, '--context-values');
    context[key] = parsed(value, key);
  }
  return context;
}

function split(given: string, flag: string): readonly [string, string] {
  const at = given.indexOf('=');
  if (at > 0) return [given.slice(0, at), given.slice(at + 1)];
  throw new CliError(
    'CLI_FLAG_VALUE',
    `${flag} takes key=value, not '${given}'`,
    `write ${flag} 'apiextensions.crossplane.io/environment={"tier": "gold"}'`,
  );
}

function parsed(text: string, key: string): unknown {
  const documents = parseDocuments(text);
  const [document] = documents;
  if (!document) return null;
  const { problem, value } = document;
  if (!problem && documents.length === 1) return value;
  throw new CliError(
    'CLI_INPUT_INVALID',
    `cannot read the value of context key '${key}': ${problem?.message ?? 'more than one document'}`,
    'give one value in YAML or JSON',
  );
}
