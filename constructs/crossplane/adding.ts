import { checkScope } from './check-scope';
import type { Composite } from './compose';
import { AnyComposedResource, ComposedResource, type Add, type AddOptions } from './composed';
import type { Entry } from './entry';
import { CompositionError } from './errors';
import { knownKind, type KnownKind } from './kinds';
import { observedBase } from './observed';
import { protectedEntries } from './protected';
import { checkRawPatches } from './raw-patches';
import { compileReadiness } from './readiness';

/** What was added so far. */
export interface Adding {
  readonly entries: Entry[];
  readonly add: Add;
  /** @throws {CompositionError} for a name that is taken, or a kind that cannot be composed there. */
  enter(entry: Entry): void;
}

type AnyKind = Pick<Composite, 'GVK'> & Partial<Composite>;

/** The `add` of one composition, and what it collects. */
export function adding(composite: Composite, where: string, hasLegacyUsages: boolean): Adding {
  const entries: Entry[] = [];
  const enter = (entry: Entry) => {
    const fail = (what: string, hint: string) =>
      new CompositionError('COMPOSITION_INVALID', `${where} ${what}`, hint);
    if (entry.name === '' || entries.some(({ name }) => name === entry.name))
      throw fail(`has two resources named '${entry.name}'`, 'give each its own name');
    checkScope(entry, composite.composite, where);
    entries.push(entry);
  };
  const make = (
    name: string,
    kind: KnownKind,
    base: object,
    options: AddOptions<never> = {},
    isObserved = false,
  ) => {
    const resource = new ComposedResource<never>(name, kind);
    const { readiness } = options;
    const checks = readiness && compileReadiness(readiness, resource, name);
    const after = handles(options.after).map((earlier) => nameOf(earlier, entries, where));
    const { protect, patches } = options;
    if (patches) checkRawPatches(patches, name);
    const entry: Entry = { name, kind, base: { ...base }, checks, after, isObserved, patches };
    if (protect === undefined) {
      enter(entry);
      return resource;
    }
    const [labelled, usage] = protectedEntries(
      entry,
      protect,
      composite.composite,
      where,
      hasLegacyUsages,
    );
    enter(labelled);
    enter(usage);
    return resource;
  };
  const add = (name: string, kind: AnyKind, base: object, options?: AddOptions<never>) =>
    make(name, factsOf(kind), base, options);
  const observed = (name: string, kind: AnyKind, base: object, options?: AddOptions<never>) => {
    const facts = factsOf(kind);
    return make(name, facts, observedBase(facts, base, name, where), options, true);
  };
  return { entries, enter, add: Object.assign(add, { observed }) as unknown as Add };
}

/** The names behind handles, in groups as they were given. */
export function namesOf(
  sequence: unknown,
  entries: readonly Entry[],
  where: string,
): readonly (readonly string[])[] {
  if (sequence === undefined) return [];
  return (sequence as readonly (AnyComposedResource | readonly AnyComposedResource[])[]).map(
    (group) => handles(group).map((handle) => nameOf(handle, entries, where)),
  );
}

function handles(
  given: AnyComposedResource | readonly AnyComposedResource[] | undefined,
): readonly AnyComposedResource[] {
  if (given === undefined) return [];
  return (Array.isArray(given) ? given : [given]) as readonly AnyComposedResource[];
}

function nameOf(handle: unknown, entries: readonly Entry[], where: string): string {
  if (handle instanceof AnyComposedResource && entries.some(({ name }) => name === handle.name)) {
    return handle.name;
  }
  throw new CompositionError(
    'COMPOSITION_INVALID',
    `${where} orders something that it does not compose`,
    'give what add() returned in this composition',
  );
}

/** A composite of this program carries its own facts; other kinds are looked up. */
function factsOf(kind: AnyKind): KnownKind {
  const { apiVersion, kind: name } = kind.GVK;
  if (!kind.composite) return knownKind(apiVersion, name);
  const { scope, plural } = kind.composite;
  return {
    apiVersion,
    kind: name,
    scope: scope === 'Namespaced' ? scope : 'Cluster',
    plural,
    isComposite: true,
  };
}
