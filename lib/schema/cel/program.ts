import type { Checked } from './check';
import { noSuchOverload } from './compare';
import { charge, chargeText } from './cost';
import { decide } from './decide';
import { each } from './each';
import type { Environment } from './environment';
import type { Frame, Run } from './frame';
import { member, memberOptional } from './member';
import { isOf, typeName } from './runtime-type';
import type { Overload } from './signature';
import type { Call, Expr, ListExpr, MapExpr, Message } from './syntax';
import type { Type } from './types';
import { CelError, Entries, Items, Optional, type Value } from './values';

/**
 * Makes a checked expression a function. Names have slots: those of the environment in its order,
 * then those of macros from the outside in.
 */
export function compileProgram(expression: Expr, checked: Checked, environment: Environment): Run {
  const names = Object.keys(environment.variables);
  return new ProgramCompiler(checked, environment.messages).compile(expression, names);
}

class ProgramCompiler {
  constructor(
    private readonly checked: Checked,
    private readonly messages: Environment['messages'],
  ) {}

  compile(e: Expr, names: readonly string[]): Run {
    const fixed = this.checked.fixed.get(e);
    if (fixed !== undefined) return () => fixed;
    switch (e.is) {
      case 'literal': {
        const { value } = e;
        return () => value;
      }
      case 'ident': {
        const slot = names.lastIndexOf(e.name);
        return (frame) => frame[slot] as Value;
      }
      case 'select': {
        const of = this.compile(e.of, names);
        const { name, test, optional } = e;
        if (optional) return (frame) => memberOptional(of(frame), name);
        return (frame) => member(of(frame), name, test);
      }
      case 'call':
        return this.#call(e, names);
      case 'list':
        return this.#list(e, names);
      case 'map':
        return this.#map(e, names);
      case 'each':
        return each(e, (part, within) => this.compile(part, within), names);
      case 'optMap': {
        const of = this.compile(e.of, names);
        const body = this.compile(e.body, [...names, e.name]);
        const slot = names.length;
        return (frame) => {
          const given = of(frame);
          if (!(given instanceof Optional)) throw noSuchOverload();
          if (given.value === undefined) return Optional.NONE;
          frame[slot] = given.value;
          const made = body(frame);
          return e.flat ? made : new Optional(made);
        };
      }
      case 'message':
        return this.#message(e, names);
    }
  }

  #call(e: Call, names: readonly string[]): Run {
    const args = e.args.map((arg) => this.compile(arg, names));
    if (e.name === '_&&_') return (frame) => decide(args, (arg) => arg(frame), false);
    if (e.name === '_||_') return (frame) => decide(args, (arg) => arg(frame), true);
    if (e.name === '_?_:_') return choice(args);
    const own = e.target && !this.checked.namespaced.has(e) ? [e.target] : [];
    const all = [...own.map((target) => this.compile(target, names)), ...args];
    if (own.length === 1 && args.length === 1 && (e.name === 'or' || e.name === 'orValue')) {
      return otherwise(e.name, all);
    }
    const types = [...own, ...e.args].map((arg) => this.checked.typeOf(arg));
    return dispatch(e.name, this.checked.overloads.get(e) ?? [], all, types);
  }

  #list({ items, optional }: ListExpr, names: readonly string[]): Run {
    const runs = items.map((item) => this.compile(item, names));
    if (optional.size === 0) return (frame) => new Items(runs.map((run) => run(frame)));
    return (frame) => {
      const made: Value[] = [];
      runs.forEach((run, i) => {
        const value = run(frame);
        const item = optional.has(i) ? inside(value) : value;
        if (item !== undefined) made.push(item);
      });
      return new Items(made);
    };
  }

  #message({ name, fields }: Message, names: readonly string[]): Run {
    const message = this.messages?.get(name);
    if (!message) throw new TypeError(`'${name}' passed the checker`);
    const runs = fields.map((field) => ({ ...field, run: this.compile(field.value, names) }));
    return (frame) => {
      const given = new Map<string, Value>();
      for (const { name: field, run, optional } of runs) {
        const value = optional ? inside(run(frame)) : run(frame);
        if (value !== undefined) given.set(field, value);
      }
      return message.make(given);
    };
  }

  #map({ entries }: MapExpr, names: readonly string[]): Run {
    const runs = entries.map(({ key, value, optional }) => ({
      key: this.compile(key, names),
      value: this.compile(value, names),
      optional,
    }));
    return (frame) => {
      const made: [Value, Value][] = [];
      for (const { key, value, optional } of runs) {
        const [name, given] = [key(frame), value(frame)];
        const item = optional ? inside(given) : given;
        if (item !== undefined) made.push([name, item]);
      }
      return new Entries(made);
    };
  }
}

function inside(value: Value): Value | undefined {
  if (value instanceof Optional) return value.value;
  throw noSuchOverload();
}

/** `or` and `orValue`: the other side is run only where there is nothing on this one. */
function otherwise(name: string, [first, other]: readonly Run[]): Run {
  return (frame) => {
    const given = first?.(frame);
    if (!(given instanceof Optional)) throw noSuchOverload();
    if (given.value === undefined) return other?.(frame) ?? null;
    return name === 'or' ? given : given.value;
  };
}

function choice([test, yes, no]: readonly Run[]): Run {
  return (frame) => {
    const value = test?.(frame);
    if (typeof value !== 'boolean') throw noSuchOverload();
    return (value ? yes : no)?.(frame) ?? null;
  };
}

function dispatch(
  name: string,
  overloads: readonly Overload[],
  args: readonly Run[],
  types: readonly Type[],
): Run {
  const [only] = overloads;
  const certain =
    overloads.length === 1 && types.every((type, i) => isCertain(type, only?.args[i]));
  if (only && certain) {
    const call = only.call as (...given: Value[]) => Value;
    const [a, b] = args;
    if (args.length === 1 && a) return (frame) => call(paid(a(frame)));
    if (args.length === 2 && a && b) return (frame) => call(paid(a(frame)), read(b(frame)));
    return (frame) => call(...given(args, frame));
  }
  return (frame) => {
    const all = given(args, frame);
    const found = overloads.find((one) => one.args.every((type, i) => isOf(type, all[i] as Value)));
    if (found) return (found.call as (...taken: Value[]) => Value)(...all);
    // Of numbers, also where the checker would not compare the two types.
    const [first] = overloads;
    if (first && /^_[<>]=?_$/.test(name))
      return (first.call as (...taken: Value[]) => Value)(...all);
    // Of operators, Go's CEL tells no types.
    if (/^[_@!-]/.test(name)) throw noSuchOverload();
    throw new CelError(`no such overload: ${name}(${all.map(typeName).join(', ')})`);
  };
}

/** Arguments, paid for: a function reads its texts, once or oftener. */
function given(args: readonly Run[], frame: Frame): Value[] {
  charge(1);
  return args.map((arg) => read(arg(frame)));
}

function paid(value: Value): Value {
  charge(1);
  return read(value);
}

function read(value: Value): Value {
  if (typeof value === 'string' || value instanceof Uint8Array) chargeText(value.length);
  return value;
}

/** Whether a value of the static type is one that the function takes, whatever it is. */
function isCertain(type: Type, wanted: Type | undefined): boolean {
  if (wanted?.kind === 'param' || wanted?.kind === 'dyn') return true;
  return type.kind !== 'dyn' && type.kind !== 'error' && type.kind !== 'null';
}
