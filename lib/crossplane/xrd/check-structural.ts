import { escapeToken, nearest, type Pointer } from '../../core';
import { compilePattern } from '../../schema';
import type { Fact } from '../fact';
import { isObject, own, type JsonObject } from '../json';
import { violationsOf } from '../schema/check-value';
import { DECODED, FORBIDDEN, NOT_IN_BRANCHES, VALUE_TYPES } from './keywords';

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const BRANCHES = ['allOf', 'anyOf', 'oneOf'] as const;

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
  constructor(private readonly report: (fact: Fact) => void) {}

  /** Whether the node and all below it are right. */
  node(given: unknown, at: Pointer): boolean {
    if (!isObject(given)) {
      return this.#tell(at, 'is no object: it says nothing about the field', 'write type: …');
    }
    const before = this.#decoded(given, at);
    const results = [
      this.#type(given, at),
      this.#forbidden(given, at),
      this.#children(given, at),
      this.#list(given, at),
      this.#required(given, at),
      ...BRANCHES.map((word) => this.#branches(given, word, at)),
      own(given, 'not') === undefined || this.#branch(given['not'], given, `${at}/not`),
    ];
    if (!before || results.includes(false)) return false;
    return this.#default(given, at);
  }

  root(part: JsonObject, at: Pointer): void {
    this.#required(part, at);
    this.#branches(part, 'oneOf', at);
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
    if (own(given, 'x-kubernetes-int-or-string') === true) {
      if (type === undefined) return true;
      return this.#tell(
        `${at}/type`,
        'stands beside x-kubernetes-int-or-string',
        'remove the type',
      );
    }
    if (type === undefined || type === '') {
      if (own(given, 'x-kubernetes-preserve-unknown-fields') === true) return true;
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
    const { additionalProperties: rest, pattern } = given;
    if (
      rest !== undefined &&
      (isObject(rest) || rest === false) &&
      own(given, 'properties') !== undefined
    ) {
      right = this.#tell(
        `${at}/additionalProperties`,
        'stands beside properties',
        rest === false
          ? 'remove it: fields that are not declared are dropped anyway'
          : 'put the map into a field of its own',
      );
    } else if (rest === false) {
      right = this.#tell(
        `${at}/additionalProperties`,
        'is false, which no CRD may say',
        'remove it: fields that are not declared are dropped anyway',
      );
    }
    if (typeof pattern === 'string' && !compilePattern(pattern)) {
      right = this.#tell(
        `${at}/pattern`,
        `is '${pattern}', which is no RE2 pattern`,
        'write it without look-around and back-references',
      );
    }
    if (own(given, 'x-kubernetes-embedded-resource') === true && own(given, 'type') !== 'object') {
      right = this.#tell(at, 'is an embedded resource that is no object', 'write type: object');
    }
    return right;
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

  #list(given: JsonObject, at: Pointer): boolean {
    const listType = own(given, 'x-kubernetes-list-type');
    const keys = own(given, 'x-kubernetes-list-map-keys');
    if (listType === undefined) {
      return (
        keys === undefined ||
        this.#tell(
          `${at}/x-kubernetes-list-map-keys`,
          'stands alone',
          'write x-kubernetes-list-type: map',
        )
      );
    }
    const place = `${at}/x-kubernetes-list-type`;
    if (given['type'] !== 'array')
      return this.#tell(place, 'is said of what is no array', 'remove it');
    const items = isObject(given['items']) ? given['items'] : {};
    if (listType === 'set') {
      const atomic =
        items['x-kubernetes-list-type'] === 'atomic' || items['x-kubernetes-map-type'] === 'atomic';
      if ((items['type'] !== 'object' && items['type'] !== 'array') || atomic) return true;
      return this.#tell(
        place,
        'is set, of elements that are no scalars',
        "write 'map' with keys, or 'atomic'",
      );
    }
    if (listType === 'atomic') return true;
    if (listType !== 'map')
      return this.#tell(place, `is '${String(listType)}'`, 'write atomic, set or map');
    if (!Array.isArray(keys) || keys.length === 0) {
      return this.#tell(
        place,
        'is map, without x-kubernetes-list-map-keys',
        'write the fields that identify an element',
      );
    }
    const fields = isObject(items['properties']) ? items['properties'] : {};
    const required = Array.isArray(items['required']) ? (items['required'] as unknown[]) : [];
    for (const [i, key] of (keys as unknown[]).entries()) {
      const field = own(fields, String(key));
      if (!isObject(field))
        return this.#tell(
          `${at}/x-kubernetes-list-map-keys/${i}`,
          `is '${String(key)}', which the elements do not have`,
          'declare it',
        );
      if (required.includes(key) || own(field, 'default') !== undefined) continue;
      return this.#tell(
        `${at}/x-kubernetes-list-map-keys/${i}`,
        `is '${String(key)}', which the elements need not have`,
        'require it, or give it a default',
      );
    }
    return true;
  }

  #required(given: JsonObject, at: Pointer): boolean {
    const { required, properties } = given;
    const fields = isObject(properties) ? properties : {};
    const open =
      given['additionalProperties'] !== undefined ||
      given['x-kubernetes-preserve-unknown-fields'] === true;
    if (!Array.isArray(required) || open) return true;
    for (const [i, name] of (required as unknown[]).entries()) {
      if (Object.hasOwn(fields, String(name))) continue;
      const meant = nearest(String(name), Object.keys(fields));
      return this.#tell(
        `${at}/required/${i}`,
        `is '${String(name)}', which is no field: no object could ever have it`,
        meant === undefined
          ? 'declare the field, or remove it here'
          : `did you mean '${meant}'? write that`,
      );
    }
    return true;
  }

  #branches(given: JsonObject, word: (typeof BRANCHES)[number], at: Pointer): boolean {
    const list = own(given, word);
    if (!Array.isArray(list)) return true;
    const results = (list as unknown[]).map((branch, i) =>
      this.#branch(branch, given, `${at}/${word}/${i}`),
    );
    return !results.includes(false);
  }

  /** Parts of allOf and the like restrict fields that are declared outside, and declare none. */
  #branch(branch: unknown, outer: JsonObject, at: Pointer): boolean {
    if (!isObject(branch)) return this.#tell(at, 'is no object', 'write a schema');
    const intOrString = outer['x-kubernetes-int-or-string'] === true;
    let right = true;
    for (const keyword of NOT_IN_BRANCHES) {
      if (own(branch, keyword) === undefined || (keyword === 'type' && intOrString)) continue;
      right = this.#tell(
        `${at}/${keyword}`,
        `says ${keyword} inside a part of allOf, anyOf, oneOf or not`,
        'say it outside',
      );
    }
    const declared = isObject(outer['properties']) ? outer['properties'] : {};
    for (const [name, node] of Object.entries(
      isObject(branch['properties']) ? branch['properties'] : {},
    )) {
      const field = own(declared, name) ?? outer['additionalProperties'];
      const place = `${at}/properties/${escapeToken(name)}`;
      if (!isObject(field))
        right = this.#tell(
          place,
          'is declared nowhere outside',
          'declare the field in properties as well',
        );
      else right = this.#branch(node, field, place) && right;
    }
    if (branch['items'] !== undefined && isObject(outer['items'])) {
      right = this.#branch(branch['items'], outer['items'], `${at}/items`) && right;
    }
    for (const word of BRANCHES) {
      const list = own(branch, word);
      if (!Array.isArray(list)) continue;
      for (const [i, inner] of (list as unknown[]).entries())
        right = this.#branch(inner, outer, `${at}/${word}/${i}`) && right;
    }
    return right;
  }

  /** A default that is not valid, or that would be pruned, keeps the CRD from being made. */
  #default(given: JsonObject, at: Pointer): boolean {
    const value = own(given, 'default');
    if (value === undefined) return true;
    const hint = 'write a default that the schema itself accepts';
    if (value === null) {
      return (
        given['nullable'] === true ||
        this.#tell(`${at}/default`, 'is null, which the field may not be', hint)
      );
    }
    const [violation] = violationsOf({ table: { shapes: [] }, node: given }, value);
    if (!violation) return true;
    const pointer = `${at}/default${violation.pointer.replace(/^\/value/, '')}`;
    return this.#tell(pointer, violation.message, hint);
  }

  #tell(pointer: Pointer, message: string, hint: string): false {
    this.report({ rule: 'xrd-schema-invalid', pointer, message, hint });
    return false;
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
