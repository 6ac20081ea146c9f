import { builtInType } from './built-in';
import { withDefaults } from './defaults';
import { applyMergePatch, threeWayMergePatch } from './json-merge';
import { printed } from './marshal';
import { applyPatch, threeWayPatch, twoWayPatch } from './strategic';
import { fieldOf, isList, isMap, withField, withPath, type Json, type JsonMap } from './value';

/** Both sides of Argo CD's comparison. */
export interface Compared {
  readonly live: JsonMap;
  /** What the live object would be after an apply. */
  readonly predicted: JsonMap;
}

/**
 * The default comparison: what `kubectl apply` would make of the live object, with the defaults that
 * Kubernetes fills in on both sides. Fields that only the live object has are no difference, but in
 * lists.
 *
 * @param original what was applied last; where nobody knows, what is to be applied.
 * @throws {PatchError} where the patch cannot be made.
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/gitops-engine/pkg/diff/diff.go
 */
export function threeWay(original: JsonMap, config: JsonMap, live: JsonMap): Compared {
  const before = withoutNamespace(original);
  const wanted = withoutNamespace(config);
  const type = builtInType(
    String(fieldOf(original, 'apiVersion')),
    String(fieldOf(original, 'kind')),
  );
  if (type === undefined) {
    const patch = threeWayMergePatch(before, wanted, sharedFields(before, live));
    return { live, predicted: applyMergePatch(live, patch) };
  }
  const current = type === 'StatefulSet' ? withSharedClaims(before, live) : live;
  const patch = threeWayPatch(before, wanted, current, type);
  return {
    live: defaulted(live, type),
    predicted: defaulted(applyPatch(live, patch, type), type),
  };
}

/**
 * Defaults are filled in where Go can read the object, as Argo CD does it: by a patch, which mixes up
 * items of one merge key, such as a port for TCP and for UDP.
 */
export function defaulted(object: JsonMap, type: string): JsonMap {
  const filled = withDefaults(object);
  if (filled === object) return object;
  const [before, after] = [printed(object, type), printed(filled, type)];
  if (!before || !after) return object;
  const patch = twoWayPatch(before, after, type);
  return Object.keys(patch).length === 0 ? object : applyPatch(object, patch, type);
}

function withoutNamespace(object: JsonMap): JsonMap {
  const result = withPath(object, ['metadata', 'namespace'], undefined);
  const annotations = fieldOf(fieldOf(result, 'metadata'), 'annotations');
  const isEmpty =
    annotations === null || (isMap(annotations) && Object.keys(annotations).length === 0);
  return isEmpty ? withPath(result, ['metadata', 'annotations'], undefined) : result;
}

/** What of the live object stands in `config` too; items of a list beyond those of `config` stay. */
export function sharedFields(config: JsonMap, live: JsonMap): JsonMap {
  const fields = Object.entries(config).flatMap(([key, value]): [string, Json][] => {
    const found = fieldOf(live, key);
    return found === undefined ? [] : [[key, shared(value, found)]];
  });
  return Object.fromEntries(fields);
}

function shared(config: Json, live: Json): Json {
  if (isMap(config) && isMap(live)) return sharedFields(config, live);
  if (!isList(config) || !isList(live)) return live;
  return live.map((item, at) => {
    const wanted = config[at];
    return wanted === undefined || item === null ? item : shared(wanted, item);
  });
}

/** The API server fills in claims of a StatefulSet, which the client cannot. */
function withSharedClaims(original: JsonMap, live: JsonMap): JsonMap {
  const [wanted, found] = [original, live].map((object) =>
    fieldOf(fieldOf(object, 'spec'), 'volumeClaimTemplates'),
  );
  const spec = fieldOf(live, 'spec');
  if (!isList(wanted) || !isList(found) || !isMap(spec)) return live;
  return withField(live, 'spec', withField(spec, 'volumeClaimTemplates', shared(wanted, found)));
}
