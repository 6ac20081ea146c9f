import type { Crd } from '../../../imports/generate';
import { factsOf, tableOf } from '../../../imports/generate/facts';
import type { Node } from '../../../imports/generate/schema';
import { typescriptOf } from '../../../imports/generate/typescript';

/** A definition of kind Widget in group acme.io with one version, `spec` as given. */
export function widget(spec: Node, change: Partial<Crd> = {}): Crd {
  return {
    group: 'acme.io',
    kind: 'Widget',
    plural: 'widgets',
    scope: 'Namespaced',
    versions: [{ name: 'v1', served: true, storage: true, schema: root({ spec }) }],
    ...change,
  };
}

/** A root schema with required spec, as most kinds have. */
export function root(properties: Readonly<Record<string, Node>>): Node {
  return {
    type: 'object',
    required: ['spec'],
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      ...properties,
    },
  };
}

export const text: Node = { type: 'string' };

export function object(properties: Readonly<Record<string, Node>>, rest: Node = {}): Node {
  return { type: 'object', properties, ...rest };
}

export function typescript(...crds: readonly Crd[]): string {
  return typescriptOf(tableOf(factsOf(crds)));
}

/** Names of the interfaces, types and classes in TypeScript. */
export function declared(source: string): string[] {
  return [...source.matchAll(/^export (?:interface|class|type) (\w+)/gm)].map(
    ([, name = '']) => name,
  );
}

/** The members of an interface, a line each, without its doc comments. */
export function members(source: string, name: string): string[] {
  const [, body = ''] =
    new RegExp(`^export interface ${name} \\{\\n([^]*?)^\\}`, 'm').exec(source) ?? [];
  return body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('/**'));
}
