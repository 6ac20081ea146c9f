import { quote } from '../../../template/quote';
import { Failure, within } from '../../../crossplane/failure';
import { isObject, own, set, type Draft } from '../../../crossplane/json';
import { nameOf } from '../manifest-text';
import { getValue, setValue } from '../paved';
import type { JsonObject } from '../protocol';

/** `b` over `a`, objects merged and everything else replaced. */
export function mergeData(a: JsonObject, b: JsonObject): Draft {
  const merged: Draft = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const before = own(merged, key);
    set(merged, key, isObject(value) && isObject(before) ? mergeData(before, value) : value);
  }
  return merged;
}

/** The data of all configs, later ones over earlier ones. */
export function mergeConfigs(selected: ReadonlyMap<string, readonly JsonObject[]>): Draft {
  let merged: Draft = {};
  for (const [path, configs] of selected) {
    for (const config of configs) merged = mergeData(merged, dataOf(config, path));
  }
  return merged;
}

function dataOf(config: JsonObject, path: string): JsonObject {
  const name = nameOf(config);
  if (path !== '') {
    const data: Draft = {};
    try {
      setValue(data, path, own(config, 'data') ?? null);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new Failure(`cannot get data from environment config ${name} into path ${quote(path)}`);
    }
    return data;
  }
  return within(`cannot get data from environment config ${quote(name)}`, () => {
    const data = getValue(config, 'data');
    if (data === null) return {};
    if (isObject(data)) return data;
    throw new Failure('cannot unmarshal value from JSON: data is no object');
  });
}
