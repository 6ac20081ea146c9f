import { describe } from './describe';
import { FunctionFailure, TemplateError, placeAt, type TemplateErrorCode } from './errors';
import type { ListNode, Node } from './nodes';
import { quote } from './quote';
import type { WorldAccess, WorldMissing } from './world';

/** How often function-go-templating includes a template inside itself. */
const MAX_INCLUDES = 1000;

export type MissingKey = 'default' | 'zero' | 'error';

/** A compiled named template. */
export interface Routine {
  readonly name: string;
  run(state: State): Signal;
}

/** How a statement ended: 0 normally, 1 by `break`, 2 by `continue`. */
export type Signal = 0 | 1 | 2;

/** One execution. Mutable and passed everywhere: a template field is worth microseconds. */
export class State {
  out = '';
  /** Whether {@link dot} is held by an `interface {}` (an element of a list): only messages tell. */
  dotHeld = false;
  /** Variables in the order of their declaration, `$` first; the last of a name counts. */
  readonly names: string[] = ['$'];
  readonly values: unknown[];
  readonly held: boolean[] = [false];
  /** The first variable of the running template: a template sees none of its caller's. */
  base = 0;
  depth = 0;
  #including = new Map<string, number>();
  /** What is being evaluated, for messages. */
  node: Node | ListNode | undefined;

  constructor(
    public dot: unknown,
    public routine: Routine,
    readonly routines: ReadonlyMap<string, Routine>,
    readonly missingKey: MissingKey,
    readonly source: { readonly name: string; readonly text: string },
    readonly world: WorldAccess,
  ) {
    this.values = [dot];
  }

  declare(name: string, value: unknown, held = false): void {
    this.names.push(name);
    this.values.push(value);
    this.held.push(held);
  }

  /** Forgets the variables declared since there were `count`. */
  drop(count: number): void {
    this.names.length = this.values.length = this.held.length = count;
  }

  /** The index of the variable that `name` means now. */
  find(name: string): number {
    for (let i = this.names.length - 1; i >= this.base; i--) if (this.names[i] === name) return i;
    return this.fail(`undefined variable: ${name}`);
  }

  set(name: string, value: unknown, held = false): void {
    const i = this.find(name);
    this.values[i] = value;
    this.held[i] = held;
  }

  fail(message: string): never {
    throw this.#error('TEMPLATE_EXECUTION', message, hintFor(message));
  }

  /** What the named template writes for `data`: an execution of its own. */
  include(name: string, data: unknown): string {
    const nested = this.#including.get(name) ?? 0;
    if (nested > MAX_INCLUDES) {
      throw new FunctionFailure(
        `rendering template has a nested reference name: ${name}: unable to execute template`,
      );
    }
    const routine = this.routines.get(name);
    if (!routine) {
      const { name: main } = this.source;
      throw new FunctionFailure(
        `template: no template ${quote(name)} associated with template ${quote(main)}`,
      );
    }
    const { routines, missingKey, source, world } = this;
    const inner = new State(data ?? undefined, routine, routines, missingKey, source, world);
    inner.#including = this.#including.set(name, nested + 1);
    try {
      routine.run(inner);
    } catch (error) {
      const told = error instanceof TemplateError && error.code === 'TEMPLATE_EXECUTION';
      throw told ? new FunctionFailure(error.message) : error;
    } finally {
      this.#including.set(name, nested);
    }
    return inner.out;
  }

  /** Ends the execution where a function needs what no repeatable template has. */
  refuse(name: string, { message, asks }: WorldMissing): never {
    const what = asks === 'clock' ? 'the time' : 'the random value';
    throw this.#error(
      'TEMPLATE_NOT_REPEATABLE',
      `function ${quote(name)} gives something else each time, since ${message}: whatever this template makes changes at every reconcile`,
      `write ${what} as a parameter that changes only when it should`,
    );
  }

  #error(code: TemplateErrorCode, message: string, hint: string): TemplateError {
    const { source, node, routine } = this;
    const place = placeAt(source.text, node?.index ?? 0);
    const context = node ? describe(node) : '';
    const at = `${source.name}:${place.line}:${this.#column()}`;
    const text = `template: ${at}: executing ${quote(routine.name)} at <${context}>: ${message}`;
    return new TemplateError(code, text, hint, place);
  }

  /** Go's column: bytes, from 0. */
  #column(): number {
    const before = this.source.text.slice(0, this.node?.index ?? 0);
    return Buffer.byteLength(before.slice(before.lastIndexOf('\n') + 1));
  }
}

function hintFor(message: string): string {
  if (message.startsWith('map has no entry for key')) {
    return 'use a parameter that every generator gives, or read it with a default: {{ default "x" (index . "key") }}';
  }
  return 'repair the template: the message is what the controller would say';
}
