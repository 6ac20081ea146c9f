import { parseDocuments, valueAt, type Pointer, type YamlDocument } from '../../core';
import type { Pipeline, Step, Word } from './pipeline';
import { commandsOf, type Lookup } from './shell';

type Variables = Readonly<Record<string, unknown>>;

/**
 * Reads the commands of a GitHub Actions workflow or of a GitLab CI file. Variables that the file
 * sets to a text are filled in; all others stay unknown. A file that cannot be read has no steps.
 *
 * @param file As it is to be shown.
 */
export function readPipeline(text: string, file: string): Pipeline {
  const steps = parseDocuments(text).flatMap((document) =>
    document.problem ? [] : [...stepsOf(document, file)],
  );
  return { file, steps };
}

function* stepsOf(document: YamlDocument, file: string): Generator<Step> {
  const { value } = document;
  const read = (pointer: Pointer, script: string, lookup: Lookup, refs: readonly string[]) => {
    const at = document.lineOf(pointer) ?? document.line;
    const first = script.includes('\n') ? at + 1 : at;
    return commandsOf(script, lookup).map(({ words, line }): Step => ({
      file,
      line: first + line,
      words,
      refs,
    }));
  };
  for (const { pointer, script, variables } of githubScripts(value)) {
    yield* read(pointer, script, lookupIn(variables), tagsOf(value));
  }
  for (const { pointer, script, variables } of gitlabScripts(value)) {
    yield* read(pointer, script, lookupIn(variables), []);
  }
}

interface Script {
  readonly pointer: Pointer;
  readonly script: string;
  readonly variables: Variables;
}

function* githubScripts(workflow: unknown): Generator<Script> {
  for (const [job, body] of entriesOf(valueAt(workflow, '/jobs'))) {
    const steps = valueAt(body, '/steps');
    if (!Array.isArray(steps)) continue;
    for (const [i, step] of (steps as unknown[]).entries()) {
      const variables = Object.fromEntries(
        [workflow, body, step].flatMap((level) => entriesOf(valueAt(level, '/env'))),
      );
      const pointer = `/jobs/${job}/steps/${i}`;
      const run = valueAt(step, '/run');
      if (typeof run === 'string') yield { pointer: `${pointer}/run`, script: run, variables };
      const uses = valueAt(step, '/uses');
      const args = valueAt(step, '/with/args');
      if (typeof uses === 'string' && uses.startsWith('docker://')) {
        const script = `${uses.slice('docker://'.length)} ${typeof args === 'string' ? args : ''}`;
        yield { pointer: `${pointer}/uses`, script: script.replace(/\n/g, ' '), variables };
      }
    }
  }
}

const GITLAB_SCRIPTS = ['before_script', 'script', 'after_script'];

function* gitlabScripts(file: unknown): Generator<Script> {
  for (const [job, body] of entriesOf(file)) {
    const variables = Object.fromEntries(
      [file, body].flatMap((level) => entriesOf(valueAt(level, '/variables'))),
    );
    for (const name of GITLAB_SCRIPTS) {
      const given = valueAt(body, `/${name}`);
      const pointer = `/${job.replace(/~/g, '~0').replace(/\//g, '~1')}/${name}`;
      if (typeof given === 'string') yield { pointer, script: given, variables };
      if (!Array.isArray(given)) continue;
      for (const [i, script] of (given as unknown[]).entries()) {
        if (typeof script === 'string') yield { pointer: `${pointer}/${i}`, script, variables };
      }
    }
  }
}

/** `NAME`, `env.NAME` and `variables.NAME` as the file sets them, if it sets them to a text. */
function lookupIn(variables: Variables, depth = 0): Lookup {
  return (name): Word | undefined => {
    const value = variables[name.replace(/^(env|vars|variables)\./, '')];
    if (typeof value === 'number') return [String(value)];
    if (typeof value !== 'string' || depth > 3) return undefined;
    const [command] = commandsOf(
      `"${value.replace(/["\\]/g, '\\$&')}"`,
      lookupIn(variables, depth + 1),
    );
    return command?.words[0] ?? [];
  };
}

/** The tags that start a workflow, where nothing but tags does. YAML 1.1 reads the key `on` as true. */
function tagsOf(workflow: unknown): readonly string[] {
  const on = valueAt(workflow, '/on') ?? valueAt(workflow, '/true');
  const events = entriesOf(on);
  if (events.length !== 1 || events[0]?.[0] !== 'push') return [];
  const [, push] = events[0];
  const tags = valueAt(push, '/tags');
  if (!Array.isArray(tags) || valueAt(push, '/branches') !== undefined) return [];
  return (tags as unknown[]).filter((tag) => typeof tag === 'string');
}

function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value);
}
