import { compile, type Violation } from '../../schema';
import type { Place } from './place';

/** What the schema of a place objects to in a value that may stand there; pointers start at the value. */
export function violationsOf({ table, node }: Place, value: unknown): readonly Violation[] {
  const holder = { type: 'object', properties: { value: { ...node, default: undefined } } };
  return compile(table, holder)({ ...OBJECT, value });
}

/** What compiled schemas expect around a value: they are made for whole objects. */
const OBJECT = { apiVersion: 'v1', kind: 'Value', metadata: {} };
