import type { Pointer } from '../../core';
import type { Node } from '../node';
import type { DefinitionProblem } from './definition-problem';
import { adviceFor, dotted, type Above, type Place } from './estimate/advice';
import { plus, times } from './estimate/amounts';
import { boundOf, costOf, occurrences, RULE_LIMIT, TOTAL_LIMIT } from './estimate/budget';
import { SizedSchema } from './estimate/sized';
import type { Rule } from './rules';
import type { NodeOf } from './schema-type';

/** A rule, or its message, that takes its part of what all may cost. */
interface Dear {
  readonly pointer: Pointer;
  readonly cost: bigint;
  readonly place: Place;
}

const SHOWN = 4;
/** What a rule may cost beside many others. */
const TENTH = RULE_LIMIT / 10n;

/** Adds up what the rules of a schema may cost; the API server refuses one that costs too much. */
export class DefinitionBudget {
  readonly #schema: SizedSchema;
  readonly #spent: Dear[] = [];

  constructor(nodeOf: NodeOf) {
    this.#schema = new SizedSchema(nodeOf);
  }

  /** The problems of the rules of one node. */
  *of(
    rules: readonly Rule[],
    node: Node,
    isResource: boolean,
    pointer: Pointer,
    above: readonly Above[],
  ): Generator<DefinitionProblem> {
    const self = this.#schema.read(node, isResource);
    if (!self) return;
    const count = occurrences(
      above.map(({ bound }) => bound),
      self.least,
    );
    for (const { index, run, messageRun } of rules) {
      const at = `${pointer}/x-kubernetes-validations/${index}`;
      const cost = times(costOf(run, self), count);
      const place = { run, self, pointer, above };
      yield* this.#observe({ pointer: `${at}/rule`, cost, place }, 'rule');
      if (!messageRun) continue;
      // A message is made once, for the first value that breaks the rule.
      const made = { run: messageRun, self, pointer, above: [] };
      const dear = { pointer: `${at}/messageExpression`, cost: costOf(messageRun, self) };
      yield* this.#observe({ ...dear, place: made }, 'message');
    }
  }

  *#observe(dear: Dear, what: string): Generator<DefinitionProblem> {
    const { pointer, cost, place } = dear;
    if (cost <= RULE_LIMIT) {
      this.#spent.push(dear);
      return;
    }
    yield {
      pointer,
      message: `may cost too much: the estimated cost of the ${what} ${exceeds(cost, RULE_LIMIT)}`,
      hint: adviceFor(place, RULE_LIMIT),
    };
  }

  /** What is wrong with all of them together that is not told of one alone. */
  *together(): Generator<DefinitionProblem> {
    const total = this.#spent.reduce((sum, { cost }) => plus(sum, cost), 0n);
    if (total <= TOTAL_LIMIT) return;
    const dearest = [...this.#spent]
      .filter(({ cost }) => cost >= TOTAL_LIMIT / 100n)
      .sort((a, b) => (a.cost === b.cost ? 0 : a.cost > b.cost ? -1 : 1))
      .slice(0, SHOWN);
    const parts = dearest.map(({ cost, place: { pointer } }) => {
      return `${Number((cost * 100n) / total)} % for one of ${dotted(pointer)}`;
    });
    const [first] = dearest;
    const left = TOTAL_LIMIT - total + (first?.cost ?? 0n);
    yield {
      pointer: '',
      message: `has rules that together may cost too much: their estimated cost ${exceeds(total, TOTAL_LIMIT)} (${parts.join(', ')})`,
      hint: first ? adviceFor(first.place, left > 0n ? left : TENTH) : 'remove some of them',
    };
  }
}

/** The list or map that a node is; nothing for what holds one thing of each kind. */
export function aboveOf(node: Node, pointer: Pointer): readonly Above[] {
  const bound = boundOf(node);
  const keyword = node.type === 'array' ? 'maxItems' : 'maxProperties';
  return bound === 1n ? [] : [{ pointer, bound, keyword }];
}

/** In the words of the API server. */
function exceeds(cost: bigint, limit: bigint): string {
  const factor = Number(cost) / Number(limit);
  const shown =
    factor > 100 ? 'more than 100' : factor < 1.5 ? factor.toFixed(6) : factor.toFixed(1);
  return `exceeds budget by factor of ${shown}x`;
}
