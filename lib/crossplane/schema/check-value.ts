import { compile, type Node, type Validate, type Violation } from '../../schema';
import type { Place } from './place';

/** Compiled once a node: a value is checked wherever it may arrive. */
const compiled = new WeakMap<Node, Validate>();

/** What the schema of a place objects to in a value that may stand there; pointers start at `/value`. */
export function violationsOf({ table, node }: Place, value: unknown): readonly Violation[] {
  let validate = compiled.get(node);
  if (!validate) {
    const { shapes } = table;
    const properties = { value: { ...node, default: undefined } };
    // A table of its own, so that what is compiled goes with the node.
    validate = compile({ shapes }, { type: 'object', properties });
    compiled.set(node, validate);
  }
  return validate({ ...OBJECT, value });
}

/** What compiled schemas expect around a value: they are made for whole objects. */
const OBJECT = { apiVersion: 'v1', kind: 'Value', metadata: {} };
