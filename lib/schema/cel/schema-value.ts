import type { Child, Node } from '../node';
import { nanosecondsOf } from './durations';
import { base64ProblemAt } from './base64';
import { instantIn } from './dates';
import { escapeName } from './escape';
import { ObjectValue } from './object-value';
import { SchemaList } from './schema-list';
import { withResourceFields, type NodeOf } from './schema-type';
import type { SchemaReader } from './settled';
import { CelError, Duration, type Value } from './values';

/** What schemas say of the values of one table. */
export class SchemaValues implements SchemaReader {
  readonly #fields = new WeakMap<Node, ReadonlyMap<string, readonly [string, Child]>>();
  readonly #resources = new WeakMap<Node, Node>();

  constructor(readonly nodeOf: NodeOf) {}

  /**
   * A value of a manifest as expressions see it, fields read when they are asked for, defaults
   * filled in. Nothing is copied.
   *
   * @throws {CelError} for a value that is not of its node's type.
   */
  toValue(raw: unknown, given: Node): Value {
    if (raw === null || raw === undefined) {
      if (given.nullable) return null;
      throw new CelError('invalid data, got null for schema with nullable=false');
    }
    if (given['x-kubernetes-int-or-string']) {
      if (typeof raw === 'string') return raw;
      if (isInteger(raw)) return BigInt(raw);
      throw new CelError(
        'invalid data, expected XIntOrString value to be either a string or integer',
      );
    }
    const node = given['x-kubernetes-embedded-resource'] ? this.resource(given) : given;
    switch (node.type) {
      case 'object':
        if (!isObject(raw)) throw invalid('a map for the provided schema with type=object', raw);
        return new ObjectValue(raw, node, this);
      case 'array':
        if (!Array.isArray(raw)) {
          throw invalid('an array for the provided schema with type=array', raw);
        }
        return new SchemaList(raw, node, this);
      case 'string':
        if (typeof raw !== 'string') throw invalid('string', raw);
        return textValue(raw, node.format);
      case 'number':
        if (typeof raw !== 'number' && typeof raw !== 'bigint') throw invalid('float', raw);
        return Number(raw);
      case 'integer':
        if (!isInteger(raw)) throw invalid('int', raw);
        return BigInt(raw);
      case 'boolean':
        if (typeof raw !== 'boolean') throw invalid('bool', raw);
        return raw;
      default:
        throw new CelError(`invalid type, got ${node.type ?? 'none'}`);
    }
  }

  fieldsOf(node: Node): ReadonlyMap<string, readonly [string, Child]> {
    let fields = this.#fields.get(node);
    if (!fields) {
      const made = new Map<string, readonly [string, Child]>();
      for (const [name, child] of Object.entries(node.properties ?? {})) {
        const escaped = escapeName(name);
        if (escaped !== undefined) made.set(escaped, [name, child]);
      }
      this.#fields.set(node, (fields = made));
    }
    return fields;
  }

  /** A resource's node with the fields that each has. */
  resource(node: Node): Node {
    let found = this.#resources.get(node);
    if (!found) this.#resources.set(node, (found = withResourceFields(node, this.nodeOf)));
    return found;
  }
}

function textValue(text: string, format: string | undefined): Value {
  switch (format) {
    case 'byte': {
      const wrong = base64ProblemAt(text);
      if (wrong === undefined) return Buffer.from(text, 'base64');
      const what = `illegal base64 data at input byte ${wrong}`;
      throw new CelError(`Invalid byte formatted string ${text}: ${what}`);
    }
    case 'duration': {
      const found = nanosecondsOf(text);
      if (found === undefined) throw new CelError(`Invalid duration ${text}`);
      return new Duration(found);
    }
    case 'date':
    case 'date-time': {
      const found = instantIn(format === 'date' ? `${text}T00:00:00Z` : text);
      if (found === undefined) throw new CelError(`Invalid ${format} formatted string ${text}`);
      return found;
    }
    default:
      return text;
  }
}

function isInteger(raw: unknown): raw is number | bigint {
  return typeof raw === 'bigint' || Number.isInteger(raw);
}

function isObject(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

function invalid(wanted: string, raw: unknown): CelError {
  const found = Array.isArray(raw) ? 'a list' : typeof raw;
  return new CelError(`invalid data, expected ${wanted}, got ${found}`);
}
