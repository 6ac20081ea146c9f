import type { Child, Node, ShapeTable } from '../node';
import type { Violation } from '../violation';
import { nodesWithRules } from './rule-tree';
import type * as validate from './validate';

/** Tests an object with the rules of its kind. */
export interface RuleValidator {
  /**
   * What the rules refuse of an object; `[]` for nothing. Rules that compare with the past run where
   * there is one. The object's structure must be right: the API server asks no rule before.
   *
   * @param old what it replaces; default nothing, as when it is made.
   */
  validate(value: unknown, old?: unknown): readonly Violation[];
  /** The same of those rules only that compare with what it replaces. */
  validateChange(value: unknown, old: unknown): readonly Violation[];
}

const known = new WeakMap<ShapeTable, Map<Child, RuleValidator | null>>();

/** The validator of a kind; `undefined` for a kind without rules, which costs a look at its schema. */
export function ruleValidatorOf(table: ShapeTable, root: Child): RuleValidator | undefined {
  let ofTable = known.get(table);
  if (!ofTable) known.set(table, (ofTable = new Map()));
  let found = ofTable.get(root);
  if (found === undefined) ofTable.set(root, (found = make(table, root) ?? null));
  return found ?? undefined;
}

function make({ shapes }: ShapeTable, root: Child): RuleValidator | undefined {
  const nodeOf = (child: Child): Node =>
    typeof child === 'number' ? (shapes[child] ?? {}) : child;
  const nodes = nodesWithRules(nodeOf(root), nodeOf);
  if (nodes.size === 0) return undefined;
  return new (evaluator().TreeValidator)(nodeOf(root), nodeOf, nodes);
}

/** Loaded late: most runs meet no rule. */
function evaluator(): typeof validate {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./validate') as typeof validate;
}
