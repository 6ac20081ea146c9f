import { posix } from 'node:path';
import type { Disk } from '../../core';
import { CliError } from '../errors';
import { filesBelow } from './read-schemas';
import { textOf } from './read-files';

/**
 * Folders with templates that function-go-templating has in its image, as one text each: the files in
 * the order of their paths, hidden ones left out, `---` behind each.
 *
 * @param given `/templates=./templates`: the path in the image, and the folder here.
 * @throws {CliError} for a pair without `=`, and a folder that is not there.
 * @see https://github.com/crossplane-contrib/function-go-templating/blob/main/template.go
 */
export function readTemplates(given: readonly string[], disk: Disk): ReadonlyMap<string, string> {
  return new Map(
    given.map((pair) => {
      const at = pair.indexOf('=');
      if (at <= 0) {
        throw new CliError(
          'CLI_FLAG_VALUE',
          `--template-folder takes <path in the image>=<folder>, not '${pair}'`,
          'write --template-folder /templates=./templates',
        );
      }
      const [path, folder] = [pair.slice(0, at), pair.slice(at + 1)];
      if (disk.kindOf(folder) !== 'directory') {
        throw new CliError(
          'CLI_INPUT_MISSING',
          `there is no folder '${folder}' for the templates in ${path}`,
          'name a folder that exists',
        );
      }
      const files = filesBelow(folder, disk).filter(
        (file) => !/(^|\/)\./.test(posix.relative(folder, file)),
      );
      const text = files.map((file) => `${textOf(file, 'a template', disk)}\n---\n`).join('');
      // An inline template must not be empty.
      return [path, text === '' ? '\n' : text];
    }),
  );
}
