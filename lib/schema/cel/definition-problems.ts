import { escapeToken, type Pointer } from '../../core';
import type { Child, Node } from '../node';
import { aboveOf, DefinitionBudget } from './definition-budget';
import type { DefinitionProblem } from './definition-problem';
import type { Above } from './estimate/advice';
import { compileRules } from './rules';
import { tooNew } from './too-new';

const REASONS = [
  'FieldValueDuplicate',
  'FieldValueForbidden',
  'FieldValueInvalid',
  'FieldValueRequired',
];

const HINTS: Readonly<Record<string, string>> = {
  rule: 'write an expression of CEL that reads the fields of this schema and gives true or false',
  messageExpression: 'write an expression of CEL that gives a string',
  fieldPath: 'write the path to a field below this one, e.g. .spec.name',
};

/**
 * What is wrong with the rules in the schema of a whole resource, at any depth.
 *
 * @param kubernetes the version that is to take them, `1.34`; default the newest known.
 */
export function definitionProblems(root: Node, kubernetes?: string): readonly DefinitionProblem[] {
  const [, minor] = /^v?1\.(\d+)/.exec(kubernetes ?? '') ?? [];
  const walk = new Walk(minor === undefined ? Infinity : Number(minor));
  walk.visit(root, '', true, undefined, []);
  walk.problems.push(...walk.budget.together());
  return walk.problems;
}

const nodeOf = (child: Child): Node => (typeof child === 'number' ? {} : child);

class Walk {
  readonly problems: DefinitionProblem[] = [];
  readonly budget = new DefinitionBudget(nodeOf);

  /** @param minor of the Kubernetes 1 that is to take the schema. */
  constructor(private readonly minor: number) {}

  /**
   * @param atomic where what is below is replaced as a whole, so that nobody knows what it was.
   * @param above lists and maps that this is in.
   */
  visit(
    node: Node,
    at: Pointer,
    isResource: boolean,
    atomic: Pointer | undefined,
    above: readonly Above[],
  ): void {
    const validations = node['x-kubernetes-validations'];
    if (validations) this.#rules(validations, node, at, isResource, atomic, above);
    const { properties, items, additionalProperties: rest } = node;
    const around = [...above, ...aboveOf(node, at)];
    const below = (child: Child, pointer: Pointer, within: Pointer | undefined) => {
      const inner = nodeOf(child);
      const isWhole = inner['x-kubernetes-embedded-resource'] === true;
      this.visit(inner, pointer, isWhole, within, around);
    };
    const ofMap = node['x-kubernetes-map-type'] === 'atomic' ? (atomic ?? at) : atomic;
    for (const [name, child] of Object.entries(properties ?? {})) {
      below(child, `${at}/properties/${escapeToken(name)}`, ofMap);
    }
    if (typeof rest === 'object') below(rest, `${at}/additionalProperties`, ofMap);
    const ofList = node['x-kubernetes-list-type'] === 'map' ? atomic : (atomic ?? at);
    if (items !== undefined) below(items, `${at}/items`, ofList);
  }

  #rules(
    validations: readonly unknown[],
    node: Node,
    at: Pointer,
    isResource: boolean,
    atomic: Pointer | undefined,
    above: readonly Above[],
  ): void {
    const place = (i: number) => `${at}/x-kubernetes-validations/${i}`;
    const tell = (pointer: Pointer, message: string, hint: string) => {
      this.problems.push({ pointer, message, hint });
    };
    validations.forEach((given, i) => {
      for (const [field, message, hint] of shapeProblems(given)) {
        tell(`${place(i)}/${field}`, message, hint);
      }
    });
    const { rules, problems } = compileRules(validations, node, nodeOf, isResource);
    for (const { index, field, message } of problems) {
      tell(`${place(index)}/${field}`, message, HINTS[field] ?? '');
    }
    this.problems.push(...this.budget.of(rules, node, isResource, at, above));
    for (const rule of rules) {
      for (const [field, message] of tooNew(rule, validations[rule.index], this.minor)) {
        const hint = 'raise targets.kubernetes, or write it without';
        tell(`${place(rule.index)}/${field}`, message, hint);
      }
    }
    for (const { index, isTransition, optionalOldSelf } of rules) {
      if (isTransition && atomic !== undefined) {
        const what = `reads oldSelf, but what is below ${atomic || 'the root'} is replaced as a whole`;
        const hint = 'move the rule above the list, or give the list x-kubernetes-list-type: map';
        tell(`${place(index)}/rule`, what, hint);
      } else if (!isTransition && optionalOldSelf) {
        tell(`${place(index)}/optionalOldSelf`, 'is said of a rule without oldSelf', 'remove it');
      }
    }
  }
}

/** What is wrong with the parts of a rule that are no expressions. */
function* shapeProblems(given: unknown): Generator<readonly [string, string, string]> {
  const from = (typeof given === 'object' && given !== null ? given : {}) as {
    readonly [field: string]: unknown;
  };
  const { rule, message, reason } = from;
  if (typeof rule !== 'string' || rule.trim() === '') {
    yield ['rule', 'is missing', 'write an expression of CEL, or remove the rule'];
    return;
  }
  const said = typeof message === 'string' ? message.trim() : '';
  if (typeof message === 'string' && said === '') {
    yield ['message', 'is empty', 'write what is wrong with an object that breaks the rule'];
  } else if (/[\n\r]/.test(said)) {
    yield ['message', 'has a line break', 'write it on one line'];
  } else if (said === '' && /[\n\r]/.test(rule.trim())) {
    yield ['message', 'is missing, and the rule has a line break', 'write a message'];
  }
  if (reason !== undefined && !(typeof reason === 'string' && REASONS.includes(reason))) {
    yield ['reason', `is ${JSON.stringify(reason)}`, `write one of ${REASONS.join(', ')}`];
  }
}
