import type { Environment } from './environment';
import type { Overload } from './signature';
import type {
  Call,
  Each,
  Expr,
  ListExpr,
  MapExpr,
  Message,
  OptMap,
  Problem,
  Select,
} from './syntax';
import { nameOf } from './parse';
import {
  BOOL,
  BYTES,
  DOUBLE,
  DYN,
  ERROR,
  first,
  INT,
  isDyn,
  isOptional,
  listOf,
  mapOf,
  NULL,
  optionalOf,
  param,
  same,
  second,
  show,
  STRING,
  typeOf,
  UINT,
  type Type,
} from './types';
import { assignable, Bindings, isLarge, mostGeneral, substitute } from './unify';
import { TypeValue, Uint, type Value } from './values';

/** What the checker found out, for whoever compiles the expression. */
export interface Checked {
  readonly problems: readonly Problem[];
  readonly type: Type;
  /** The forms of a function that the static types allow. */
  readonly overloads: ReadonlyMap<Expr, readonly Overload[]>;
  /** Calls such as `sets.contains(…)`, whose target is part of the name. */
  readonly namespaced: ReadonlySet<Expr>;
  /** Names and dotted names that stand for a type or a number. */
  readonly fixed: ReadonlyMap<Expr, Value>;
  /** Variables of the environment that are read. */
  readonly reads: ReadonlySet<string>;
  typeOf(expression: Expr): Type;
}

/** Gives every part of an expression a type, as Go's CEL does. */
export function check(expression: Expr, environment: Environment): Checked {
  const checker = new Checker(environment);
  checker.check(expression);
  const { problems, overloads, namespaced, fixed, reads } = checker;
  const typeOfPart = (part: Expr) => checker.final(part);
  const type = checker.final(expression);
  return { problems, type, overloads, namespaced, fixed, reads, typeOf: typeOfPart };
}

/** Messages that the API server knows, and nobody has a use for. */
const NOT_READ = ['google.protobuf.Any', 'google.protobuf.Empty'];

/** Of a type; the types of rules have a handful. */
const MOST_PARTS = 2_000;

class Checker {
  readonly problems: Problem[] = [];
  readonly overloads = new Map<Expr, readonly Overload[]>();
  readonly namespaced = new Set<Expr>();
  readonly fixed = new Map<Expr, Value>();
  readonly reads = new Set<string>();
  readonly #found = new Map<Expr, Type>();
  readonly #bound = new Bindings();
  #scopes: readonly (readonly [string, Type])[] = [];
  #free = 0;
  #isMixed: boolean;

  constructor(private readonly environment: Environment) {
    this.#isMixed = environment.isStandard === true;
  }

  final(part: Expr): Type {
    return substitute(this.#bound, this.#found.get(part) ?? DYN, true);
  }

  check(e: Expr): Type {
    const given = this.#typeOf(e);
    const tooLarge = isLarge(this.#bound, given, MOST_PARTS);
    const type = tooLarge ? this.#say(e.at, 'type is too large to be checked') : given;
    this.#found.set(e, type);
    return type;
  }

  #typeOf(e: Expr): Type {
    switch (e.is) {
      case 'literal':
        return literalType(e.value);
      case 'ident':
        return this.#named(e, e.name) ?? this.#undeclared(e.at, e.name);
      case 'select':
        return this.#select(e);
      case 'call':
        return this.#call(e);
      case 'list':
        return this.#list(e);
      case 'map':
        return this.#map(e);
      case 'message':
        return this.#message(e);
      case 'each':
        return this.#each(e);
      case 'optMap':
        return this.#optMap(e);
    }
  }

  #say(at: number, message: string): Type {
    this.problems.push({ at, message });
    return ERROR;
  }

