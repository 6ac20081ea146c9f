import { quote } from '../../../template/quote';
import { compareBytes } from '../../../template/bytes';
import { typeName } from '../../../template/values';
import { Failure, within } from '../../../crossplane/failure';
import { getValue } from '../paved';
import type { JsonObject } from '../protocol';
import type { EnvironmentSource, Selector } from '../../../crossplane/inputs/environment-configs';
import { requirementName } from './requirements';

type Fetched = Readonly<Record<string, readonly JsonObject[]>>;

/** The EnvironmentConfigs to merge, in their order, by the field path that their data goes to. */
export function selectConfigs(
  sources: readonly EnvironmentSource[],
  fetched: Fetched,
  resolution: string | undefined,
): ReadonlyMap<string, readonly JsonObject[]> {
  const selected = new Map<string, JsonObject[]>();
  sources.forEach((source, i) => {
    const name = requirementName(i);
    const resources = fetched[name];
    if (!resources) return;
    const { type, ref, selector = {}, toFieldPath = '' } = source;
    const bySelector = type === 'Selector';
    if (!bySelector && type && type !== 'Reference') return;
    const config = ref?.name ?? '';
    const found = bySelector
      ? within(`cannot process environment config ${quote(name)} by selector`, () =>
          bySelection(selector, resources),
        )
      : within(
          `cannot process environment config ${quote(config)} by reference, ${quote(name)}`,
          () => byReference(config, resources, resolution === 'Optional'),
        );
    if (found.length === 0) return;
    selected.set(toFieldPath, [...(selected.get(toFieldPath) ?? []), ...found]);
  });
  return selected;
}

function byReference(
  name: string,
  resources: readonly JsonObject[],
  optional: boolean,
): readonly JsonObject[] {
  if (resources.length === 0 && !optional) {
    throw new Failure(`Required environment config ${quote(name)} not found`);
  }
  if (resources.length <= 1) return resources;
  const count = resources.length;
  throw new Failure(`expected exactly one required resource ${quote(name)}, got ${count}`);
}

function bySelection(
  { mode, minMatch, maxMatch, sortByFieldPath }: Selector,
  resources: readonly JsonObject[],
): readonly JsonObject[] {
  const count = resources.length;
  if (!mode || mode === 'Single') {
    if (count === 1) return resources;
    throw new Failure(`expected exactly one required resource, got ${count}`);
  }
  if (mode !== 'Multiple') throw new Failure(`unknown selector mode ${quote(mode)}`);
  if (minMatch !== undefined && count < minMatch) {
    throw new Failure(`expected at least ${minMatch} required resources, got ${count}`);
  }
  const sorted = sortByPath(resources, sortByFieldPath || 'metadata.name');
  return maxMatch !== undefined && count > maxMatch ? sorted.slice(0, maxMatch) : sorted;
}

/** Missing values count as the zero of the others' type. */
function sortByPath(resources: readonly JsonObject[], path: string): readonly JsonObject[] {
  const keyed = resources.map((resource) => ({ resource, key: keyAt(resource, path) }));
  const types = keyed.filter(({ key }) => key !== null).map(({ key }) => typeName(key));
  const [type] = types;
  if (type === undefined) return resources;
  const other = types.find((name) => name !== type);
  if (other !== undefined) {
    throw new Failure(`cannot sort values of different types ${quote(type)} and ${quote(other)}`);
  }
  if (type !== 'string' && type !== 'float64') {
    if (resources.length < 2) return resources;
    throw new Failure(`unsupported type ${quote(kindOfType(type))} for sorting`);
  }
  const zero = type === 'string' ? '' : 0;
  return [...keyed]
    .sort((a, b) => compare((a.key ?? zero) as string | number, (b.key ?? zero) as string | number))
    .map(({ resource }) => resource);
}

function keyAt(resource: JsonObject, path: string): unknown {
  try {
    return getValue(resource, path);
  } catch (error) {
    if (error instanceof Failure && error.notFound) return null;
    throw error;
  }
}

function kindOfType(type: string): string {
  if (type === 'bool') return type;
  return type.startsWith('[]') ? 'slice' : 'map';
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'string') return compareBytes(a, b as string);
  return a - (b as number);
}
