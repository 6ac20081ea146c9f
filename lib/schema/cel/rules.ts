import type { Node } from '../node';
import { compileExpression, type Expression } from './expression';
import { readFieldPath } from './field-path';
import { kubernetesEnvironment } from './kubernetes';
import { typeOfNode, type NodeOf } from './schema-type';
import type { Problem } from './syntax';
import { BOOL, optionalOf, show, STRING, type Type } from './types';

/** One of a node's `x-kubernetes-validations`, as far as it is right. */
export interface Rule {
  /** Position in `x-kubernetes-validations`. */
  readonly index: number;
  readonly text: string;
  /** What its author says when it is broken. */
  readonly message?: string;
  readonly run: Expression;
  readonly messageRun?: Expression;
  /** Tokens of the field, below the node, that the failure is told at. */
  readonly fieldPath: readonly string[];
  /** Whether it compares with what was there before. */
  readonly isTransition: boolean;
  /** Whether it runs where nothing was there before, `oldSelf` being an optional. */
  readonly optionalOldSelf: boolean;
}

/** What is wrong with a rule, and in which of its fields. */
export interface RuleProblem {
  /** Position in `x-kubernetes-validations`. */
  readonly index: number;
  readonly field: 'rule' | 'messageExpression' | 'fieldPath';
  readonly message: string;
}

export interface NodeRules {
  readonly rules: readonly Rule[];
  readonly problems: readonly RuleProblem[];
}

/**
 * Compiles the rules of one node against its schema.
 *
 * @param validations as written; entries that are no rules are passed over.
 * @param isResource whether the node is a whole object, which has `metadata.name` and the like.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
 */
export function compileRules(
  validations: readonly unknown[],
  node: Node,
  nodeOf: NodeOf,
  isResource: boolean,
): NodeRules {
  const rules: Rule[] = [];
  const problems: RuleProblem[] = [];
  const self = typeOfNode(node, nodeOf, isResource);
  validations.forEach((given, index) => {
    const fields = readRule(given);
    if (fields.rule.trim() === '') return;
    const tell = (field: RuleProblem['field'], message: string) => {
      problems.push({ index, field, message });
    };
    if (!self) {
      tell('rule', 'stands at a field whose schema gives expressions nothing to read');
      return;
    }
    const made = compileRule(fields, self, tell);
    if (!made) return;
    const path = fieldPathOf(fields.fieldPath, node, nodeOf, tell);
    rules.push({ ...made, index, fieldPath: path });
  });
  return { rules, problems };
}

interface Fields {
  readonly rule: string;
  readonly message: string;
  readonly messageExpression: string;
  readonly fieldPath: string;
  readonly optionalOldSelf: boolean;
}

function readRule(given: unknown): Fields {
  const from = typeof given === 'object' && given !== null ? given : {};
  const text = (name: string) => {
    const value = (from as Readonly<Record<string, unknown>>)[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    rule: text('rule'),
    message: text('message'),
    messageExpression: text('messageExpression'),
    fieldPath: text('fieldPath'),
    optionalOldSelf: 'optionalOldSelf' in from && from.optionalOldSelf === true,
  };
}

function compileRule(
  { rule: text, message, messageExpression, optionalOldSelf }: Fields,
  self: Type,
  tell: (field: RuleProblem['field'], message: string) => void,
): Omit<Rule, 'fieldPath' | 'index'> | undefined {
  const oldSelf = optionalOldSelf ? optionalOf(self) : self;
  const environment = kubernetesEnvironment({ self, oldSelf });
  const run = compileExpression(text, environment);
  if (!('evaluate' in run)) {
    for (const problem of run) tell('rule', inWords(problem, text));
    return undefined;
  }
  const { parsed } = run;
  if (run.type.kind !== BOOL.kind || parsed.is === 'message') {
    const given = parsed.is === 'message' ? parsed.name : show(run.type);
    tell('rule', `gives ${given}, not true or false`);
    return undefined;
  }
  const found =
    messageExpression === '' ? undefined : compileExpression(messageExpression, environment);
  const messageRun = found && messageRunOf(found, messageExpression, tell);
  return {
    text: text.trim(),
    run,
    ...(message !== '' && { message: message.trim() }),
    ...(messageRun && { messageRun }),
    isTransition: run.reads.has('oldSelf'),
    optionalOldSelf,
  };
}

function messageRunOf(
  found: Expression | readonly Problem[],
  text: string,
  tell: (field: RuleProblem['field'], message: string) => void,
): Expression | undefined {
  if (!('evaluate' in found)) {
    for (const problem of found) tell('messageExpression', inWords(problem, text));
    return undefined;
  }
  if (found.type.kind === STRING.kind) return found;
  tell('messageExpression', `gives ${show(found.type)}, not a string`);
  return undefined;
}

function fieldPathOf(
  path: string,
  node: Node,
  nodeOf: NodeOf,
  tell: (field: RuleProblem['field'], message: string) => void,
): readonly string[] {
  if (path === '') return [];
  const found = readFieldPath(path, node, nodeOf);
  if (typeof found !== 'string') return found;
  tell('fieldPath', found);
  return [];
}

/** With the place. */
function inWords({ at, message }: Problem, text: string): string {
  return `does not compile: ${placed(at, text)}: ${message}`;
}

/** `1:7`: line and column, as the API server counts them. */
export function placed(at: number, text: string): string {
  const before = text.slice(0, at).split('\n');
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`;
}
