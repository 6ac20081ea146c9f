import { Failure } from '../../../crossplane/failure';
import { isObject } from '../../../crossplane/json';
import { ENVIRONMENT_KEY, type JsonObject } from '../protocol';
import type { Input } from '../../../crossplane/inputs/go-templating';

/** The text of the template, from the step itself or from the environment. */
export function templateOf(input: Input, context: JsonObject): string {
  const { source = '', inline, environment, fileSystem } = input;
  switch (source) {
    case 'Inline': {
      const { template = '', templates = [] } = inline ?? {};
      if (template !== '') return template;
      if (templates.length > 0) return templates.join('\n---\n');
      throw new Failure('inline.template or inline.templates should be provided');
    }
    case 'Environment':
      return fromEnvironment(environment?.key ?? '', context);
    case 'FileSystem': {
      const { dirPath = '' } = fileSystem ?? {};
      if (dirPath === '') throw new Failure('fileSystem.dirPath should be provided');
      throw new Failure(
        `cannot read ${dirPath}, which is in the image of the function: give a folder for it ` +
          `(--template-folder ${dirPath}=<folder>), or run the function in Development mode`,
      );
    }
    case '':
      throw new Failure('source is required');
    default:
      throw new Failure(`invalid source: ${source}`);
  }
}

function fromEnvironment(key: string, context: JsonObject): string {
  if (key === '') throw new Failure('environment.key should be provided');
  const failure = (why: string) => new Failure(`cannot read tmpl from the environment: ${why}`);
  const environment = context[ENVIRONMENT_KEY];
  if (!isObject(environment)) {
    throw failure(`${ENVIRONMENT_KEY} key does not exist in context`);
  }
  if (!Object.hasOwn(environment, key)) throw failure(`key: ${key} does not exist`);
  const text = environment[key];
  if (typeof text === 'string') return text;
  throw failure(`key: ${key} value is not a string`);
}
