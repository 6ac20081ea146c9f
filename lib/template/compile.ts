import { callOf } from './builtins';
import { compileCall, compileMembers } from './compile-call';
import { compileReference, literalOf } from './compile-operand';
import { compileRange } from './compile-range';
import type {
  Compiler,
  Evaluate,
  EvaluateCommand,
  Given,
  MemberCalls,
  Run,
  Scope,
} from './compiler';
import { describe } from './describe';
import type {
  BranchNode,
  CommandNode,
  ListNode,
  Operand,
  PipeNode,
  Statement,
  Tree,
} from './nodes';
import { printValue } from './print';
import { quote } from './quote';
import type { Routine, Signal } from './state';
import { isTrue } from './values';

/** Far beyond any sane nesting, and within JavaScript's stack; Go's own limit is 100,000. */
const MAX_DEPTH = 1000;

/** Turns a parsed template into closures. */
export function compileTree(tree: Tree, scope: Scope): Routine {
  return { name: tree.name, run: new TreeCompiler(scope).list(tree.root) };
}

class TreeCompiler implements Compiler {
  constructor(readonly scope: Scope) {}

  list({ nodes }: ListNode): Run {
    const steps = nodes.map((node) => this.#statement(node));
    const [only] = steps;
    if (only && steps.length === 1) return only;
    return (state) => {
      for (const step of steps) {
        const signal = step(state);
        if (signal !== 0) return signal;
      }
      return 0;
    };
  }

  #statement(node: Statement): Run {
    switch (node.type) {
      case 'text': {
        const { text } = node;
        return (state) => {
          state.out += text;
          return 0;
        };
      }
      case 'action':
        return this.#action(node.pipe, node);
      case 'break':
        return () => 1;
      case 'continue':
        return () => 2;
      case 'template':
        return this.#template(node);
      case 'range':
        return compileRange(node, this);
      default:
        return this.#branch(node);
    }
  }

  #action(pipe: PipeNode, node: Statement): Run {
    const evaluate = this.pipe(pipe);
    if (pipe.variables.length > 0) {
      return (state) => {
        evaluate(state);
        return 0;
      };
    }
    return (state) => {
      const value = evaluate(state);
      state.node = node;
      state.out +=
        typeof value === 'string' ? value : value === undefined ? '<no value>' : printValue(value);
      return 0;
    };
  }

  #branch(node: BranchNode): Run {
    const evaluate = this.pipe(node.pipe);
    const body = this.list(node.body);
    const otherwise = node.otherwise && this.list(node.otherwise);
    const sets = node.type === 'with';
    return (state) => {
      const { dot, dotHeld } = state;
      const count = state.names.length;
      const value = evaluate(state);
      let signal: Signal = 0;
      if (isTrue(value)) {
        if (sets) {
          state.dot = value;
          state.dotHeld = false;
        }
        signal = body(state);
        state.dot = dot;
        state.dotHeld = dotHeld;
      } else if (otherwise) signal = otherwise(state);
      state.drop(count);
      return signal;
    };
  }

  #template(node: Statement & { type: 'template' }): Run {
    const evaluate = node.pipe && this.pipe(node.pipe);
    return (state) => {
      state.node = node;
      const routine = state.routines.get(node.name);
      if (!routine) return state.fail(`template ${quote(node.name)} not defined`);
      if (state.depth >= MAX_DEPTH) state.fail('exceeded maximum template depth (100000)');
      const value = evaluate?.(state);
      const { dot, dotHeld, base, routine: caller } = state;
      const count = state.names.length;
      state.declare('$', value);
      Object.assign(state, { dot: value, dotHeld: false, base: count, routine });
      state.depth++;
      routine.run(state);
      state.depth--;
      Object.assign(state, { dot, dotHeld, base, routine: caller });
      state.drop(count);
      return 0;
    };
  }

  pipe(node: PipeNode): Evaluate {
    const { variables, assigns } = node;
    const commands = node.commands.map((command, i) => this.#command(command, i > 0));
    return (state) => {
      state.node = node;
      let value: unknown;
      for (const command of commands) value = command(state, value) ?? undefined;
      for (const name of variables) {
        if (assigns) state.set(name, value);
        else state.declare(name, value);
      }
      return value;
    };
  }

  #command(node: CommandNode, piped: boolean): EvaluateCommand {
    const [first, ...operands] = node.operands as [Operand, ...Operand[]];
    const called = operands.length > 0 || piped;
    switch (first.type) {
      case 'identifier':
        return this.#call(first, node, operands, piped);
      case 'field':
      case 'chain':
      case 'variable':
        return compileReference(first, called ? { operands, piped } : undefined, this);
      case 'nil':
        return failing(first, called ? cannotCall(first) : 'nil is not a command');
    }
    if (called) return failing(first.type === 'pipe' ? undefined : first, cannotCall(first));
    const literal = literalOf(first);
    if (!literal) return compileReference(first, undefined, this);
    return (state) => {
      state.node = first;
      return literal(state);
    };
  }

  call(node: Operand & { type: 'identifier' }): Evaluate {
    const evaluate = this.#call(node, node, [], false);
    return (state) => evaluate(state, undefined);
  }

  members(node: Operand, given: Given | undefined): MemberCalls {
    return compileMembers(node, given, this);
  }

  #call(
    identifier: Operand & { type: 'identifier' },
    node: CommandNode | Operand,
    operands: readonly Operand[],
    piped: boolean,
  ): EvaluateCommand {
    const { name } = identifier;
    const { definition: found, builtin } = this.scope.find(name);
    const [callee] = operands;
    const names = builtin && name === 'call' && callee;
    const definition = names ? callOf(describe(names)) : found;
    const shortCircuit = builtin && (name === 'and' || name === 'or') ? name : undefined;
    return compileCall({ name, definition, shortCircuit, identifier, node, operands, piped }, this);
  }
}

function cannotCall(node: Operand): string {
  return `can't give argument to non-function ${describe(node)}`;
}

function failing(node: Operand | undefined, message: string): EvaluateCommand {
  return (state) => {
    if (node) state.node = node;
    return state.fail(message);
  };
}
