import type { Part, Word } from './pipeline';

/** One simple command of a script. */
export interface ShellCommand {
  readonly words: readonly Word[];
  /** 0-based line of the script on which it starts. */
  readonly line: number;
}

/** What a run knows of a variable; `undefined` for one that only a run knows. */
export type Lookup = (name: string) => Word | undefined;

const SEPARATORS = new Set([';', '&', '|', '(', ')', '\n']);

/**
 * Splits a POSIX shell script into its simple commands, as far as that decides which programs run
 * with which words: quotes, escapes, continued lines, comments and separators. Substitutions and
 * unset variables become unknown parts; control words (`if`, `do`) are words like others.
 */
export function commandsOf(script: string, lookup: Lookup): ShellCommand[] {
  const scanner = new Scanner(script, lookup);
  while (!scanner.done) scanner.step();
  return scanner.finish();
}

class Scanner {
  readonly #commands: ShellCommand[] = [];
  readonly #assigned = new Map<string, Word>();
  #words: Word[] = [];
  #parts: Part[] | undefined;
  #at = 0;
  #line = 0;
  #start = 0;
  #quoted = false;

  constructor(
    private readonly script: string,
    private readonly lookup: Lookup,
  ) {}

  get done(): boolean {
    return this.#at >= this.script.length;
  }

  step(): void {
    const char = this.#take();
    if (char === '\\') this.#escape();
    else if (char === '"') this.#quoted = this.#open(!this.#quoted);
    else if (char === '$') this.#variable();
    else if (char === '`') this.#unknown(this.#until('`'));
    else if (this.#quoted) this.#add(char);
    else if (char === "'") this.#add(this.#until("'"));
    else if (char === '#' && !this.#parts) this.#until('\n', false);
    else if (SEPARATORS.has(char)) this.#endCommand();
    else if (char === ' ' || char === '\t') this.#endWord();
    else this.#add(char);
  }

  finish(): ShellCommand[] {
    this.#endCommand();
    return this.#commands;
  }

  #take(): string {
    const char = this.script.charAt(this.#at++);
    if (char === '\n') this.#line++;
    return char;
  }

  /** Text up to a mark, which is taken too unless `taken` is false. */
  #until(mark: string, taken = true): string {
    const end = this.script.indexOf(mark, this.#at);
    const text = this.script.slice(this.#at, end < 0 ? undefined : end);
    this.#at += text.length + (taken && end >= 0 ? mark.length : 0);
    this.#line += text.split('\n').length - 1;
    return text;
  }

  #escape(): void {
    const next = this.#take();
    if (next !== '\n') this.#add(next);
  }

  #variable(): void {
    const rest = this.script.slice(this.#at);
    const [expression] = /^\{\{[\s\S]*?\}\}/.exec(rest) ?? [];
    if (expression !== undefined) {
      this.#at += expression.length;
      this.#expand(expression.slice(2, -2).trim());
    } else if (rest.startsWith('(')) {
      this.#until(')');
      this.#unknown('$(…)');
    } else {
      const [text, braced, bare] = /^(?:\{([^}]*)\}|(\w+))/.exec(rest) ?? [];
      if (text === undefined) return this.#add('$');
      this.#at += text.length;
      this.#expand(braced ?? bare ?? '');
    }
  }

  #expand(name: string): void {
    const known = this.#assigned.get(name) ?? this.lookup(name);
    if (!known) return this.#unknown(name);
    this.#open(true);
    this.#parts?.push(...known);
  }

  #unknown(name: string): void {
    this.#open(true);
    this.#parts?.push({ unknown: name });
  }

  #add(text: string): void {
    this.#open(true);
    this.#parts?.push(text);
  }

  #open(state: boolean): boolean {
    if (this.#words.length === 0 && !this.#parts) this.#start = this.#line;
    this.#parts ??= [];
    return state;
  }

  #endWord(): void {
    if (this.#parts) this.#words.push(joined(this.#parts));
    this.#parts = undefined;
  }

  #endCommand(): void {
    this.#endWord();
    while (this.#words[0] && this.#assign(this.#words[0])) this.#words.shift();
    if (this.#words.length > 0) this.#commands.push({ words: this.#words, line: this.#start });
    this.#words = [];
  }

  /** `NAME=value` in front of a command, or alone. */
  #assign([first, ...rest]: Word): boolean {
    const [text, name = ''] = (typeof first === 'string' && /^(\w+)=/.exec(first)) || [];
    if (text === undefined || typeof first !== 'string') return false;
    this.#assigned.set(name, joined([first.slice(text.length), ...rest]));
    return true;
  }
}

function joined(parts: readonly Part[]): Word {
  const word: Part[] = [];
  for (const part of parts) {
    const last = word.at(-1);
    if (typeof part === 'string' && typeof last === 'string') word[word.length - 1] = last + part;
    else if (part !== '') word.push(part);
  }
  return word;
}
