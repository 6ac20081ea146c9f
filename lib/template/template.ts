import { toValidText } from './bytes';
import { builtins } from './builtins';
import { compileTree } from './compile';
import type { Scope } from './compiler';
import { TemplateError } from './errors';
import type { FunctionSet, TemplateFunction } from './functions';
import { parse } from './parser';
import { State, type MissingKey, type Routine } from './state';
import { DELIMITERS, type Delimiters } from './tokens';
import { WorldAccess, type TemplateWorld } from './world';

export interface TemplateOptions {
  /** The name that messages carry. Default `base`, as Argo CD's controller names every template. */
  readonly name?: string;
  /** Functions beside Go's own; of two sets with one name, the later one's counts. Default none. */
  readonly functions?: readonly FunctionSet[];
  /**
   * What a key that a map does not have gives: `default` prints `<no value>`, `zero` the zero value
   * of the map's elements, `error` fails. Default `default`.
   */
  readonly missingKey?: MissingKey;
  /** What opens and closes an action; an empty one counts as Go's. Default `{{` and `}}`. */
  readonly delimiters?: Delimiters;
  /** Clock and random numbers. Default none: functions that ask for them fail. */
  readonly world?: TemplateWorld;
}

/** A parsed template; may be executed any number of times. */
export interface Template {
  /** Functions that it calls and that give something else each time: `now`, `randAlpha`. */
  readonly changing: readonly string[];
  /**
   * @param data what `.` and `$` are: plain objects, arrays, strings, numbers (float64), booleans.
   * @throws {TemplateError} `TEMPLATE_EXECUTION` with Go's message, `TEMPLATE_NOT_REPEATABLE`
   *   where a function needs a part of the world that was not given, or
   *   `TEMPLATE_FUNCTION_UNSUPPORTED`.
   */
  execute(data: unknown): string;
}

/**
 * Parses a Go text/template.
 *
 * @throws {TemplateError} `TEMPLATE_SYNTAX` with Go's message, or `TEMPLATE_FUNCTION_UNSUPPORTED`
 *   naming a function that Go has and this engine does not.
 * @see https://pkg.go.dev/text/template
 */
export function parseTemplate(text: string, options: TemplateOptions = {}): Template {
  const { name = 'base', functions = [], missingKey = 'default' } = options;
  const { left, right } = options.delimiters ?? DELIMITERS;
  const delimiters = { left: left || DELIMITERS.left, right: right || DELIMITERS.right };
  if (!text.includes(delimiters.left)) return { changing: [], execute: () => toValidText(text) };
  const scope = scopeOf(functions);
  const routines = new Map<string, Routine>();
  const changing = new Set<string>();
  const known = (word: string) => {
    if (!scope.has(word)) return false;
    if (scope.find(word).definition.asks) changing.add(word);
    return true;
  };
  for (const tree of parse(name, text, known, delimiters).values()) {
    routines.set(tree.name, compileTree(tree, scope));
  }
  const main = routines.get(name) as Routine;
  const source = { name, text };
  const world = new WorldAccess(options.world);
  return {
    changing: [...changing],
    execute(data) {
      const state = new State(data ?? undefined, main, routines, missingKey, source, world);
      main.run(state);
      return toValidText(state.out);
    },
  };
}

interface FunctionScope extends Scope {
  has(name: string): boolean;
}

const scopes = new WeakMap<readonly FunctionSet[], FunctionScope>();

/** The names that the sets give together; kept for a list that is passed again. */
function scopeOf(sets: readonly FunctionSet[]): FunctionScope {
  const known = scopes.get(sets);
  if (known) return known;
  const found = new Map<string, { definition: TemplateFunction; builtin: boolean }>();
  const unsupported = new Map<string, TemplateError>();
  for (const set of [builtins, ...sets]) {
    for (const [name, definition] of Object.entries(set.functions)) {
      found.set(name, { definition, builtin: set === builtins });
      unsupported.delete(name);
    }
    for (const [name, reason] of Object.entries(set.unsupported ?? {})) {
      unsupported.set(name, unsupportedFunction(set.name, name, reason));
    }
  }
  const scope: FunctionScope = {
    has(name) {
      const error = unsupported.get(name);
      if (error) throw error;
      return found.has(name);
    },
    find: (name) => found.get(name) as { definition: TemplateFunction; builtin: boolean },
  };
  scopes.set(sets, scope);
  return scope;
}

function unsupportedFunction(set: string, name: string, reason: string): TemplateError {
  return new TemplateError(
    'TEMPLATE_FUNCTION_UNSUPPORTED',
    `function "${name}" of ${set} is not offered here: ${reason}`,
    'write the value as a parameter, or leave this template to the controller',
  );
}

/**
 * Reads `goTemplateOptions` as Argo CD passes them to Go; of several, the last counts.
 *
 * @throws {TemplateError} `TEMPLATE_OPTION_INVALID` for one that Go does not know: there it panics.
 */
export function readOptions(options: readonly string[]): MissingKey {
  let missingKey: MissingKey = 'default';
  for (const option of options) {
    const [, value] = /^missingkey=(default|invalid|zero|error)$/.exec(option) ?? [];
    if (value === undefined) {
      throw new TemplateError(
        'TEMPLATE_OPTION_INVALID',
        `'${option}' is no option of Go templates`,
        "write 'missingkey=error'",
      );
    }
    missingKey = value === 'invalid' ? 'default' : (value as MissingKey);
  }
  return missingKey;
}
