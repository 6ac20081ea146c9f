import { isObject, own, type JsonObject } from '../json';
import type { Manifest } from '../../core';
import type { Node } from '../../schema';
import { ANYTHING, type Place } from '../schema/place';
import type { KnownFunction, Step } from './pipeline';
import type { CompositionWorld } from './world';

/**
 * What a step finds in the environment: nothing where no step before it fills it, what is in the
 * EnvironmentConfigs where all of them are in view, else anything.
 *
 * @param native Whether Crossplane 1 fills it, as the Composition says.
 */
export function environmentOf(
  step: Step,
  before: readonly Step[],
  world: CompositionWorld,
  native: boolean,
): Place {
  if (native || writesEnvironment(step)) return ANYTHING;
  const [source, ...others] = before.filter(({ runs }) => !runs || !LEAVES_ALONE.includes(runs));
  if (!source) return { table: { shapes: [] }, node: EMPTY };
  const known = source.runs === 'function-environment-configs' && others.length === 0;
  return known ? environmentFrom(source.input, world) : ANYTHING;
}

const LEAVES_ALONE: readonly KnownFunction[] = [
  'function-auto-ready',
  'function-sequencer',
  'function-tag-manager',
];

/** Whether a step writes to the environment itself: it may read what it wrote. */
function writesEnvironment({ input }: Step): boolean {
  return (
    input !== undefined && /"(Combine)?ToEnvironment|"environment":/.test(JSON.stringify(input))
  );
}

function environmentFrom(input: JsonObject | undefined, world: CompositionWorld): Place {
  const spec = input && own(input, 'spec');
  const sources = isObject(spec) ? own(spec, 'environmentConfigs') : undefined;
  if (!Array.isArray(sources) || sources.length === 0) return ANYTHING;
  const datas: unknown[] = [isObject(spec) ? own(spec, 'defaultData') : undefined];
  for (const source of sources as unknown[]) {
    const found = configOf(source, world.environmentConfigs);
    if (!found) return ANYTHING;
    datas.push(own(found as JsonObject, 'data'));
  }
  const node = datas.reduce<Node>(
    (merged, data) => (isObject(data) ? merge(merged, nodeOf(data)) : merged),
    EMPTY,
  );
  return { table: { shapes: [] }, node };
}

const TEXT: Node = { type: 'string' };
const EMPTY: Node = { type: 'object', properties: { apiVersion: TEXT, kind: TEXT } };

function configOf(source: unknown, configs: readonly Manifest[]): Manifest | undefined {
  const type = isObject(source) ? (own(source, 'type') ?? 'Reference') : undefined;
  const ref = isObject(source) ? own(source, 'ref') : undefined;
  const name = isObject(ref) ? own(ref, 'name') : undefined;
  if (type !== 'Reference' || typeof name !== 'string') return undefined;
  return configs.find(({ metadata }) => metadata.name === name);
}

/** The schema that data would be of; lists and nulls may hold anything. */
function nodeOf(value: unknown): Node {
  if (isObject(value)) {
    const properties = Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, nodeOf(item)]),
    );
    return { type: 'object', properties };
  }
  if (typeof value === 'string') return TEXT;
  if (typeof value === 'boolean') return { type: 'boolean' };
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
  return Array.isArray(value) ? { type: 'array' } : {};
}

function merge(a: Node, b: Node): Node {
  if (a.type !== 'object' || b.type !== 'object') return b;
  const properties: Record<string, Node> = { ...(a.properties as Record<string, Node>) };
  for (const [key, node] of Object.entries((b.properties ?? {}) as Record<string, Node>)) {
    const before = properties[key];
    properties[key] = before ? merge(before, node) : node;
  }
  return { type: 'object', properties };
}
