import { formatPointer, type Pointer } from '../../core';
import type { Child, Node } from '../node';
import { Violation } from '../violation';
import { failureOf } from './failure';
import { findByKeys } from './map-list';
import type { NodeOf } from './schema-type';
import { compileRules, type Rule } from './rules';
import { SchemaValues } from './schema-value';
import { settled } from './settled';
import type { Value } from './values';

/** Goes through an object along the fields that have rules. */
export class TreeValidator {
  readonly #root: Node;
  readonly #schemas: SchemaValues;
  readonly #nodes: ReadonlySet<Node>;
  readonly #rules = new Map<Node, readonly Rule[]>();
  #onlyTransitions = false;

  /** @param nodes those that have rules, and those above them. */
  constructor(root: Node, nodeOf: NodeOf, nodes: ReadonlySet<Node>) {
    this.#schemas = new SchemaValues(nodeOf);
    this.#root = root;
    this.#nodes = nodes;
  }

  validate(value: unknown, old?: unknown): readonly Violation[] {
    const found: Violation[] = [];
    this.#visit(value, old, this.#root, this.#root, [], found);
    return found;
  }

  validateChange(value: unknown, old: unknown): readonly Violation[] {
    this.#onlyTransitions = true;
    try {
      return this.validate(value, old);
    } finally {
      this.#onlyTransitions = false;
    }
  }

  /** @param rulesOf the node whose rules are asked: `node` itself, or a part of its `allOf`. */
  #visit(
    value: unknown,
    old: unknown,
    node: Node,
    rulesOf: Node,
    path: readonly (string | number)[],
    found: Violation[],
  ): void {
    if (value === null || value === undefined || !this.#nodes.has(rulesOf)) return;
    this.#ask(value, old, node, rulesOf, path, found);
    for (const part of rulesOf.allOf ?? []) {
      this.#visit(value, old, node, this.#schemas.nodeOf(part), path, found);
    }
    if (Array.isArray(value)) this.#items(value, old, node, rulesOf, path, found);
    else if (typeof value === 'object') this.#fields(value, old, node, rulesOf, path, found);
  }

  #items(
    items: readonly unknown[],
    old: unknown,
    node: Node,
    rulesOf: Node,
    path: readonly (string | number)[],
    found: Violation[],
  ): void {
    if (node.items === undefined || rulesOf.items === undefined) return;
    const [item, rules] = [node.items, rulesOf.items].map((child) => this.#schemas.nodeOf(child));
    if (!item || !rules || !this.#nodes.has(rules)) return;
    const before = findByKeys(old, node);
    items.forEach((one, i) => {
      this.#visit(one, before(one), item, rules, [...path, i], found);
    });
  }

  #fields(
    value: object,
    old: unknown,
    node: Node,
    rulesOf: Node,
    path: readonly (string | number)[],
    found: Violation[],
  ): void {
    const fields = value as Readonly<Record<string, unknown>>;
    const before = isObject(old) && node['x-kubernetes-map-type'] !== 'atomic' ? old : {};
    const { nodeOf } = this.#schemas;
    const visit = (name: string, child: Child, rules: Child) => {
      const below = nodeOf(child);
      const item = settled(Object.hasOwn(fields, name) ? fields[name] : undefined, below);
      const was = Object.hasOwn(before, name) ? before[name] : undefined;
      const past = settled(was, isObject(old) ? below : {});
      this.#visit(item, past, below, nodeOf(rules), [...path, name], found);
    };
    for (const [name, rules] of Object.entries(rulesOf.properties ?? {})) {
      const child = node.properties?.[name];
      if (child !== undefined && this.#nodes.has(nodeOf(rules))) visit(name, child, rules);
    }
    const [rest, more] = [node.additionalProperties, rulesOf.additionalProperties];
    if (typeof rest !== 'boolean' && typeof more !== 'boolean' && rest !== undefined) {
      if (more === undefined || !this.#nodes.has(nodeOf(more))) return;
      for (const name of Object.keys(fields)) visit(name, rest, more);
    }
  }

  #ask(
    value: unknown,
    old: unknown,
    node: Node,
    rulesOf: Node,
    path: readonly (string | number)[],
    found: Violation[],
  ): void {
    const rules = this.#rulesOf(node, rulesOf);
    if (rules.length === 0) return;
    const isResource = node === this.#root || node['x-kubernetes-embedded-resource'] === true;
    const seen = isResource ? this.#schemas.resource(node) : node;
    const toValue = (raw: unknown): Value => this.#schemas.toValue(raw, seen);
    for (const rule of rules) {
      if (this.#onlyTransitions && !rule.isTransition) continue;
      const failure = failureOf(rule, value, old ?? undefined, toValue);
      if (failure === undefined) continue;
      const pointer = formatPointer([...path, ...rule.fieldPath]);
      found.push(violationOf(pointer, value, rule, failure));
    }
  }

  #rulesOf(node: Node, rulesOf: Node): readonly Rule[] {
    const validations = rulesOf['x-kubernetes-validations'];
    if (!validations) return [];
    let rules = this.#rules.get(rulesOf);
    if (!rules) {
      const isResource = node === this.#root || node['x-kubernetes-embedded-resource'] === true;
      rules = compileRules(validations, node, this.#schemas.nodeOf, isResource).rules;
      this.#rules.set(rulesOf, rules);
    }
    return rules;
  }
}

function violationOf(pointer: Pointer, value: unknown, rule: Rule, detail: string): Violation {
  const order = `write values for which the rule holds: ${rule.text}`;
  return new Violation(pointer, 'rule', value, () => `breaks a rule of its kind: ${detail}`, order);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
