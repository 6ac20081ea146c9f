import { builtInType } from './built-in';
import { withDefaults } from './defaults';
import { applyMergePatch, threeWayMergePatch } from './json-merge';
import { storedCustom } from './custom-stored';
import type { KindTypes } from './kind-types';
import { printed } from './marshal';
import { withAllocations } from './service';
import { applyPatch, threeWayPatch } from './strategic';
import { ARGOCD_MANAGER, managedFieldsOf, serverSideApply, type Managed } from './typed';
import { fieldOf, isList, isMap, withField, withPath, type Json, type JsonMap } from './value';

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

/** The live object after `kubectl apply`. */
export function afterClientSide(live: JsonMap, target: JsonMap, types: KindTypes): JsonMap {
  const type = typeOf(target);
  const original = lastAppliedOf(live) ?? {};
  const modified = rememberApplied(target, target);
  const patched =
    type === undefined
      ? applyMergePatch(live, threeWayMergePatch(original, modified, live))
      : applyPatch(live, threeWayPatch(original, modified, live, type), type);
  return finished(patched, live, types);
}

/**
 * The live object after `kubectl apply --server-side --force-conflicts`. What client-side applies
 * owned goes over to Argo CD first.
 */
export function afterServerSide(live: JsonMap, target: JsonMap, types: KindTypes): JsonMap {
  const managed = managedFieldsOf(live).map((entry): Managed =>
    isClientSide(entry) ? { ...entry, manager: ARGOCD_MANAGER, isApply: true } : entry,
  );
  return finished(serverSideApply(live, target, types.server, managed), live, types);
}

function isClientSide({ manager, isApply, fields }: Managed): boolean {
  const owned = ['f:metadata', 'f:annotations', `f:${LAST_APPLIED}`].join('\n');
  return !isApply && (manager === 'kubectl-client-side-apply' || fields.has(owned));
}

/** The live object after `kubectl replace`: only what the API server itself keeps is kept. */
export function afterReplace(live: JsonMap, target: JsonMap, types: KindTypes): JsonMap {
  return finished(target, live, types);
}

/** The object as it is created. */
export function afterCreate(target: JsonMap, types: KindTypes): JsonMap {
  return admitted(target, types);
}

const SERVER_OWNED: ReadonlySet<string> = new Set([
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
]);

/**
 * An update as the API server ends it: the status is not the client's to write, nor is what the server
 * says of an object.
 */
export function finished(object: JsonMap, live: JsonMap, types: KindTypes): JsonMap {
  const [given, kept] = [fieldOf(object, 'metadata'), fieldOf(live, 'metadata')];
  const own = Object.entries(isMap(given) ? given : {}).filter(([key]) => !SERVER_OWNED.has(key));
  const metadata = { ...Object.fromEntries(own), ...serverOwned(kept) };
  const whole = withField(object, 'metadata', metadata);
  const allocated = typeOf(object) === 'Service' ? withAllocations(whole, live) : whole;
  return withField(admitted(allocated, types), 'status', fieldOf(live, 'status'));
}

function serverOwned(metadata: Json | undefined): JsonMap {
  const fields = Object.entries(isMap(metadata) ? metadata : {});
  return Object.fromEntries(fields.filter(([key]) => SERVER_OWNED.has(key)));
}

/** What webhooks make of it, with defaults before and after. */
function admitted(object: JsonMap, types: KindTypes): JsonMap {
  const { webhooks } = types;
  return webhooks ? stored(webhooks(stored(object, types)), types) : stored(object, types);
}

/**
 * As the API server gives it back: defaults filled in, quantities in their canonical form. A custom
 * resource without a schema stays as it is.
 */
export function stored(object: JsonMap, { schema }: KindTypes): JsonMap {
  if (schema) return storedCustom(object, schema);
  const type = typeOf(object);
  if (type === undefined) return object;
  const whole = printed(withDefaults(object), type, true) ?? object;
  return type === 'StatefulSet' ? withTypedClaims(whole) : whole;
}

/** Conversion writes what the claims of a StatefulSet are. */
function withTypedClaims(object: JsonMap): JsonMap {
  const claims = fieldOf(fieldOf(object, 'spec'), 'volumeClaimTemplates');
  if (!isList(claims)) return object;
  const type = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' };
  const typed = claims.map((claim) => (isMap(claim) ? { ...claim, ...type } : claim));
  return withPath(object, ['spec', 'volumeClaimTemplates'], typed);
}

function typeOf(object: JsonMap): string | undefined {
  return builtInType(String(fieldOf(object, 'apiVersion')), String(fieldOf(object, 'kind')));
}
