import { chargeItems } from './cost';

/**
 * A value at run time. Integers are `bigint`, doubles are `number`; everything that is no scalar is
 * an object of a class of its own.
 */
export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | Uint
  | Uint8Array
  | Timestamp
  | Duration
  | List
  | Mapping
  | Optional
  | TypeValue
  | Opaque;

/** An evaluation that fails; the message is what the API server shows. */
export class CelError extends Error {}

export class Uint {
  constructor(readonly value: bigint) {}
}

export class Timestamp {
  /**
   * @param ns nanoseconds since 1970
   * @param offset minutes east of Greenwich, in which it was written, and is written again.
   */
  constructor(
    readonly ns: bigint,
    readonly offset = 0,
  ) {}
}

export class Duration {
  constructor(readonly ns: bigint) {}
}

/** What `type(x)` gives. */
export class TypeValue {
  constructor(readonly name: string) {}
}

/** A list: of an expression, or of the object under test. */
export abstract class List {
  abstract readonly size: number;
  abstract at(index: number): Value;
  abstract items(): readonly Value[];
  /** `this + other`. */
  abstract plus(other: List): List;
  /** How equal to another list: `undefined` for item by item. */
  equals(_other: List): boolean | undefined {
    return undefined;
  }
}

export class Items extends List {
  constructor(private readonly all: readonly Value[]) {
    super();
  }

  get size(): number {
    return this.all.length;
  }

  at(index: number): Value {
    return this.all[index] as Value;
  }

  items(): readonly Value[] {
    return this.all;
  }

  plus(other: List): List {
    chargeItems(this.size + other.size);
    return new Items([...this.all, ...other.items()]);
  }
}

/** A map, or an object with fields, whose keys then are names of fields as CEL writes them. */
export abstract class Mapping {
  abstract readonly size: number;
  /** `undefined`: no such key. */
  abstract find(key: Value): Value | undefined;
  abstract keys(): readonly Value[];
  /** What the macro `has` asks; a field that is not set may still have a value. */
  has(key: Value): boolean {
    return this.find(key) !== undefined;
  }
  /** How equal to another map: `undefined` for entry by entry. */
  equals(_other: Mapping): boolean | undefined {
    return undefined;
  }
}

export class Entries extends Mapping {
  readonly #all: ReadonlyMap<unknown, readonly [Value, Value]>;

  constructor(entries: Iterable<readonly [Value, Value]>) {
    super();
    this.#all = new Map([...entries].map((entry) => [keyOf(entry[0]), entry]));
  }

  get size(): number {
    return this.#all.size;
  }

  find(key: Value): Value | undefined {
    return this.#all.get(keyOf(key))?.[1];
  }

  keys(): readonly Value[] {
    return [...this.#all.values()].map(([key]) => key);
  }
}

/** Numbers of all kinds that are equal are one key. */
export function keyOf(key: Value): unknown {
  if (key instanceof Uint) return key.value;
  return typeof key === 'number' && Number.isInteger(key) ? BigInt(key) : key;
}

export class Optional {
  static readonly NONE = new Optional(undefined);

  constructor(readonly value: Value | undefined) {}
}

/** A value of a library: a quantity, an address; only its own functions look inside. */
export abstract class Opaque {
  /** `kubernetes.Quantity` */
  abstract readonly type: string;
  abstract equals(other: Opaque): boolean;
}
