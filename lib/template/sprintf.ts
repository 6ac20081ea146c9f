import { formatArgument, type Flags } from './sprintf-verbs';
import { Int, typeName } from './values';
import { printValue } from './print';

const LARGEST = 1_000_000n;

/** As Go's `fmt.Sprintf`: never fails, faults show in the text, as in `%!d(string=x)`. */
export function sprintf(format: string, args: readonly unknown[]): string {
  return new Formatter(format, args).run();
}

class Formatter {
  #at = 0;
  #argument = 0;
  #reordered = false;
  #good = true;
  #out = '';

  constructor(
    readonly format: string,
    readonly args: readonly unknown[],
  ) {}

  run(): string {
    for (;;) {
      const percent = this.format.indexOf('%', this.#at);
      if (percent < 0) break;
      this.#out += this.format.slice(this.#at, percent);
      this.#at = percent + 1;
      this.#directive();
    }
    this.#out += this.format.slice(this.#at);
    if (!this.#reordered && this.#argument < this.args.length) this.#out += this.#extra();
    return this.#out;
  }

  #directive(): void {
    this.#good = true;
    const flags = this.#flags();
    let indexed = this.#index();
    if (this.#take('*')) {
      const width = this.#integer();
      if (width === undefined) this.#out += '%!(BADWIDTH)';
      else if (width < 0) Object.assign(flags, { width: -width, minus: true, zero: false });
      else flags.width = width;
      indexed = false;
    } else {
      flags.width = this.#number();
      if (indexed && flags.width !== undefined) this.#good = false;
    }
    // A period in the last place is the verb, not a precision.
    if (this.format[this.#at] === '.' && this.#at + 1 < this.format.length) {
      this.#at++;
      if (indexed) this.#good = false;
      indexed = this.#index();
      if (this.#take('*')) {
        const precision = this.#integer();
        if (precision !== undefined && precision >= 0) flags.precision = precision;
        else this.#out += '%!(BADPREC)';
        indexed = false;
      } else flags.precision = this.#number() ?? 0;
    }
    if (!indexed) this.#index();
    this.#verb(flags);
  }

  #verb(flags: Flags): void {
    const code = this.format.codePointAt(this.#at);
    if (code === undefined) {
      this.#out += '%!(NOVERB)';
      return;
    }
    const verb = String.fromCodePoint(code);
    this.#at += verb.length;
    if (verb === '%') this.#out += '%';
    else if (!this.#good) this.#out += `%!${verb}(BADINDEX)`;
    else if (this.#argument >= this.args.length) this.#out += `%!${verb}(MISSING)`;
    else this.#out += formatArgument(this.args[this.#argument++] ?? null, verb, flags);
  }

  #flags(): Flags {
    const flags: Flags = {};
    for (; ; this.#at++) {
      const c = this.format[this.#at];
      if (c === '#') flags.sharp = true;
      else if (c === '0') flags.zero = true;
      else if (c === '+') flags.plus = true;
      else if (c === '-') flags.minus = true;
      else if (c === ' ') flags.space = true;
      else return flags;
    }
  }

  #take(c: string): boolean {
    if (this.format[this.#at] !== c) return false;
    this.#at++;
    return true;
  }

  /** Digits, if there are any; too large a number swallows the rest of the format. */
  #number(): number | undefined {
    const digits = /^[0-9]+/.exec(this.format.slice(this.#at))?.[0];
    if (digits === undefined) return undefined;
    if (BigInt(digits.slice(0, -1) || 0) > LARGEST) {
      this.#at = this.format.length;
      return undefined;
    }
    this.#at += digits.length;
    return Number(digits);
  }

  /** The next argument, if it is an integer, for `*`. */
  #integer(): number | undefined {
    if (this.#argument >= this.args.length) return undefined;
    const value = this.args[this.#argument++];
    if (!(value instanceof Int) || value.value > LARGEST || value.value < -LARGEST)
      return undefined;
    return Number(value.value);
  }

  /** `[n]`: the argument to go on with. Returns whether one was read. */
  #index(): boolean {
    if (this.format[this.#at] !== '[') return false;
    this.#reordered = true;
    const close = this.format.indexOf(']', this.#at);
    const inside = close < 0 ? '' : this.format.slice(this.#at + 1, close);
    if (close < 0) {
      this.#good = false;
      this.#at++;
      return false;
    }
    this.#at = close + 1;
    const ok = /^[0-9]+$/.test(inside);
    const index = Number(inside) - 1;
    if (ok && index >= 0 && index < this.args.length) {
      this.#argument = index;
      return true;
    }
    this.#good = false;
    return ok;
  }

  #extra(): string {
    const rest = this.args.slice(this.#argument).map((value) => {
      const nothing = value === undefined || value === null;
      return nothing ? '<nil>' : `${typeName(value)}=${printValue(value)}`;
    });
    return `%!(EXTRA ${rest.join(', ')})`;
  }
}
