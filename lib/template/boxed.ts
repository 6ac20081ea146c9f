import type { TemplateFunction } from './functions';
import { inOrder } from './order';

/**
 * A field that holds a value, one that templates may not read with the reason, or a method: it gets
 * no receiver, being bound already.
 */
export type Member = { readonly value: unknown } | { readonly refused: string } | TemplateFunction;

/** A method before it is bound: its `call` gets the receiver as first argument. */
export type Methods = Readonly<Record<string, TemplateFunction>>;

/** A Go value that plain data cannot stand for: an integer, a time, a version. Never changes. */
export abstract class Boxed {
  /** As `%T` prints it: `int64`, `time.Time`, `*semver.Version`. */
  abstract readonly type: string;
  /** As Go's reflect package names it: `int64`, `struct`, `ptr`. */
  abstract readonly kind: string;

  /** As `%v` prints it. */
  abstract text(): string;

  /** What JSON makes of it: plain data, or an {@link Int}. */
  abstract plain(): unknown;

  /** What go-yaml v3 makes of it, which does not ask JSON. */
  yaml(): unknown {
    return this.plain();
  }

  /** Whether `if` takes it for true. */
  isTrue(): boolean {
    return true;
  }

  /** What `.name` means; `undefined`: nothing. */
  member(name: string): Member | undefined {
    const methods = this.methods();
    const found = methods && Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (!found) return undefined;
    const run = found.call as (...args: unknown[]) => unknown;
    const call = found.takesWorld
      ? (world: unknown, ...args: unknown[]) => run(world, this, ...args)
      : (...args: unknown[]) => run(this, ...args);
    return { ...found, call };
  }

  /** Whether `==` holds in Go. */
  equals(other: Boxed): boolean {
    return other === this;
  }

  /** As `reflect.DeepEqual` of two values of one type. */
  deepEquals(other: Boxed): boolean {
    return this.equals(other);
  }

  protected methods(): Methods | undefined {
    return undefined;
  }
}

/** A Go integer; `value` is within the bounds of its type. */
export class Int extends Boxed {
  constructor(
    readonly value: bigint,
    readonly type: string = 'int',
  ) {
    super();
  }

  get kind(): string {
    return this.type;
  }

  override text(): string {
    return this.value.toString();
  }

  override plain(): unknown {
    return this;
  }

  override isTrue(): boolean {
    return this.value !== 0n;
  }

  override equals(other: Boxed): boolean {
    return other instanceof Int && other.value === this.value;
  }
}

/** An integer type with a name and a `String` method: `time.Duration`, `time.Month`. */
export abstract class NamedInt extends Int {}

/** A struct whose fields are all that it has; `%v` prints them in braces. */
export class Struct extends Boxed {
  readonly kind = 'struct';

  /**
   * @param fields in Go's order.
   * @param json the keys that JSON writes for fields, in the same order; default the fields' names.
   */
  constructor(
    readonly type: string,
    readonly fields: Readonly<Record<string, unknown>>,
    private readonly json: (fields: Readonly<Record<string, unknown>>) => unknown = (all) => all,
  ) {
    super();
  }

  override text(): string {
    const texts = Object.values(this.fields).map((value) =>
      value instanceof Boxed ? value.text() : String(value ?? '<nil>'),
    );
    return `{${texts.join(' ')}}`;
  }

  override plain(): unknown {
    return this.json(this.fields);
  }

  override yaml(): unknown {
    const entries = Object.entries(this.fields);
    return inOrder(Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value])));
  }

  override member(name: string): Member | undefined {
    return Object.hasOwn(this.fields, name) ? { value: this.fields[name] } : undefined;
  }
}

/** A `[]uint8`: text to the functions of texts, numbers to `%v`, base 64 to JSON. */
export class Bytes extends Boxed {
  readonly type = '[]uint8';
  readonly kind = 'slice';

  constructor(readonly bytes: Buffer) {
    super();
  }

  override text(): string {
    return `[${[...this.bytes].join(' ')}]`;
  }

  override plain(): unknown {
    return this.bytes.toString('base64');
  }

  override yaml(): unknown {
    return [...this.bytes].map((byte) => new Int(BigInt(byte), 'uint8'));
  }

  override isTrue(): boolean {
    return this.bytes.length > 0;
  }
}
