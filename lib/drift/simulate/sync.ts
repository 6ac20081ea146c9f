import { builtInType } from './built-in';
import { withDefaults } from './defaults';
import { applyMergePatch, threeWayMergePatch } from './json-merge';
import { printed } from './marshal';
import { applyPatch, threeWayPatch } from './strategic';
import { ARGOCD_MANAGER, managedFieldsOf, serverSideApply, type Managed } from './typed';
import { fieldOf, isMap, withField, withPath, type Json, type JsonMap } from './value';

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** What was applied last, as the live object remembers it. */
export function lastAppliedOf(live: JsonMap): JsonMap | undefined {
  const text = fieldOf(fieldOf(fieldOf(live, 'metadata'), 'annotations'), LAST_APPLIED);
  if (typeof text !== 'string') return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return isMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The object with the annotation that remembers what was applied. */
export function rememberApplied(object: JsonMap, applied: JsonMap): JsonMap {
  const metadata = fieldOf(object, 'metadata');
  const given = fieldOf(metadata, 'annotations');
  const bare = withPath(applied, ['metadata', 'annotations', LAST_APPLIED], undefined);
  const annotations = { ...(isMap(given) ? given : {}), [LAST_APPLIED]: JSON.stringify(bare) };
  return withField(object, 'metadata', { ...(isMap(metadata) ? metadata : {}), annotations });
}

/** The live object after `kubectl apply`. Custom resources get no defaults: those are not known. */
export function afterClientSide(live: JsonMap, target: JsonMap): JsonMap {
  const type = typeOf(target);
  const original = lastAppliedOf(live) ?? {};
  const modified = rememberApplied(target, target);
  const patched =
    type === undefined
      ? applyMergePatch(live, threeWayMergePatch(original, modified, live))
      : applyPatch(live, threeWayPatch(original, modified, live, type), type);
  return finished(patched, live);
}

/**
 * The live object after `kubectl apply --server-side --force-conflicts`. What client-side applies
 * owned goes over to Argo CD first.
 */
export function afterServerSide(live: JsonMap, target: JsonMap): JsonMap {
  const managed = managedFieldsOf(live).map((entry): Managed =>
    isClientSide(entry) ? { ...entry, manager: ARGOCD_MANAGER, isApply: true } : entry,
  );
  return finished(serverSideApply(live, target, managed), live);
}

function isClientSide({ manager, isApply, fields }: Managed): boolean {
  const owned = ['f:metadata', 'f:annotations', `f:${LAST_APPLIED}`].join('\n');
  return !isApply && (manager === 'kubectl-client-side-apply' || fields.has(owned));
}

/** The live object after `kubectl replace`: only what the API server itself keeps is kept. */
export function afterReplace(live: JsonMap, target: JsonMap): JsonMap {
  const [kept, given] = [fieldOf(live, 'metadata'), fieldOf(target, 'metadata')];
  const own = Object.entries(isMap(kept) ? kept : {}).filter(([key]) => SERVER_OWNED.includes(key));
  const metadata = { ...Object.fromEntries(own), ...(isMap(given) ? given : {}) };
  const object = withField(target, 'metadata', metadata);
  return finished(typeOf(target) === 'Service' ? withAddresses(object, live) : object, live);
}

/** The object as it is created. */
export function afterCreate(target: JsonMap): JsonMap {
  return stored(target);
}

const SERVER_OWNED = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
];

/** A Service keeps the addresses that it was given, also where it is replaced. */
function withAddresses(object: JsonMap, live: JsonMap): JsonMap {
  return ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'].reduce((result, key) => {
    const [own, kept] = [result, live].map((from) => fieldOf(fieldOf(from, 'spec'), key));
    return own === undefined && kept !== undefined ? withPath(result, ['spec', key], kept) : result;
  }, object);
}

/** The status is not the client's to write. */
function finished(object: JsonMap, live: JsonMap): JsonMap {
  return withField(stored(object), 'status', fieldOf(live, 'status'));
}

/**
 * As the API server gives it back: defaults filled in, quantities in their canonical form. Of custom
 * resources nothing is known.
 */
export function stored(object: JsonMap): JsonMap {
  const type = typeOf(object);
  return type === undefined ? object : (printed(withDefaults(object), type, true) ?? object);
}

function typeOf(object: JsonMap): string | undefined {
  return builtInType(String(fieldOf(object, 'apiVersion')), String(fieldOf(object, 'kind')));
}
