import { escapeToken, nearest, type Pointer } from '../../core';
import { compilePattern, show } from '../../schema';
import type { Fact } from '../fact';
import { isObject, own, type JsonObject } from '../json';
import { violationsOf } from '../schema/check-value';
import { checkJunctors } from './check-junctors';
import { checkListType } from './check-list-type';
import { checkMisplaced } from './check-misplaced';
import { DECODED, FORBIDDEN, VALUE_TYPES } from './keywords';
import type { Tell } from './tell';

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const EXCLUSIVE = [
  ['x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields'],
  ['x-kubernetes-int-or-string', 'x-kubernetes-embedded-resource'],
] as const;

/**
 * Tells where the schema of a field is not structural, which keeps the whole XRD from being
 * established, where Crossplane drops a keyword that it does not know, and which defaults the API
 * server refuses.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export function checkNode(schema: unknown, at: Pointer, report: (fact: Fact) => void): void {
  new Structure(report).node(schema, at);
}

/** The same for the root of spec or status, of which `required` and `oneOf` reach the CRD. */
export function checkBranches(part: JsonObject, at: Pointer, report: (fact: Fact) => void): void {
  new Structure(report).root(part, at);
}

class Structure {
  readonly #tell: Tell;

  constructor(private readonly report: (fact: Fact) => void) {
    this.#tell = (pointer, message, hint, severity) => {
      const rule = 'xrd-schema-invalid';
      report({ rule, pointer, message, hint, ...(severity && { severity }) });
      return false;
    };
  }

  /** Whether the node and all below it are right. */
  node(given: unknown, at: Pointer): boolean {
    if (!isObject(given)) {
      return this.#tell(at, 'is no object: it says nothing about the field', 'write type: …');
    }
    const before = this.#decoded(given, at);
    checkMisplaced(given, at, this.#tell);
    const results = [
      this.#type(given, at),
      this.#forbidden(given, at),
      this.#children(given, at),
      checkListType(given, at, this.#tell),
      this.#required(given, at),
      checkJunctors(given, at, this.#tell),
    ];
    if (!before || results.includes(false)) return false;
    return this.#default(given, at);
  }

  root(part: JsonObject, at: Pointer): void {
    this.#required(part, at);
    checkJunctors(part, at, this.#tell, ['oneOf']);
  }

  #decoded(given: JsonObject, at: Pointer): boolean {
    let right = true;
    for (const [keyword, value] of Object.entries(given)) {
      if (!DECODED.includes(keyword)) {
        const hint = repairOfUnknown(keyword, value);
        this.report({
          rule: 'xrd-schema-dropped',
          pointer: `${at}/${escapeToken(keyword)}`,
          message: `is dropped: '${keyword}' is no keyword that Crossplane reads`,
          hint,
        });
        continue;
      }
      const wanted = VALUE_TYPES[keyword];
      if (wanted === undefined || isOfType(value, wanted)) continue;
      const what = Array.isArray(value) ? 'a list' : JSON.stringify(value);
      right = this.#tell(
        `${at}/${keyword}`,
        `is ${what}, not a ${wanted}: Crossplane cannot read the schema`,
        repairOf(keyword),
      );
    }
    return right;
  }

  #type(given: JsonObject, at: Pointer): boolean {
    const type = own(given, 'type');
    if (type === undefined || type === '') {
      const free = ['x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields'];
      if (free.some((word) => own(given, word) === true)) return true;
      return this.#tell(
        at,
        'has no type',
        `write type: ${given['properties'] ? 'object' : 'string'}, or x-kubernetes-preserve-unknown-fields: true`,
      );
    }
    if (typeof type !== 'string' || TYPES.includes(type)) return true;
    const meant = nearest(type, TYPES);
    return this.#tell(
      `${at}/type`,
      `is '${type}'`,
      meant === undefined
        ? `write one of ${TYPES.join(', ')}`
        : `did you mean '${meant}'? write that`,
    );
  }

  #forbidden(given: JsonObject, at: Pointer): boolean {
    let right = true;
    for (const [keyword, hint] of Object.entries(FORBIDDEN)) {
      if (own(given, keyword) === undefined) continue;
      right = this.#tell(
        `${at}/${escapeToken(keyword)}`,
        'has no place in a structural schema',
        hint,
      );
    }
    if (own(given, 'uniqueItems') === true) {
      right = this.#tell(
        `${at}/uniqueItems`,
        'is true, which no CRD may say',
        'write x-kubernetes-list-type: set',
      );
    }
    for (const [word, beside] of EXCLUSIVE) {
      if (own(given, word) !== true || own(given, beside) !== true) continue;
      right = this.#tell(`${at}/${beside}`, `stands beside ${word}`, 'remove one of them');
    }
    const { additionalProperties: rest, pattern, properties } = given;
    const declared = isObject(properties) && Object.keys(properties).length > 0;
    if ((isObject(rest) || rest === false) && declared) {
      const hint =
        rest === false
          ? 'remove it: fields that are not declared are dropped anyway'
          : 'put the map into a field of its own';
      right = this.#tell(`${at}/additionalProperties`, 'stands beside properties', hint);
    }
    if (own(given, 'x-kubernetes-preserve-unknown-fields') === false) {
      const place = `${at}/x-kubernetes-preserve-unknown-fields`;
      right = this.#tell(place, 'is false, which no CRD may say', 'remove it');
    }
    if (typeof pattern === 'string' && !compilePattern(pattern)) {
      right = this.#tell(
        `${at}/pattern`,
        `is '${pattern}', which is no RE2 pattern`,
        'write it without look-around and back-references',
      );
    }
    const mapType = own(given, 'x-kubernetes-map-type') ?? 'granular';
    if (mapType !== 'granular' && mapType !== 'atomic') {
      const place = `${at}/x-kubernetes-map-type`;
      right = this.#tell(place, `is ${show(mapType)}`, 'write atomic or granular');
    }
    return this.#embedded(given, at) && right;
  }

  #embedded(given: JsonObject, at: Pointer): boolean {
    if (own(given, 'x-kubernetes-embedded-resource') !== true) return true;
    const { type, properties, additionalProperties: rest } = given;
    if (type !== 'object') {
      return this.#tell(at, 'is an embedded resource that is no object', 'write type: object');
    }
    if (rest !== undefined) {
      return this.#tell(
        `${at}/additionalProperties`,
        'is said of an embedded resource',
        'remove it',
      );
    }
    const declared = isObject(properties) && Object.keys(properties).length > 0;
    if (declared || own(given, 'x-kubernetes-preserve-unknown-fields') === true) return true;
    const hint = 'write x-kubernetes-preserve-unknown-fields: true';
    return this.#tell(at, 'is an embedded resource without fields', hint);
  }

  #children(given: JsonObject, at: Pointer): boolean {
    const { properties, items, additionalProperties: rest, type } = given;
    let right = true;
    for (const [name, node] of Object.entries(isObject(properties) ? properties : {})) {
      right = this.node(node, `${at}/properties/${escapeToken(name)}`) && right;
    }
    if (Array.isArray(items)) {
      return this.#tell(`${at}/items`, 'is a list of schemas', 'write one schema for all elements');
    }
    if (type === 'array' && items === undefined) {
      return this.#tell(at, 'is an array without items', 'write items: { type: … }');
    }
    if (items !== undefined) right = this.node(items, `${at}/items`) && right;
    if (isObject(rest)) right = this.node(rest, `${at}/additionalProperties`) && right;
    return right;
  }

  #required(given: JsonObject, at: Pointer): boolean {
    const { required, properties } = given;
    const fields = isObject(properties) ? properties : {};
    const open =
      given['additionalProperties'] !== undefined ||
      given['x-kubernetes-preserve-unknown-fields'] === true;
    // Of what is no object it says nothing.
    const isObjectType = (given['type'] ?? 'object') === 'object';
    if (!Array.isArray(required) || open || !isObjectType) return true;
    for (const [i, name] of (required as unknown[]).entries()) {
      if (typeof name !== 'string') {
        return this.#tell(`${at}/required/${i}`, `is ${show(name)}, not a name`, 'write names');
      }
      if (Object.hasOwn(fields, name)) continue;
      const meant = nearest(name, Object.keys(fields));
      return this.#tell(
        `${at}/required/${i}`,
        `is '${name}', which is no field: no object could ever have it`,
        meant === undefined
          ? 'declare the field, or remove it here'
          : `did you mean '${meant}'? write that`,
      );
    }
    return true;
  }

  /** A default that is not valid, or that would be pruned, keeps the CRD from being made. */
  #default(given: JsonObject, at: Pointer): boolean {
    const value = own(given, 'default');
    // Null is no default to whoever decodes the schema.
    if (value === undefined || value === null) return true;
    const hint = 'write a default that the schema itself accepts';
    const [violation] = violationsOf({ table: { shapes: [] }, node: given }, value);
    if (!violation) return true;
    const pointer = `${at}/default${violation.pointer.replace(/^\/value/, '')}`;
    return this.#tell(pointer, violation.message, hint);
  }
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'list') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  return typeof value === type;
}

/** A field that stands beside properties instead of below, a misspelt keyword, or one of JSON Schema. */
function repairOfUnknown(keyword: string, value: unknown): string {
  if (isObject(value)) return `move it below properties, if ${keyword} is a field`;
  const meant = nearest(keyword, DECODED);
  if (meant !== undefined) return `did you mean '${meant}'? write that`;
  return 'say it as a CEL rule in x-kubernetes-validations';
}

function repairOf(keyword: string): string {
  if (keyword === 'type') return 'write one type, and nullable: true beside it';
  if (keyword.startsWith('exclusive')) return 'write a bound in minimum or maximum, and true here';
  return 'write it as OpenAPI v3 has it';
}
