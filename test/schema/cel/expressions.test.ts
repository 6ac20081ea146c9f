import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileRules } from '../../../lib/schema/cel/rules';
import { ruleValidatorOf, type Node } from '../../../lib/schema';
import { readNode } from '../../../lib/schema/read-node';

const golden = join(__dirname, 'golden');
const subject = JSON.parse(readFileSync(join(golden, 'subject.json'), 'utf8')) as {
  readonly schema: unknown;
  readonly object: unknown;
};

const cases = readFileSync(join(golden, 'expressions.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => [line.slice(0, 8).trim(), line.slice(8)] as const);

it('has cases of every verdict', () => {
  expect(new Set(cases.map(([verdict]) => verdict))).toEqual(
    new Set(['holds', 'fails', 'error', 'refused']),
  );
});

it.each(cases)('%s: %s', (verdict, rule) => {
  expect(verdictOf(rule)).toBe(verdict);
});

function verdictOf(rule: string): string {
  const validations = [{ rule }];
  const node: Node = {
    ...readNode(subject.schema),
    'x-kubernetes-validations': validations,
  };
  const { problems } = compileRules(validations, node, (child) => child as Node, false);
  if (problems.length > 0) return 'refused';
  const [violation] = ruleValidatorOf({ shapes: [] }, node)?.validate(subject.object) ?? [];
  if (!violation) return 'holds';
  return violation.message.endsWith(`: failed rule: ${rule}`) ? 'fails' : 'error';
}
