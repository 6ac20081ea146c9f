import { quote } from '../../../template/quote';
import { CompositeError } from '../errors';
import { isObject } from '../../../crossplane/json';
import { fieldAt, nameOf, namespaceOf, textAt, textsAt } from '../manifest-text';
import type { ConnectionDetails, FunctionResource, JsonObject } from '../protocol';
import { controllerOf, RESOURCE_NAME } from './composed';
import { secretData } from './pipeline';
import type { Store } from './store';

/** @throws {CompositeError} for observed resources that the reconciler would not take for the XR's. */
export function checkObserved(xr: JsonObject, observed: readonly JsonObject[]): void {
  const faults = observed.flatMap((object) => {
    const name = nameOf(object);
    const controller = controllerOf(object);
    const foreign = controller && controller.uid !== textAt(xr, 'metadata', 'uid');
    const elsewhere = namespaceOf(xr) !== '' && namespaceOf(object) !== namespaceOf(xr);
    return [
      ...(foreign
        ? [`observed resource ${name} has a controller ref but is not controlled by the XR`]
        : []),
      ...(elsewhere ? [`observed resource ${name} is not in the same namespace as the XR`] : []),
    ];
  });
  if (faults.length === 0) return;
  throw new CompositeError(
    'COMPOSITE_OBSERVED_INVALID',
    `invalid observed resources: ${faults.join('; ')}`,
    'give observed resources the namespace of the XR, and its uid in their controller reference',
  );
}

/** The composed resources that the XR refers to and that exist, with their connection details. */
export function observeComposed(
  xr: JsonObject,
  references: unknown,
  store: Store,
): Record<string, FunctionResource> {
  const states: Record<string, FunctionResource> = {};
  for (const reference of Array.isArray(references) ? references.filter(isObject) : []) {
    const name = textAt(reference, 'name');
    const namespace = namespaceOf(xr) || textAt(reference, 'namespace');
    const type = { apiVersion: textAt(reference, 'apiVersion'), kind: textAt(reference, 'kind') };
    const object = name === '' ? undefined : store.get(type, namespace, name);
    if (!object) continue;
    const controller = controllerOf(object);
    if (controller && controller.uid !== textAt(xr, 'metadata', 'uid')) continue;
    const resourceName = textsAt(object, 'annotations')[RESOURCE_NAME];
    if (!resourceName) throw anonymous(object);
    const connectionDetails = fetchConnection(object, store);
    states[resourceName] = { resource: object, connectionDetails };
  }
  return states;
}

/** What is in the Secret that an object writes its connection details to. */
export function fetchConnection(object: JsonObject, store: Store): ConnectionDetails | undefined {
  const reference = fieldAt(object, 'spec', 'writeConnectionSecretToRef');
  if (!isObject(reference)) return undefined;
  const namespace = namespaceOf(object) || textAt(reference, 'namespace');
  const type = { apiVersion: 'v1', kind: 'Secret' };
  const secret = store.get(type, namespace, textAt(reference, 'name'));
  return secret && secretData(secret);
}

function anonymous(object: JsonObject): CompositeError {
  const what = `observed resource ${quote(nameOf(object))}`;
  return new CompositeError(
    'COMPOSITE_OBSERVED_INVALID',
    `${what} has no annotation "${RESOURCE_NAME}", which says what it is in the composition`,
    `write the annotation ${RESOURCE_NAME} with the resource's name in the composition`,
  );
}
