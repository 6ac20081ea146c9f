import { Items, Mapping, type Value } from './values';

type Raw = Readonly<Record<string, unknown>>;

/** A value of JSON as protocol buffers' `Struct` has it: every number is a double. */
export function jsonValue(raw: unknown): Value {
  if (Array.isArray(raw)) return new Items((raw as unknown[]).map(jsonValue));
  if (typeof raw === 'object' && raw !== null) return new JsonMap(raw as Raw);
  if (typeof raw === 'bigint') return Number(raw);
  return typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean'
    ? raw
    : null;
}

class JsonMap extends Mapping {
  constructor(private readonly raw: Raw) {
    super();
  }

  get size(): number {
    return this.keys().length;
  }

  find(key: Value): Value | undefined {
    if (typeof key !== 'string' || !Object.hasOwn(this.raw, key)) return undefined;
    const found = this.raw[key];
    return found === undefined ? undefined : jsonValue(found);
  }

  keys(): readonly string[] {
    return Object.keys(this.raw).filter((key) => this.raw[key] !== undefined);
  }
}
