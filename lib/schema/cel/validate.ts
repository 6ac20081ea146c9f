import { formatPointer } from '../../core';
import type { Child, Node } from '../node';
import { Violation } from '../violation';
import { Budget } from './cost';
import { failureOf } from './failure';
import { findByKeys } from './map-list';
import type { NodeOf } from './schema-type';
import { compileRules, type Rule } from './rules';
import { SchemaValues } from './schema-value';
import { settled } from './settled';
import type { Value } from './values';

/** Rules of the kinds of one table, compiled when the first object meets them. */
export class TreeValidator {
  readonly #root: Node;
  readonly #schemas: SchemaValues;
  readonly #nodes: ReadonlySet<Node>;
  readonly #rules = new Map<Node, readonly Rule[]>();

  /** @param nodes those that have rules, and those above them. */
  constructor(root: Node, nodeOf: NodeOf, nodes: ReadonlySet<Node>) {
    this.#schemas = new SchemaValues(nodeOf);
    this.#root = root;
    this.#nodes = nodes;
  }

  validate(value: unknown, old?: unknown): readonly Violation[] {
    return this.#violations(value, old, (rules) => rules);
  }

  validateChange(value: unknown, old: unknown): readonly Violation[] {
    return this.#violations(value, old, (rules) => rules.filter((rule) => rule.isTransition));
  }

  #violations(
    value: unknown,
    old: unknown,
    asked: (rules: readonly Rule[]) => readonly Rule[],
  ): readonly Violation[] {
    const root = this.#root;
    const rulesOf = (at: Place) => asked(this.#rulesOf(at));
    const walk = new Walk(root, this.#schemas, this.#nodes, rulesOf);
    walk.visit({ value, old, node: root, rulesOf: root, path: [] });
    return walk.found;
  }

  #rulesOf({ node, rulesOf }: Place): readonly Rule[] {
    const validations = rulesOf['x-kubernetes-validations'];
    if (!validations) return [];
    let rules = this.#rules.get(rulesOf);
    if (!rules) {
      const isWhole = isResource(node, this.#root);
      rules = compileRules(validations, node, this.#schemas.nodeOf, isWhole).rules;
      this.#rules.set(rulesOf, rules);
    }
    return rules;
  }
}

/** A value in an object. */
interface Place {
  readonly value: unknown;
  /** What was there before; null or `undefined` for nothing. */
  readonly old: unknown;
  readonly node: Node;
  /** The node whose rules are asked: `node` itself, or a part of its `allOf`. */
  readonly rulesOf: Node;
  readonly path: readonly (string | number)[];
}

/** Goes through one object along the fields that have rules. */
class Walk {
  readonly found: Violation[] = [];
  readonly #budget = new Budget();

  constructor(
    private readonly root: Node,
    private readonly schemas: SchemaValues,
    private readonly nodes: ReadonlySet<Node>,
    private readonly rulesOf: (at: Place) => readonly Rule[],
  ) {}

  visit(at: Place): void {
    const { value, rulesOf } = at;
    if (value === null || value === undefined || !this.nodes.has(rulesOf)) return;
    this.#ask(at);
    for (const part of rulesOf.allOf ?? []) {
      this.visit({ ...at, rulesOf: this.schemas.nodeOf(part) });
    }
    if (Array.isArray(value)) this.#items(value, at);
    else if (typeof value === 'object') this.#fields(value as Fields, at);
  }

  #items(items: readonly unknown[], { old, node, rulesOf, path }: Place): void {
    if (node.items === undefined || rulesOf.items === undefined) return;
    const item = this.schemas.nodeOf(node.items);
    const rules = this.schemas.nodeOf(rulesOf.items);
    if (!this.nodes.has(rules)) return;
    const before = findByKeys(old, node);
    items.forEach((value, i) => {
      this.visit({ value, old: before(value), node: item, rulesOf: rules, path: [...path, i] });
    });
  }

  #fields(fields: Fields, { old, node, rulesOf, path }: Place): void {
    const before = isObject(old) && node['x-kubernetes-map-type'] !== 'atomic' ? old : {};
    const { nodeOf } = this.schemas;
    const visit = (name: string, child: Child, rules: Child) => {
      const below = nodeOf(child);
      const value = settled(Object.hasOwn(fields, name) ? fields[name] : undefined, below);
      const was = Object.hasOwn(before, name) ? before[name] : undefined;
      const past = settled(was, isObject(old) ? below : {});
      this.visit({ value, old: past, node: below, rulesOf: nodeOf(rules), path: [...path, name] });
    };
    for (const [name, rules] of Object.entries(rulesOf.properties ?? {})) {
      const child = node.properties?.[name];
      if (child !== undefined && this.nodes.has(nodeOf(rules))) visit(name, child, rules);
    }
    const [rest, more] = [node.additionalProperties, rulesOf.additionalProperties];
    if (typeof rest === 'boolean' || typeof more === 'boolean') return;
    if (rest === undefined || more === undefined || !this.nodes.has(nodeOf(more))) return;
    for (const name of Object.keys(fields)) visit(name, rest, more);
  }

  #ask(at: Place): void {
    const { value, old, node, path } = at;
    const seen = isResource(node, this.root) ? this.schemas.resource(node) : node;
    const toValue = (raw: unknown): Value => this.schemas.toValue(raw, seen);
    for (const rule of this.rulesOf(at)) {
      if (this.#budget.isSpent) return;
      const failure = failureOf(rule, value, old ?? undefined, toValue, this.#budget);
      if (failure === undefined) continue;
      const pointer = formatPointer([...path, ...rule.fieldPath]);
      const order = this.#budget.isSpent
        ? `write shorter lists and texts, or a rule that looks at less: ${rule.text}`
        : `write values for which the rule holds: ${rule.text}`;
      const text = `breaks a rule of its kind: ${failure}`;
      this.found.push(new Violation(pointer, 'rule', value, () => text, order));
    }
  }
}

type Fields = Readonly<Record<string, unknown>>;

function isResource(node: Node, root: Node): boolean {
  return node === root || node['x-kubernetes-embedded-resource'] === true;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
