import { isMap, type ValueMap } from '../../template';
import { ExpansionFailure } from '../failure';
import { directoriesOf, findTree, type FileTree } from '../file-tree';
import type { Generator, GeneratorContext } from '../generator';
import { pathMatcher } from '../glob/path-match';
import { fileParams } from '../params';
import { addPath, baseOf, folderOf } from '../path-params';
import { objectsIn, ObjectsError, readValue } from '../read-objects';
import { selectFiles, type TraversedPath } from '../select-files';
import { appendValues } from '../values';
import { wrap } from '../wrap';

type Spec = Readonly<Record<string, unknown>>;

/**
 * The folders or files of a git repository, or, from Argo CD 3.6 on, of an OCI artifact: one
 * traversal with two sources.
 */
function traversal(key: 'git' | 'oci'): Generator {
  return {
    key,
    ...(key === 'oci' && { since: '3.6' }),
    hasValues: true,

    generate(spec, context, pointer) {
      const directories = pathsOf(spec.directories);
      const files = pathsOf(spec.files);
      if (directories.length + files.length === 0) {
        throw new ExpansionFailure('ApplicationSet is empty', {
          hint: `write directories or files below ${key}`,
          pointer,
        });
      }
      const tree = treeOf(key, spec, context, pointer);
      // With both, Argo CD looks at the directories alone.
      return wrap(`error generating params from ${key}`, () =>
        directories.length > 0
          ? ofDirectories(directories, tree, spec, context, pointer)
          : ofFiles(files, tree, spec, context, pointer),
      );
    },
  };
}

export const git = traversal('git');
export const oci = traversal('oci');

function treeOf(key: string, spec: Spec, { inputs }: GeneratorContext, pointer: string): FileTree {
  const url = text(spec.repoURL);
  const revision = text(spec.revision);
  const given = findTree(inputs.repositories ?? new Map<string, FileTree>(), url, revision);
  const found = given ?? (key === 'oci' ? inputs.artifacts?.(url, revision) : undefined);
  if (found && 'paths' in found) return found;
  const what = key === 'git' ? 'repository' : 'artifact';
  throw new ExpansionFailure(
    found
      ? `the ${what} '${url}' ${found.missing}`
      : `the ${key} generator needs the directories and files of '${url}', not given here`,
    {
      rule: 'application-set-input-missing',
      hint: found?.hint ?? `write repositories: { ${url}: ./its-folder } in the inventory`,
      pointer: `${pointer}/repoURL`,
    },
  );
}

function ofDirectories(
  patterns: readonly TraversedPath[],
  tree: FileTree,
  spec: Spec,
  context: GeneratorContext,
  pointer: string,
): ValueMap[] {
  const compiled = patterns.map(({ path, exclude }, i) => {
    const matcher = pathMatcher(path);
    if (!matcher) {
      context.warn(
        `has the pattern '${path}', which is malformed: Argo CD logs that and it matches nothing`,
        'repair the pattern: [ needs a ], and \\ a letter behind it',
        `${pointer}/directories/${i}/path`,
      );
    }
    return { matcher, exclude };
  });
  const matches = (folder: string, wanted: boolean) =>
    compiled.some(({ matcher, exclude }) => exclude === wanted && matcher?.test(folder) === true);
  return directoriesOf(tree)
    .filter((folder) => matches(folder, false) && !matches(folder, true))
    .map((folder) =>
      wrap('error generating params from apps', () => {
        const params: ValueMap = {};
        addPath(params, folder, undefined, pathOptions(spec, context));
        appendValues(params, spec.values, context.renderer, `${pointer}/values`);
        return params;
      }),
    );
}

function ofFiles(
  patterns: readonly TraversedPath[],
  tree: FileTree,
  spec: Spec,
  context: GeneratorContext,
  pointer: string,
): ValueMap[] {
  const globbing = pointer.endsWith('/oci') ? 'artifact' : (context.inputs.globbing ?? 'pathspec');
  const files = selectFiles(patterns, tree, { globbing, pointer: `${pointer}/files` });
  return files.flatMap((file) =>
    wrap(`unable to process file '${file}' from repository '${text(spec.repoURL)}'`, () =>
      objectsOf(tree, file, `${pointer}/files`).map((object) => {
        const params = fileParams(object, context.renderer.options.goTemplate);
        addPath(params, folderOf(file), baseOf(file), pathOptions(spec, context));
        appendValues(params, spec.values, context.renderer, `${pointer}/values`);
        return params;
      }),
    ),
  );
}

/** One object, nothing counting as an empty one, or a list of them. */
function objectsOf(tree: FileTree, file: string, pointer: string): (ValueMap | null)[] {
  try {
    const value = readValue(tree.read(file));
    if (value === null) return [null];
    return typeof value === 'object' && !Array.isArray(value)
      ? [value as ValueMap]
      : objectsIn(value);
  } catch (error) {
    if (!(error instanceof ObjectsError)) throw error;
    throw new ExpansionFailure(`unable to parse file: ${error.message}`, {
      hint: `write ${file} as a map or a list of maps, or exclude it`,
      pointer,
    });
  }
}

function pathOptions(spec: Spec, { renderer }: GeneratorContext) {
  return { goTemplate: renderer.options.goTemplate, prefix: text(spec.pathParamPrefix) };
}

function pathsOf(items: unknown): TraversedPath[] {
  return (Array.isArray(items) ? (items as unknown[]) : []).map((item) => {
    const { path, exclude } = isMap(item) ? item : {};
    return { path: text(path), exclude: exclude === true };
  });
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
