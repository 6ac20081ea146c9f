import { indexed, sliceOf } from './access';
import { compute } from './arithmetic';
import { destructure } from './destructure';
import { JqRuntimeError, JqUnsupported, shown } from './failures';
import { functions } from './functions';
import { prelude } from './prelude';
import { bindingNamed, filterNamed, variable, type Filter, type Scope } from './scope';
import { specials, type Call } from './specials';
import { checkPath, computed, reloaded, stepped, untracked, type State, type Track } from './state';
import type { Json, Node } from './syntax';
import { isArray, isObject, isTrue, objectOf, sortedKeys, typeOf } from './values';

type Of<K extends Node['kind']> = Extract<Node, { kind: K }>;

/** Leaves the label of that scope. */
class Leave extends Error {
  constructor(readonly scope: Scope) {
    super('break');
  }
}

/** About a second of gojq's, after which Argo CD gives up. */
const MOST_STEPS = 2_000_000;

/**
 * Runs programs as gojq 0.12.19 does: a filter gives any number of values, lazily, in its order.
 *
 * @see https://github.com/itchyny/gojq/blob/v0.12.19/compiler.go
 */
export class Machine {
  #steps = 0;

  *run(node: Node, state: State, scope: Scope): Generator<State> {
    if (++this.#steps > MOST_STEPS)
      throw new JqUnsupported('a program that runs this long', node.at);
    switch (node.kind) {
      case 'identity':
        yield state;
        return;
      case 'literal':
        yield computed(node.value, state.track);
        return;
      case 'field':
        for (const found of this.run(node.of, state, scope)) {
          yield stepped(found, node.key, indexed(found.value, node.key), node.at);
        }
        return;
      case 'pipe':
        for (const left of this.run(node.left, state, scope)) {
          yield* this.run(node.right, left, scope);
        }
        return;
      case 'comma':
        yield* this.run(node.left, state, scope);
        yield* this.run(node.right, state, scope);
        return;
      case 'iterate':
        for (const found of this.run(node.of, state, scope)) yield* items(found, node.at);
        return;
      case 'index':
        yield* this.#index(node, state, scope);
        return;
      case 'slice':
        yield* this.#slice(node, state, scope);
        return;
      case 'alternative':
        yield* this.#alternative(node, state, scope);
        return;
      case 'and':
      case 'or':
        yield* this.#logic(node, state, scope);
        return;
      case 'binary':
        yield* this.#binary(node, state, scope);
        return;
      case 'sign':
        yield* this.#sign(node, state, scope);
        return;
      case 'if':
        for (const { value } of this.run(node.condition, untracked(state), scope)) {
          yield* this.run(isTrue(value) ? node.then : node.else, state, scope);
        }
        return;
      case 'try':
        yield* this.#try(node, state, scope);
        return;
      case 'call':
        yield* this.#call(node, state, scope);
        return;
      case 'variable':
        yield computed(variableOf(node, scope), state.track);
        return;
      case 'bind':
        for (const { value } of this.run(node.source, untracked(state), scope)) {
          yield* this.run(node.body, state, destructure(node.pattern, value, scope));
        }
        return;
      case 'reduce':
        yield* this.#reduce(node, state, scope);
        return;
      case 'foreach':
        yield* this.#foreach(node, state, scope);
        return;
      case 'label':
        yield* this.#label(node, state, scope);
        return;
      case 'break':
        throw new Leave(bindingNamed(scope, 'label', node.name));
      case 'array':
        yield computed(this.#collect(node.of, state, scope), state.track);
        return;
      case 'object':
        yield* this.#object(node, [], state, state, scope);
        return;
      case 'define': {
        const { name, params, body } = node.definition;
        const inner: Filter = { kind: 'filter', name, params, body, scope: 'self', next: scope };
        yield* this.run(node.body, state, inner);
        return;
      }
      case 'unsupported':
        throw new JqUnsupported(node.construct, node.at);
    }
  }

  *#index({ of, key, at }: Of<'index'>, state: State, scope: Scope): Generator<State> {
    for (const { value } of this.run(key, untracked(state), scope)) {
      for (const found of this.run(of, state, scope)) {
        yield stepped(found, value, indexed(found.value, value), at);
      }
    }
  }

  *#slice(node: Of<'slice'>, state: State, scope: Scope): Generator<State> {
    for (const start of this.run(node.start, untracked(state), scope)) {
      for (const end of this.run(node.end, untracked(state), scope)) {
        for (const found of this.run(node.of, state, scope)) {
          const key = { start: start.value, end: end.value };
          yield stepped(found, key, sliceOf(found.value, start.value, end.value), node.at);
        }
      }
    }
  }

