import { builtInType, typeFacts, type Field } from './built-in';
import { DEFAULTS, type Default } from './defaults-table';
import { fieldOf, isList, isMap, withField, withPath, type Json, type JsonMap } from './value';

/** The object with what the API server fills in. Custom resources stay as they are. */
export function withDefaults(object: JsonMap): JsonMap {
  const type = builtInType(String(fieldOf(object, 'apiVersion')), String(fieldOf(object, 'kind')));
  return type === undefined ? object : fill(kindDefaults(object, type), type);
}

/** Parents first: what they add is filled in too. */
function fill(value: JsonMap, type: string): JsonMap {
  const facts = typeFacts(type);
  const fields = new Map(Object.entries(value));
  for (const [key, wanted] of Object.entries(DEFAULTS[type] ?? {})) {
    if (!isUnset(fields.get(key), facts.get(key), key)) continue;
    const given = valueOf(wanted, Object.fromEntries(fields));
    if (given !== undefined) fields.set(key, given);
  }
  for (const [key, field] of fields) {
    const { shape, type: inner } = facts.get(key) ?? {};
    if (inner === undefined) continue;
    if (shape === 'struct' && isMap(field)) fields.set(key, fill(field, inner));
    else if (shape === 'list' && isList(field)) {
      fields.set(
        key,
        field.map((item) => (isMap(item) ? fill(item, inner) : item)),
      );
    }
  }
  return Object.fromEntries(fields);
}

function valueOf(wanted: Default, owner: JsonMap): Json | undefined {
  return typeof wanted === 'function' ? wanted(owner) : wanted;
}

/** Behind a pointer 0 and '' are values, without one they are as good as missing. */
function isUnset(value: Json | undefined, field: Field | undefined, key: string): boolean {
  if (value === undefined || value === null) return true;
  if (key === 'status' && isMap(value)) return !fieldOf(value, 'phase');
  if (!field || field.pointer || field.shape === 'struct') return false;
  if (isList(value)) return value.length === 0;
  return value === '' || value === 0;
}

/** What looks further than one struct. */
function kindDefaults(object: JsonMap, type: string): JsonMap {
  switch (type) {
    case 'Namespace':
      return namespaceLabel(object);
    case 'Job':
    case 'ReplicationController':
      return labelsOfTemplate(object, type === 'ReplicationController');
    case 'HorizontalPodAutoscaler':
      return scalingBehavior(object);
    case 'Service':
      return withoutAffinity(object);
    case 'Pod':
      return podDefaults(object);
    default:
      return object;
  }
}

function namespaceLabel(object: JsonMap): JsonMap {
  const metadata = fieldOf(object, 'metadata');
  const name = fieldOf(metadata, 'name');
  if (!isMap(metadata) || !name) return object;
  const labels = fieldOf(metadata, 'labels');
  const labelled = withField(isMap(labels) ? labels : {}, 'kubernetes.io/metadata.name', name);
  return withPath(object, ['metadata', 'labels'], labelled);
}

function labelsOfTemplate(object: JsonMap, withSelector: boolean): JsonMap {
  const labels = fieldOf(
    fieldOf(fieldOf(fieldOf(object, 'spec'), 'template'), 'metadata'),
    'labels',
  );
  if (!isMap(labels)) return object;
  let result = object;
  const isOpen = (value: Json | undefined): boolean =>
    !isMap(value) || Object.keys(value).length === 0;
  if (isOpen(fieldOf(fieldOf(object, 'metadata'), 'labels'))) {
    result = withPath(result, ['metadata', 'labels'], labels);
  }
  if (withSelector && isOpen(fieldOf(fieldOf(object, 'spec'), 'selector'))) {
    result = withPath(result, ['spec', 'selector'], labels);
  }
  return result;
}

function scalingBehavior(object: JsonMap): JsonMap {
  const behavior = fieldOf(fieldOf(object, 'spec'), 'behavior');
  if (!isMap(behavior)) return object;
  const percent = { type: 'Percent', value: 100, periodSeconds: 15 };
  const up = {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }, percent],
  };
  const down = { selectPolicy: 'Max', policies: [percent] };
  return withPath(object, ['spec', 'behavior'], {
    ...behavior,
    scaleUp: { ...up, ...present(fieldOf(behavior, 'scaleUp')) },
    scaleDown: { ...down, ...present(fieldOf(behavior, 'scaleDown')) },
  });
}

function present(value: Json | undefined): JsonMap {
  if (!isMap(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
}

function withoutAffinity(object: JsonMap): JsonMap {
  const affinity = fieldOf(fieldOf(object, 'spec'), 'sessionAffinity');
  if (affinity && affinity !== 'None') return object;
  return withPath(object, ['spec', 'sessionAffinityConfig'], undefined);
}

/** A pod alone, unlike a template: requests follow limits. */
function podDefaults(object: JsonMap): JsonMap {
  const spec = fieldOf(object, 'spec');
  if (!isMap(spec)) return object;
  const filled = new Map(Object.entries(spec));
  if ((fieldOf(spec, 'enableServiceLinks') ?? null) === null)
    filled.set('enableServiceLinks', true);
  for (const key of ['containers', 'initContainers']) {
    const list = filled.get(key);
    if (isList(list)) filled.set(key, list.map(requestsOfLimits));
  }
  return withField(object, 'spec', Object.fromEntries(filled));
}

function requestsOfLimits(container: Json): Json {
  const resources = fieldOf(container, 'resources');
  const limits = fieldOf(resources, 'limits');
  if (!isMap(container) || !isMap(resources) || !isMap(limits)) return container;
  const requests = { ...limits, ...present(fieldOf(resources, 'requests')) };
  return withField(container, 'resources', withField(resources, 'requests', requests));
}
