import { Failure } from '../../../crossplane/failure';
import { clone, isObject, type Draft } from '../../../crossplane/json';
import { kindOf, nameOf, namespaceOf, setMetadata, textAt, textsAt } from '../manifest-text';
import { setValue, tryValue } from '../paved';
import type { FunctionCondition, JsonObject } from '../protocol';
import { addTexts, COMPOSITE } from './composed';
import type { CompositeInputs, RenderResult } from './inputs';
import { deterministicUid } from './names';
import { isSystemCondition } from './readiness';

/** Where an XR keeps what belongs to Crossplane. */
export interface XrPaths {
  readonly references: string;
  readonly composition: string;
}

export function pathsOf({ legacy }: CompositeInputs): XrPaths {
  const at = legacy ? 'spec' : 'spec.crossplane';
  return { references: `${at}.resourceRefs`, composition: `${at}.compositionRef` };
}

/** The XR as the cluster would have it: with a UID and a version, and references to what is observed. */
export function storedXr(inputs: CompositeInputs): Draft {
  const { observed = [] } = inputs;
  const xr = clone(inputs.xr) as Draft;
  if (textAt(xr, 'metadata', 'uid') === '') {
    const { group, version, kind } = kindOf(xr);
    const type = `${group}/${version}, Kind=${kind}`;
    setMetadata(xr, 'uid', deterministicUid(type, namespaceOf(xr), nameOf(xr)));
  }
  setMetadata(xr, 'resourceVersion', '999');
  if (observed.length > 0) {
    const references = observed.map((object) => referenceIn(xr, object));
    setQuietly(xr, pathsOf(inputs).references, references);
  }
  return xr;
}

function referenceIn(xr: JsonObject, object: JsonObject): JsonObject {
  const [apiVersion, kind] = [textAt(object, 'apiVersion'), textAt(object, 'kind')];
  const namespace = namespaceOf(xr) === '' ? namespaceOf(object) : '';
  return { apiVersion, kind, name: nameOf(object), ...(namespace !== '' && { namespace }) };
}

/** Has the XR refer to the composition; tells it where that is news. */
export function selectComposition(xr: Draft, path: string, name: string): RenderResult | undefined {
  const before = tryValue(xr, path);
  setQuietly(xr, path, { name });
  if (tryValue(xr, path) === undefined) return undefined;
  const same = isObject(before) && before['name'] === name && Object.keys(before).length === 1;
  if (same) return undefined;
  const message = `Successfully selected composition: ${name}`;
  return { severity: 'Normal', reason: 'SelectComposition', message };
}

/**
 * Sets what an XR needs before it composes: the prefix of its resources' names and, legacy, where its
 * connection details go.
 *
 * @returns the XR as it was last written, if it was.
 */
export function configure(
  xr: Draft,
  { legacy, connectionNamespace }: CompositeInputs,
): JsonObject | undefined {
  let written: JsonObject | undefined;
  if (!textsAt(xr, 'labels')[COMPOSITE]) {
    addTexts(xr, 'labels', { [COMPOSITE]: nameOf(xr) });
    written = clone(xr);
  }
  const path = 'spec.writeConnectionSecretToRef';
  if (legacy && connectionNamespace !== undefined && tryValue(xr, path) === undefined) {
    const name = textAt(xr, 'metadata', 'uid');
    setQuietly(xr, path, { name, namespace: connectionNamespace });
    written = clone(xr);
  }
  return written;
}

/** Legacy: the conditions that the claim shows too. */
export function setClaimConditionTypes(xr: Draft, conditions: readonly FunctionCondition[]): void {
  const shared = conditions.filter(
    ({ type, target }) => target === 'composite-and-claim' && !isSystemCondition(type),
  );
  for (const { type } of shared) {
    const types = tryValue(xr, 'status.claimConditionTypes');
    const known = Array.isArray(types) ? types : [];
    if (!known.includes(type)) setQuietly(xr, 'status.claimConditionTypes', [...known, type]);
  }
}

/** Name, and namespace where there is one. */
export function identityOf(xr: JsonObject): JsonObject {
  const namespace = namespaceOf(xr);
  return { name: nameOf(xr), ...(namespace !== '' && { namespace }) };
}

/** Upstream sets these without looking whether it worked. */
export function setQuietly(object: Draft, path: string, value: unknown): void {
  try {
    setValue(object, path, value);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}
