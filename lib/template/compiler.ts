import type { Member } from './boxed';
import type { TemplateFunction } from './functions';
import type { ListNode, Operand, PipeNode } from './nodes';
import type { Signal, State } from './state';

/** Computes a value; `undefined` is Go's "no value". */
export type Evaluate = (state: State) => unknown;

/** Computes a command from what the command before it in the pipeline gave, if there is one. */
export type EvaluateCommand = (state: State, last: unknown) => unknown;

/** Runs statements: writes to `state.out`. */
export type Run = (state: State) => Signal;

/** How functions are found when a template is compiled; the parser has checked that they exist. */
export interface Scope {
  find(name: string): { readonly definition: TemplateFunction; readonly builtin: boolean };
}

/** Arguments that a command gives to a field or function. */
export interface Given {
  readonly operands: readonly Operand[];
  /** Whether a value comes in from the pipeline, as the last argument. */
  readonly piped: boolean;
}

/** Takes a member's value: that of a field, or what its method gives for the arguments. */
export type TakeMember = (state: State, name: string, member: Member, last: unknown) => unknown;

/** Of the last name of a chain, and of those before it, which get no arguments. */
export interface MemberCalls {
  readonly called: boolean;
  readonly last: TakeMember;
  readonly inner: TakeMember;
}

/** What the parts of the compiler need of the whole. */
export interface Compiler {
  list(node: ListNode): Run;
  pipe(node: PipeNode): Evaluate;
  /** A function without arguments: `{{ upper hello }}` calls `hello`. */
  call(node: Operand & { type: 'identifier' }): Evaluate;
  /** How members that `node` names are taken. */
  members(node: Operand, given: Given | undefined): MemberCalls;
}
