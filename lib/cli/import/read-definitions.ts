import { definitionsIn, type Crd } from '../../../imports/generate';
import { parseDocuments, type World } from '../../core';
import { CliError } from '../errors';
import { awsCrds } from './aws-definitions';

/** Definitions of one source, with the file each comes from, and what could not be read. */
export interface ReadDefinitions {
  readonly crds: readonly { readonly crd: Crd; readonly file: string }[];
  /** `<file>:<line>: <what>` */
  readonly problems: readonly string[];
}

const YAML = /\.(?:ya?ml|json)$/;

/**
 * Reads the definitions in a file, in every YAML and JSON file below a folder, on stdin (`-`), or of
 * an AWS service (`aws:rds`, `aws:rds/v1`).
 *
 * @throws {CliError} `CLI_INPUT_MISSING` when there is no such file or service.
 */
export function readDefinitions(source: string, world: World): ReadDefinitions {
  if (source.startsWith('aws:'))
    return { crds: awsCrds(source).map((crd) => ({ crd, file: source })), problems: [] };
  const read = filesOf(source, world).map((file) => readFile(file, world));
  return {
    crds: read.flatMap(({ crds }) => crds),
    problems: read.flatMap(({ problems }) => problems),
  };
}

function filesOf(source: string, { disk }: World): string[] {
  if (source === '-' || disk.kindOf(source) === 'file') return [source];
  if (disk.kindOf(source) === undefined)
    throw new CliError(
      'CLI_INPUT_MISSING',
      `there is no ${source}`,
      'name a file or folder with definitions, - for stdin, or aws:<service>',
    );
  return [...below(source, disk)];
}

function* below(folder: string, disk: World['disk']): Generator<string> {
  for (const { name, kind } of disk.list(folder)) {
    const path = `${folder.replace(/\/$/, '')}/${name}`;
    if (kind === 'directory' && name !== 'node_modules' && !name.startsWith('.'))
      yield* below(path, disk);
    if (YAML.test(name) && disk.kindOf(path) === 'file') yield path;
  }
}

function readFile(file: string, { disk }: World): ReadDefinitions {
  const text = disk.read(file === '-' ? '/dev/stdin' : file)?.toString('utf8') ?? '';
  const name = file === '-' ? 'stdin' : file;
  const crds: { crd: Crd; file: string }[] = [];
  const problems: string[] = [];
  for (const document of parseDocuments(text)) {
    if (document.problem) {
      problems.push(`${name}:${document.problem.line}: ${document.problem.message}`);
      continue;
    }
    for (const found of definitionsIn(document.value)) {
      if ('crds' in found) crds.push(...found.crds.map((crd) => ({ crd, file: name })));
      else {
        const line = document.lineOf(found.problem.pointer) ?? document.line;
        problems.push(`${name}:${line}: ${found.name} ${found.problem.message}`);
      }
    }
  }
  return { crds, problems };
}
