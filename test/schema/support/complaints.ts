import { compile, type Child, type Node } from '../../../lib/schema';

/** What a schema of `spec` says to a value of it: `<pointer> <message>`, the prefix left out. */
export function complaints(spec: Child, value: unknown, shapes: readonly Node[] = []): string[] {
  const root: Node = { type: 'object', properties: { spec } };
  const validate = compile({ shapes }, root);
  const object = { apiVersion: 'acme.io/v1', kind: 'Thing', metadata: { name: 'x' }, spec: value };
  return validate(object).map(
    ({ pointer, message }) => `${pointer.replace(/^\/spec/, '')} ${message}`,
  );
}

export const object = (properties: Record<string, Child>, more: Node = {}): Node => ({
  type: 'object',
  properties,
  ...more,
});

export const text: Node = { type: 'string' };
export const withDefault: Node = { type: 'string', default: 'a' };

export type Case = [title: string, schema: Child, value: unknown, ...complaints: string[]];