  *#alternative(node: Of<'alternative'>, state: State, scope: Scope): Generator<State> {
    let found = false;
    for (const left of this.run(node.left, state, scope)) {
      if (!isTrue(left.value)) continue;
      found = true;
      yield left;
    }
    if (!found) yield* this.run(node.right, state, scope);
  }

  *#logic({ kind, left, right }: Of<'and' | 'or'>, state: State, scope: Scope): Generator<State> {
    for (const first of this.run(left, untracked(state), scope)) {
      if (isTrue(first.value) === (kind === 'or')) {
        yield computed(kind === 'or', state.track);
        continue;
      }
      for (const second of this.run(right, untracked(state), scope)) {
        yield computed(isTrue(second.value), state.track);
      }
    }
  }

  *#binary(node: Of<'binary'>, state: State, scope: Scope): Generator<State> {
    for (const right of this.run(node.right, state, scope)) {
      for (const left of this.run(node.left, reloaded(state, right.track), scope)) {
        yield computed(compute(node.operator, left.value, right.value), left.track);
      }
    }
  }

  *#sign({ negative, of }: Of<'sign'>, state: State, scope: Scope): Generator<State> {
    for (const { value, track } of this.run(of, state, scope)) {
      if (typeof value !== 'number') throw new JqRuntimeError(`${shown(value)} has no sign`);
      yield computed(negative ? 0 - value : value, track);
    }
  }

  /** What fails after the body gave a value is not the body's failure. */
  *#try({ body }: Of<'try'>, state: State, scope: Scope): Generator<State> {
    const found = this.run(body, state, scope);
    for (;;) {
      let next: IteratorResult<State>;
      try {
        next = found.next();
      } catch (error) {
        if (error instanceof JqRuntimeError) return;
        throw error;
      }
      if (next.done) return;
      yield next.value;
    }
  }

  *#reduce(node: Of<'reduce'>, state: State, scope: Scope): Generator<State> {
    for (const start of this.run(node.start, state, scope)) {
      let { value } = start;
      for (const item of this.run(node.source, reloaded(state, start.track), scope)) {
        const inner = variable(node.name, item.value, scope);
        for (const next of this.run(node.update, computed(value, item.track), inner)) {
          value = next.value;
        }
      }
      yield computed(value, start.track);
    }
  }

  *#foreach(node: Of<'foreach'>, state: State, scope: Scope): Generator<State> {
    for (const start of this.run(node.start, state, scope)) {
      let { value } = start;
      for (const item of this.run(node.source, reloaded(state, start.track), scope)) {
        const inner = variable(node.name, item.value, scope);
        for (const next of this.run(node.update, computed(value, item.track), inner)) {
          value = next.value;
          if (node.extract) yield* this.run(node.extract, next, inner);
          else yield next;
        }
      }
    }
  }

  *#label({ name, body }: Of<'label'>, state: State, scope: Scope): Generator<State> {
    const inner: Scope = { kind: 'label', name, next: scope };
    try {
      yield* this.run(body, state, inner);
    } catch (error) {
      if (!(error instanceof Leave) || error.scope !== inner) throw error;
    }
  }

  #collect(of: Node | undefined, state: State, scope: Scope): Json {
    return of ? Array.from(this.run(of, state, scope), ({ value }) => value) : [];
  }

  *#object(
    node: Of<'object'>,
    fields: readonly (readonly [Json, Json])[],
    state: State,
    { track }: State,
    scope: Scope,
  ): Generator<State> {
    const entry = node.entries[fields.length];
    if (!entry) {
      yield computed(objectOf(fields.map(([key, value]) => [nameOf(key), value])), track);
      return;
    }
    for (const key of this.run(entry.key, reloaded(state, track), scope)) {
      for (const value of this.run(entry.value, reloaded(state, key.track), scope)) {
        yield* this.#object(node, [...fields, [key.value, value.value]], state, value, scope);
      }
    }
  }

  *#call({ name, args, at }: Of<'call'>, state: State, scope: Scope): Generator<State> {
    const id = `${name}/${args.length}`;
    const own = filterNamed(scope, name, args.length);
    const known = own ? undefined : prelude().get(id);
    const filter: Filter | undefined =
      own ?? (known && { kind: 'filter', ...known, scope: 'self', next: undefined });
    if (filter) {
      yield* this.#apply(
        filter,
        args,
        0,
        state,
        scope,
        filter.scope === 'self' ? filter : filter.scope,
      );
      return;
    }
    const combinations = (): ReturnType<Call['combinations']> =>
      this.#combinations(args, [], state, state.track, scope);
    const special = specials.get(id);
    if (special) {
      const run: Call['run'] = (node, from) => this.run(node, from, scope);
      yield* special({ args, state, scope, at, run, combinations });
      return;
    }
    const native = functions.get(id);
    if (!native) throw new JqUnsupported(`the function '${id}'`, at);
    for (const { values, state: after } of combinations()) {
      yield computed(native(state.value, values), after.track);
    }
  }

  /** Binds one parameter after the other, then runs the body. */
  *#apply(
    filter: Filter,
    args: readonly Node[],
    done: number,
    state: State,
    outer: Scope,
    inner: Scope,
  ): Generator<State> {
    const param = filter.params[done];
    const body = args[done];
    if (param === undefined || !body) {
      yield* this.run(filter.body, state, inner);
      return;
    }
    const name = param.replace('$', '');
    const bound: Scope = { kind: 'filter', name, params: [], body, scope: outer, next: inner };
    if (name === param) {
      yield* this.#apply(filter, args, done + 1, state, outer, bound);
      return;
    }
    for (const { value } of this.run(body, untracked(state), outer)) {
      yield* this.#apply(filter, args, done + 1, state, outer, variable(param, value, bound));
    }
  }

  *#combinations(
    args: readonly Node[],
    values: readonly Json[],
    state: State,
    track: Track | undefined,
    scope: Scope,
  ): ReturnType<Call['combinations']> {
    const arg = args[args.length - values.length - 1];
    if (!arg) {
      yield { values, state: reloaded(state, track) };
      return;
    }
    for (const found of this.run(arg, reloaded(state, track), scope)) {
      yield* this.#combinations(args, [found.value, ...values], state, found.track, scope);
    }
  }
}

function variableOf({ name, at }: Of<'variable'>, scope: Scope): Json {
  if (name === '$ENV') return {};
  const binding = bindingNamed(scope, 'variable', name);
  if (!binding) throw new JqUnsupported(`the variable '${name}'`, at);
  return binding.value;
}

function* items(state: State, at: number): Generator<State> {
  const { value } = state;
  if (!isArray(value) && !isObject(value)) {
    throw new JqRuntimeError(`cannot iterate over ${typeOf(value)} ${shown(value)}`);
  }
  if (state.track) checkPath(state, at);
  if (isArray(value)) {
    for (const [index, item] of value.entries()) yield stepped(state, index, item, at);
    return;
  }
  for (const key of sortedKeys(value)) yield stepped(state, key, value[key] as Json, at);
}

function nameOf(key: Json): string {
  if (typeof key === 'string') return key;
  throw new JqRuntimeError(`the key of an object is a string, not ${shown(key)}`);
}
