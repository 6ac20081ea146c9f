import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileRules } from '../../../../lib/schema/cel/rules';
import { costOf } from '../../../../lib/schema/cel/estimate/budget';
import { SizedSchema } from '../../../../lib/schema/cel/estimate/sized';
import type { Node } from '../../../../lib/schema';
import { readNode } from '../../../../lib/schema/read-node';

const golden = join(__dirname, 'golden');
const schema = readNode(JSON.parse(readFileSync(join(golden, 'sized.json'), 'utf8')));
const nodeOf = (child: unknown) => child as Node;

const cases = readFileSync(join(golden, 'costs.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => [line.slice(0, 21).trim(), line.slice(21)] as const);

it('has cases below and above the limit', () => {
  const above = cases.filter(([cost]) => BigInt(cost) > 10_000_000n);
  expect(above.length).toBeGreaterThan(5);
  expect(cases.length - above.length).toBeGreaterThan(50);
});

it.each(cases)('%s: %s', (cost, rule) => {
  expect(costIn(rule, schema, true)).toBe(cost);
});

describe('a value as large as its schema lets it be', () => {
  const text = (more: object) => ({
    type: 'object',
    properties: { s: { type: 'string', ...more } },
  });
  it.each([
    ['of a limit below zero is empty', text({ maxLength: -5 }), 'self.s == self.s', '4'],
    ['of a limit that is no number', text({ maxLength: NaN }), 'self.s == self.s', '314577'],
    [
      'of bytes has no four bytes to a character',
      text({ maxLength: 100, format: 'byte' }),
      'self.s == self.s',
      '14',
    ],
    ['of an enum of no texts', text({ enum: [1] }), 'self.s == self.s', '4'],
    [
      'of a list in a list',
      {
        type: 'object',
        properties: { l: { type: 'array', items: { type: 'array', items: { type: 'integer' } } } },
      },
      'self.l.all(x, x.all(y, y > 0))',
      '8246329344003',
    ],
    [
      'of a map of objects',
      {
        type: 'object',
        additionalProperties: {
          type: 'object',
          required: ['abc'],
          properties: { abc: { type: 'string' } },
        },
      },
      'self.all(k, k != "")',
      '740170',
    ],
    [
      'of a map of objects with a default',
      {
        type: 'object',
        additionalProperties: {
          type: 'object',
          required: ['abc'],
          properties: { abc: { type: 'string', default: '' } },
        },
      },
      'self.all(k, k != "")',
      '1572862',
    ],
  ])('%s', (_, node, rule, cost) => {
    expect(costIn(rule, readNode(node), false)).toBe(cost);
  });

  it('has a name and a kind of any length, whatever its schema says of one of them', () => {
    const named = (metadata: object, more: object) =>
      readNode({
        type: 'object',
        properties: { metadata: { type: 'object', properties: metadata }, ...more },
      });
    const name = { type: 'string', maxLength: 63 };
    const string = { type: 'string' };
    const rule = 'self.metadata.name == self.kind';
    expect(costIn(rule, named({ name }, {}), true)).toBe('314578');
    expect(costIn(rule, named({ name, generateName: name }, {}), true)).toBe('314578');
    const whole = named({ name, generateName: name }, { kind: string, apiVersion: string });
    expect(costIn(rule, whole, true)).toBe('31');
  });
});

function costIn(rule: string, node: Node, isResource: boolean): string {
  const { rules, problems } = compileRules([{ rule }], node, nodeOf, isResource);
  expect(problems).toEqual([]);
  const [found] = rules;
  const self = new SizedSchema(nodeOf).read(node, isResource);
  if (!found || !self) throw new Error(`${rule} does not compile`);
  return String(costOf(found.run, self));
}