  #undeclared(at: number, name: string): Type {
    return this.#say(at, `undeclared reference to '${name}' (in container '')`);
  }

  #named(e: Expr, name: string): Type | undefined {
    const local = this.#scopes.findLast(([one]) => one === name);
    if (local) return local[1];
    const variable = this.environment.variables[name];
    if (variable && Object.hasOwn(this.environment.variables, name)) {
      this.reads.add(name);
      return variable;
    }
    return this.#fixed(e, name);
  }

  /** A name that stands for a type, or for a number. */
  #fixed(e: Expr, name: string): Type | undefined {
    const type = this.environment.types.get(name);
    if (type) {
      this.fixed.set(e, new TypeValue(name));
      return typeOf(type);
    }
    const number = this.environment.constants?.get(name);
    if (number === undefined) return undefined;
    this.fixed.set(e, number);
    return INT;
  }

  #select(e: Select): Type {
    const name = nameOf(e);
    const root = name?.slice(0, name.indexOf('.')) ?? '';
    if (name !== undefined && !this.#scopes.some(([one]) => one === root)) {
      const fixed = this.#fixed(e, name);
      if (fixed) return fixed;
    }
    const result = this.#field(e);
    return e.test ? BOOL : this.#now(result);
  }

  #field({ of, name, at, optional }: Select): Type {
    const given = this.#now(this.check(of));
    const target = isOptional(given) ? first(given) : given;
    const wrap = (type: Type) => (optional || isOptional(given) ? optionalOf(type) : type);
    if (target.kind === 'map') return wrap(second(target));
    if (target.kind === 'object') {
      return wrap(target.field?.(name) ?? this.#say(at, `undefined field '${name}'`));
    }
    if (target.kind === 'param') this.#accepts(DYN, target);
    else if (!isDyn(target)) {
      this.#say(at, `type '${show(target)}' does not support field selection`);
    }
    return wrap(DYN);
  }

  #call(e: Call): Type {
    const before = this.#isMixed;
    // The one function whose list may hold items of several types.
    this.#isMixed ||= e.name === 'format' && e.target !== undefined;
    const args = e.args.map((arg) => this.check(arg));
    this.#isMixed = before;
    if (e.name === '_&&_' || e.name === '_||_') return this.#logical(e, args);
    if (e.target) {
      const prefix = nameOf(e.target);
      const whole = `${prefix ?? ''}.${e.name}`;
      if (prefix !== undefined && this.environment.functions.has(whole)) {
        this.namespaced.add(e);
        return this.#resolve(e, whole, args, false);
      }
    }
    const target = e.target && this.check(e.target);
    if (!this.environment.functions.has(e.name)) return this.#undeclared(e.at, e.name);
    return this.#resolve(e, e.name, target ? [target, ...args] : args, target !== undefined);
  }

  #logical(e: Call, args: readonly Type[]): Type {
    args.forEach((type, i) => {
      if (!this.#accepts(type, BOOL)) this.#expected((e.args[i] as Expr).at, BOOL, type);
    });
    return BOOL;
  }

  #resolve(e: Call, name: string, args: readonly Type[], member: boolean): Type {
    const candidates: Overload[] = [];
    let result: Type | undefined;
    for (const overload of this.environment.functions.get(name) ?? []) {
      if (overload.member !== member || overload.args.length !== args.length) continue;
      const fresh = this.#fresh([...overload.args, overload.result]);
      if (!assignable(this.#bound, args, fresh.slice(0, -1))) continue;
      candidates.push(overload);
      const type = this.#now(fresh.at(-1) as Type);
      if (result === undefined) result = type;
      else if (!isDyn(result) && !same(result, type)) result = DYN;
    }
    this.overloads.set(e, candidates);
    if (result) return result;
    const shown = args.map((type) => show(this.#now(type, true)));
    const form = member
      ? `${shown[0] ?? ''}.(${shown.slice(1).join(', ')})`
      : `(${shown.join(', ')})`;
    return this.#say(e.at, `found no matching overload for '${name}' applied to '${form}'`);
  }

  #list({ items, optional }: ListExpr): Type {
    let joined: Type | undefined;
    items.forEach((item, i) => {
      const type = this.#given(item, optional.has(i));
      joined = this.#join(item.at, joined, type);
    });
    return listOf(joined ?? this.#variable());
  }

  #map({ entries }: MapExpr): Type {
    let keys: Type | undefined;
    let values: Type | undefined;
    for (const { key, value, optional } of entries) {
      keys = this.#join(key.at, keys, this.check(key));
      values = this.#join(value.at, values, this.#given(value, optional));
    }
    return mapOf(keys ?? this.#variable(), values ?? this.#variable());
  }

  #message({ name, fields, at }: Message): Type {
    const known = this.environment.messages?.get(name);
    for (const { name: field, value, optional, at: colon } of fields) {
      const given = this.#given(value, optional);
      const wanted = known && Object.hasOwn(known.fields, field) ? known.fields[field] : undefined;
      if (!known) continue;
      if (!wanted) this.#say(colon, `undefined field '${field}'`);
      else if (!this.#accepts(wanted, given)) {
        const [want, found] = [show(wanted), show(this.#now(given, true))];
        const what = `expected type of field '${field}' is '${want}'`;
        this.#say(colon, `${what} but provided type is '${found}'`);
      }
    }
    if (known) return known.type;
    if (!NOT_READ.includes(name)) return this.#undeclared(at, name);
    return this.#say(at, `messages of ${name} are not read here: no field can be equal to one`);
  }

  /** The type of an item, which is the inside of an optional where it is written `?item`. */
  #given(item: Expr, optional: boolean): Type {
    const type = this.check(item);
    if (!optional) return type;
    if (isOptional(type)) return first(type);
    if (!isDyn(type)) this.#expected(item.at, optionalOf(type), type);
    return type;
  }

  #join(at: number, before: Type | undefined, type: Type): Type {
    if (before === undefined) return type;
    if (this.#accepts(before, type)) return mostGeneral(before, type);
    return this.#isMixed ? DYN : this.#expected(at, before, type);
  }

  #each(e: Each): Type {
    const range = this.#now(this.check(e.range));
    const vars = this.#itemTypes(e, range);
    const named = e.vars.map((name, i) => [name, vars[i] ?? DYN] as const);
    return this.#within(named, () => {
      if (e.filter) this.#test(e.filter);
      const { kind, body } = e;
      if (kind === 'all' || kind === 'exists' || kind === 'existsOne') {
        this.#test(body);
        return BOOL;
      }
      if (kind === 'filter') {
        this.#test(body);
        return listOf(vars[0] ?? DYN);
      }
      const made = this.check(body);
      if (kind === 'map' || kind === 'transformList') return listOf(made);
      if (kind === 'transformMap') return mapOf(vars[0] ?? DYN, made);
      return this.#now(made).kind === 'map' || isDyn(this.#now(made))
        ? made
        : this.#expected(body.at, mapOf(DYN, DYN), made);
    });
  }

  /** The types of the names: of one, the item or the key; of two, index or key, and value. */
  #itemTypes({ range: { at }, vars }: Each, range: Type): readonly Type[] {
    const two = vars.length === 2;
    if (range.kind === 'list') return two ? [INT, first(range)] : [first(range)];
    if (range.kind === 'map') return two ? [first(range), second(range)] : [first(range)];
    if (range.kind === 'param') this.#accepts(DYN, range);
    else if (!isDyn(range)) {
      const what = `expression of type '${show(range)}' cannot be range of a comprehension`;
      this.#say(at, `${what} (must be list, map, or dynamic)`);
    }
    return [DYN, DYN];
  }

  #optMap({ of, name, body, flat }: OptMap): Type {
    const given = this.#now(this.check(of));
    if (!isOptional(given) && !isDyn(given)) this.#expected(of.at, optionalOf(given), given);
    const inner = isOptional(given) ? first(given) : DYN;
    return this.#within([[name, inner]], () => {
      const made = this.check(body);
      if (!flat) return optionalOf(made);
      if (isOptional(this.#now(made)) || isDyn(this.#now(made))) return made;
      return this.#expected(body.at, optionalOf(made), made);
    });
  }

  #test(e: Expr): void {
    const type = this.check(e);
    if (!this.#accepts(type, BOOL)) this.#expected(e.at, BOOL, type);
  }

  #within<T>(names: readonly (readonly [string, Type])[], work: () => T): T {
    const before = this.#scopes;
    this.#scopes = [...before, ...names];
    const done = work();
    this.#scopes = before;
    return done;
  }

  #expected(at: number, wanted: Type, found: Type): Type {
    const [a, b] = [show(this.#now(wanted, true)), show(this.#now(found, true))];
    return this.#say(at, `expected type '${a}' but found '${b}'`);
  }

  #accepts(from: Type, to: Type): boolean {
    return assignable(this.#bound, [from], [to]);
  }

  #now(type: Type, freeIsDyn = false): Type {
    return substitute(this.#bound, type, freeIsDyn);
  }

  #variable(): Type {
    return param(`_${(this.#free += 1)}`);
  }

  /** The same types with parameters that nothing is bound to. */
  #fresh(types: readonly Type[]): Type[] {
    const renamed = new Map<string, Type>();
    const rename = (type: Type): Type => {
      if (type.kind === 'param') {
        let known = renamed.get(type.name);
        if (!known) renamed.set(type.name, (known = this.#variable()));
        return known;
      }
      return type.params.length === 0 ? type : { ...type, params: type.params.map(rename) };
    };
    return types.map(rename);
  }
}

function literalType(value: Value): Type {
  if (value === null) return NULL;
  if (value instanceof Uint) return UINT;
  if (value instanceof Uint8Array) return BYTES;
  switch (typeof value) {
    case 'bigint':
      return INT;
    case 'number':
      return DOUBLE;
    case 'boolean':
      return BOOL;
    default:
      return STRING;
  }
}
