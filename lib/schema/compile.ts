import { alternativeChecks } from './alternatives';
import { arrayChecks } from './arrays';
import { Run, sequence, type Check, type Compiler } from './check';
import type { Child, Node, ShapeTable } from './node';
import { asResource } from './object-meta';
import { objectChecks } from './objects';
import { intOrString, quantity, scalarChecks, typeCheck } from './scalars';
import type { Violation } from './violation';

/** Tests a whole object, defaults applied in mind, not in the value; `[]` when it is right. */
export type Validate = (value: unknown) => readonly Violation[];

/**
 * Compiles the structural schema of a kind to closures. Parts compile when the first value meets
 * them; shapes of a table compile once for all kinds of the table, recursive ones included.
 *
 * Semantics are those of the API server for custom resources: nulls of fields that are not nullable
 * are dropped, then defaults filled in, then the rest is tested. Unknown fields, which the server
 * drops in silence, are violations. Rules in CEL are not asked: see `ruleValidatorOf`.
 */
export function compile(table: ShapeTable, root: Child): Validate {
  return compilerOf(table).validateOf(root);
}

const compilers = new WeakMap<ShapeTable, TableCompiler>();

function compilerOf(table: ShapeTable): TableCompiler {
  let compiler = compilers.get(table);
  if (!compiler) compilers.set(table, (compiler = new TableCompiler(table)));
  return compiler;
}

class TableCompiler implements Compiler {
  readonly #roots = new Map<Child, Validate>();
  readonly #shared = new Map<number, Check>();

  constructor(private readonly table: ShapeTable) {}

  validateOf(root: Child): Validate {
    let validate = this.#roots.get(root);
    if (!validate) {
      const check = this.#compile(asResource(this.nodeOf(root), (child) => this.nodeOf(child)));
      validate = (value) => {
        const run = new Run();
        check(value, run, 0);
        return run.violations;
      };
      this.#roots.set(root, validate);
    }
    return validate;
  }

  nodeOf(child: Child): Node {
    return typeof child === 'number' ? (this.table.shapes[child] ?? {}) : child;
  }

  checkOf(child: Child): Check {
    if (typeof child !== 'number') return lazy(() => this.#compile(child));
    let check = this.#shared.get(child);
    if (!check) this.#shared.set(child, (check = lazy(() => this.#compile(this.nodeOf(child)))));
    return check;
  }

  branchOf(child: Child, outer: Node | undefined): Check {
    return lazy(() => this.#compile(this.nodeOf(child), outer ?? {}));
  }

  #compile(given: Node, outer?: Node): Check {
    const embedded = given['x-kubernetes-embedded-resource'];
    const node = embedded ? embeddedIn(given, (child) => this.nodeOf(child)) : given;
    const special = specialCheck(node, (child) => this.nodeOf(child));
    if (special) {
      const more = alternativeChecks({ allOf: node.allOf }, this, outer ?? node);
      return sequence([special, ...scalarChecks(node), ...more]);
    }
    const checks = this.#structure(node, outer);
    checks.push(...alternativeChecks(node, this, outer ? { ...outer, ...node } : node));
    const all = checks.length > 0 ? sequence(checks) : undefined;
    return typeCheck(node.type ?? '', all);
  }

  #structure(node: Node, outer?: Node): Check[] {
    const checks = scalarChecks(node);
    if (speaksOf(node, 'array', ARRAY_WORDS)) checks.push(...arrayChecks(node, this, outer));
    if (!speaksOf(node, 'object', OBJECT_WORDS)) return checks;
    const object = sequence(objectChecks(node, this, outer));
    checks.push(node.type === 'object' ? object : onlyObjects(object));
    return checks;
  }
}

const ARRAY_WORDS = ['items', 'minItems', 'maxItems', 'x-kubernetes-list-type'] as const;
const OBJECT_WORDS = [
  'properties',
  'additionalProperties',
  'required',
  'minProperties',
  'maxProperties',
] as const;

/** Parts of `anyOf` and the like may speak of a type that only the node around them names. */
function speaksOf(node: Node, type: string, words: readonly (keyof Node)[]): boolean {
  return node.type === type || words.some((word) => node[word] !== undefined);
}

/** An object inside an object must say what it is; the rest of it is as its node says. */
function embeddedIn(node: Node, nodeOf: (child: Child) => Node): Node {
  const { required = [] } = node;
  return {
    ...asResource(node, nodeOf),
    required: [...new Set([...required, 'apiVersion', 'kind'])],
  };
}

/** Forms that stand for a type of their own. */
function specialCheck(node: Node, nodeOf: (child: Child) => Node): Check | undefined {
  if (node['x-kubernetes-int-or-string']) return intOrString;
  const types = node.oneOf?.map((child) => nodeOf(child).type).join(' ');
  if (types === 'string integer' || node.format === 'int-or-string') return intOrString;
  if (types === 'string number' || node.format === 'quantity') return quantity;
  return undefined;
}

function onlyObjects(check: Check): Check {
  return (value, run, depth) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      check(value, run, depth);
    }
  };
}

function lazy(make: () => Check): Check {
  let check: Check | undefined;
  return (value, run, depth) => (check ??= make())(value, run, depth);
}
