import { typeFacts, type Shape } from './built-in';
import { remarshalAs } from './remarshal';
import { fieldOf, isList, isMap, withPath, type Json, type JsonMap } from './value';

/**
 * Custom resources whose parts Argo CD prints as the Kubernetes type that they are, without being
 * told: then every container has `resources`, and unknown fields are gone.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/util/argo/normalizers/knowntypes_normalizer.go
 */
export function withKnownTypes(object: JsonMap): JsonMap {
  const path = knownPart(object);
  const spec = path?.reduce<Json | undefined>(fieldOf, object);
  const pod = isMap(spec) ? printed(spec, 'PodSpec') : undefined;
  return path && pod ? withPath(object, path, pod) : object;
}

/** Where the pod spec of a Rollout is; `undefined` for other kinds. */
export function knownPart(object: JsonMap): readonly string[] | undefined {
  const isRollouts = String(fieldOf(object, 'apiVersion')).startsWith('argoproj.io/');
  return isRollouts && fieldOf(object, 'kind') === 'Rollout' ? POD_SPEC : undefined;
}

const POD_SPEC = ['spec', 'template', 'spec'];

/**
 * The object as Go prints it once it has read it; `undefined` where it cannot.
 *
 * @param keepUnknown whether fields that the struct does not have stay.
 */
export function printed(object: JsonMap, type: string, keepUnknown = false): JsonMap | undefined {
  const read = remarshalAs(object, type, keepUnknown);
  return read && print(read, type);
}

/** As Go's JSON prints a struct: what may not be left out is there, structs always are. */
function print(value: JsonMap, type: string): JsonMap {
  const fields = [...typeFacts(type)].flatMap(([key, field]): [string, Json][] => {
    const { shape, pointer, omitEmpty, type: inner } = field;
    const given = fieldOf(value, key);
    if (given === undefined) {
      const isAlways = !pointer && (!omitEmpty || shape === 'struct' || shape === 'quantity');
      if (!isAlways) return [];
      return [[key, shape === 'struct' ? print({}, inner ?? '') : zero(shape)]];
    }
    if (inner === undefined) return [[key, given]];
    if (isMap(given) && shape === 'struct') return [[key, print(given, inner)]];
    if (isList(given))
      return [[key, given.map((item) => (isMap(item) ? print(item, inner) : item))]];
    return [[key, given]];
  });
  const facts = typeFacts(type);
  const unknown = Object.entries(value).filter(([key]) => !facts.has(key));
  return Object.fromEntries([...fields, ...unknown]);
}

function zero(shape: Shape): Json {
  if (shape === 'string' || shape === 'bytes') return '';
  if (shape === 'number' || shape === 'int-or-string') return 0;
  if (shape === 'quantity') return '0';
  return shape === 'boolean' ? false : null;
}
