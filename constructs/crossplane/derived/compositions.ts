import type { IConstruct } from 'constructs';
import type { KnownKind } from '../kinds';

/** What follows from a composition for the cluster it is used on. */
export interface CompositionFacts {
  readonly name: string;
  readonly construct: IConstruct;
  readonly kinds: readonly KnownKind[];
  /** `metadata.name` of the functions of its pipeline. */
  readonly functions: readonly string[];
}

interface Collected {
  readonly facts: CompositionFacts[];
  readonly listeners: ((facts: CompositionFacts) => void)[];
}

const byApp = new WeakMap<IConstruct, Collected>();

/** The compositions of the app, in the order they were made. */
export function compositionsOf(construct: IConstruct): readonly CompositionFacts[] {
  return collectedOf(construct).facts;
}

export function registerComposition(facts: CompositionFacts): void {
  const collected = collectedOf(facts.construct);
  collected.facts.push(facts);
  for (const listen of collected.listeners) listen(facts);
}

/** Calls `listen` with every composition of the app, those that are made later included. */
export function onComposition(
  construct: IConstruct,
  listen: (facts: CompositionFacts) => void,
): void {
  const collected = collectedOf(construct);
  collected.listeners.push(listen);
  collected.facts.forEach(listen);
}

function collectedOf({ node }: IConstruct): Collected {
  const known = byApp.get(node.root);
  if (known) return known;
  const fresh: Collected = { facts: [], listeners: [] };
  byApp.set(node.root, fresh);
  return fresh;
}
