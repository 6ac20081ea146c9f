import { isMap } from '../values';
import { UNKNOWN } from './unknown';

/** What Kyverno refuses a variable for: a field on its way is not there. */
export const MISSING = Symbol('missing');

/**
 * The value of a JMESPath expression of a policy, as far as the names in `scope` give it.
 *
 * @returns `UNKNOWN` for other names, and functions and syntax that are not read here; `MISSING`
 *   where a field is not there and no `||` says what else.
 * @see https://kyverno.io/docs/policy-types/cluster-policy/jmespath/
 */
export function valueOfPath(text: string, scope: Readonly<Record<string, unknown>>): unknown {
  const tokens = tokensOf(text);
  if (!tokens) return UNKNOWN;
  const reader = new Reader(tokens, scope);
  const value = reader.either();
  return reader.done ? value : UNKNOWN;
}

const TOKEN =
  /\s*(?:(\|\||\[\]|\[\*\]|[.[\](),@])|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`|(-?\d+)|([A-Za-z_]\w*))/y;

/** What is longer is not written by people, and would go too deep. */
const MOST_TOKENS = 1_000;

interface Token {
  readonly is: 'sign' | 'value' | 'name';
  readonly text: string;
  readonly value?: unknown;
}

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const source = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (!match || tokens.length > MOST_TOKENS) return undefined;
    const [, sign, raw, quoted, json, index, name] = match;
    if (sign !== undefined) tokens.push({ is: 'sign', text: sign });
    else if (raw !== undefined)
      tokens.push({ is: 'value', text: raw, value: raw.replaceAll("\\'", "'") });
    else if (json !== undefined) {
      try {
        tokens.push({ is: 'value', text: json, value: JSON.parse(json) });
      } catch {
        tokens.push({ is: 'value', text: json, value: json });
      }
    } else if (index !== undefined) tokens.push({ is: 'value', text: index, value: Number(index) });
    else tokens.push({ is: 'name', text: name ?? (quoted ?? '').replaceAll('\\"', '"') });
  }
  return tokens;
}

class Reader {
  #at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly scope: Readonly<Record<string, unknown>>,
  ) {}

  get done(): boolean {
    return this.#at === this.tokens.length;
  }

  /** `a || b`: the first that is neither missing, false nor empty. */
  either(): unknown {
    let value = this.#path();
    while (this.#takes('||')) {
      const other = this.#path();
      if (value !== UNKNOWN && isFalsy(value)) value = other;
    }
    return value;
  }

  #path(): unknown {
    let value = this.#start();
    for (;;) {
      if (this.#takes('.')) {
        const token = this.#next();
        if (token?.is !== 'name') return UNKNOWN;
        value = fieldOf(value, token.text);
      } else if (this.#takes('[]') || this.#takes('[*]')) {
        value = this.#projected(value);
      } else if (this.#takes('[')) {
        const token = this.#next();
        if (typeof token?.value !== 'number' || !this.#takes(']')) return UNKNOWN;
        value = elementOf(value, token.value);
      } else return value;
    }
  }

  /** What follows a projection is of each element; those that lack it are left out. */
  #projected(value: unknown): unknown {
    const names: string[] = [];
    while (this.#takes('.')) {
      const token = this.#next();
      if (token?.is !== 'name') return UNKNOWN;
      names.push(token.text);
    }
    if (this.#peek('[]') || this.#peek('[*]') || this.#peek('[')) return UNKNOWN;
    if (typeof value === 'symbol') return value;
    if (!Array.isArray(value)) return MISSING;
    return value
      .flat()
      .map((element: unknown) => names.reduce<unknown>(fieldOf, element))
      .filter((element) => element !== MISSING && element !== null);
  }

  #start(): unknown {
    const token = this.#next();
    if (!token) return UNKNOWN;
    if (token.is === 'value') return token.value;
    if (token.is === 'sign') return UNKNOWN;
    if (this.#takes('(')) return this.#call(token.text);
    return Object.hasOwn(this.scope, token.text) ? this.scope[token.text] : UNKNOWN;
  }

  #call(name: string): unknown {
    const given: unknown[] = [];
    while (!this.#takes(')')) {
      if (this.done) return UNKNOWN;
      if (this.#peek(',') && given.length > 0) this.#at += 1;
      given.push(this.either());
    }
    const call = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (!call || given.includes(UNKNOWN)) return UNKNOWN;
    return given.includes(MISSING) ? MISSING : call(...given);
  }

  #next(): Token | undefined {
    return this.tokens[this.#at++];
  }

  #peek(sign: string): boolean {
    const token = this.tokens[this.#at];
    return token?.is === 'sign' && token.text === sign;
  }

  #takes(sign: string): boolean {
    if (!this.#peek(sign)) return false;
    this.#at += 1;
    return true;
  }
}

const FUNCTIONS: Readonly<Record<string, (...given: readonly unknown[]) => unknown>> = {
  length: (of) => {
    if (typeof of === 'string' || Array.isArray(of)) return of.length;
    return isMap(of) ? Object.keys(of).length : UNKNOWN;
  },
  keys: (of) => (isMap(of) ? Object.keys(of).sort() : UNKNOWN),
  to_string: (of) => (typeof of === 'string' ? of : JSON.stringify(of)),
  to_upper: (of) => (typeof of === 'string' ? of.toUpperCase() : UNKNOWN),
  to_lower: (of) => (typeof of === 'string' ? of.toLowerCase() : UNKNOWN),
  trim: (of, cut) => (typeof of === 'string' && cut === ' ' ? of.trim() : UNKNOWN),
  starts_with: (of, start) =>
    typeof of === 'string' && typeof start === 'string' ? of.startsWith(start) : UNKNOWN,
  ends_with: (of, end) =>
    typeof of === 'string' && typeof end === 'string' ? of.endsWith(end) : UNKNOWN,
  contains: (of, part) => {
    if (typeof of === 'string') return typeof part === 'string' && of.includes(part);
    return Array.isArray(of) ? of.includes(part) : UNKNOWN;
  },
};

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value === 'symbol') return value;
  return isMap(value) && Object.hasOwn(value, name) ? value[name] : MISSING;
}

function elementOf(value: unknown, index: number): unknown {
  if (typeof value === 'symbol') return value;
  const found: unknown = Array.isArray(value) ? value.at(index) : undefined;
  return found === undefined ? MISSING : found;
}

function isFalsy(value: unknown): boolean {
  if (value === MISSING || value === null || value === false || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isMap(value) && Object.keys(value).length === 0;
}
