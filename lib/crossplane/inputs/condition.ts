import { compileExpression, type Expression } from '../../schema/cel/expression';
import { standardEnvironment } from '../../schema/cel/standard';
import type { Problem } from '../../schema/cel/syntax';
import { BYTES, DYN, INT, mapOf, show, STRING, type Type } from '../../schema/cel/types';
import { Failure } from '../failure';

/* The condition of a rule of function-sequencer. */

const PACKAGE = 'apiextensions.fn.proto.v1';
const STRUCT = mapOf(STRING, DYN);

const RESOURCE: Type = message('Resource', {
  resource: STRUCT,
  connection_details: mapOf(STRING, BYTES),
  ready: INT,
});

const STATE: Type = message('State', { composite: RESOURCE, resources: mapOf(STRING, RESOURCE) });

const READY = ['UNSPECIFIED', 'TRUE', 'FALSE'] as const;

const constants = new Map(
  READY.map((name, value) => [`${PACKAGE}.Ready.READY_${name}`, BigInt(value)] as const),
);

/**
 * Compiles a condition: CEL, without extensions, over `observed`, `desired` and `context` as the
 * function is given them.
 *
 * @throws {Failure} as the function says it, for a condition that cannot be read, or gives something
 *   else than true or false.
 */
export function compileCondition(condition: string): Expression {
  const variables = { observed: STATE, desired: STATE, context: STRUCT };
  const found = compileExpression(condition, standardEnvironment(variables, constants));
  if (!('evaluate' in found)) {
    const what = found[0]?.isSyntax ? 'cannot parse' : 'cannot type-check';
    throw new Failure(`${what} CEL condition: ${issuesOf(found, condition)}`);
  }
  const { kind } = found.type;
  if (kind === 'bool' || kind === 'dyn') return found;
  throw new Failure(`CEL condition must return bool, got ${show(found.type)}`);
}

/** As Go's CEL prints them: each with its place and the line below it. */
function issuesOf(problems: readonly Problem[], text: string): string {
  return problems
    .map(({ at, message: said }) => {
      const before = text.slice(0, at).split('\n');
      const column = [...(before.at(-1) ?? '')].length;
      const line = text.split('\n')[before.length - 1] ?? '';
      const head = `ERROR: <input>:${before.length}:${column + 1}: ${said}`;
      return `${head}\n | ${line}\n | ${'.'.repeat(column)}^`;
    })
    .join('\n');
}

function message(name: string, fields: Readonly<Record<string, Type>>): Type {
  return {
    kind: 'object',
    name: `${PACKAGE}.${name}`,
    params: [],
    field: (field) => (Object.hasOwn(fields, field) ? fields[field] : undefined),
  };
}
