import { quote } from '../../../template/quote';
import { CompositeError } from '../errors';
import { isObject, type Draft } from '../../../crossplane/json';
import { fieldAt, nameOf, namespaceOf, setMetadata, textAt, textsAt } from '../manifest-text';
import type { JsonObject } from '../protocol';

export const RESOURCE_NAME = 'crossplane.io/composition-resource-name';
export const COMPOSITE = 'crossplane.io/composite';
const CLAIM_NAME = 'crossplane.io/claim-name';
const CLAIM_NAMESPACE = 'crossplane.io/claim-namespace';

/** The reference to who controls an object. */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

/**
 * Sets what Crossplane sets in the metadata of every composed resource: who made it, from which
 * resource of the composition, in which namespace.
 *
 * @throws {CompositeError} where the resource says that something else controls it.
 */
export function renderMetadata(composed: Draft, xr: JsonObject, resourceName: string): void {
  const labels = textsAt(xr, 'labels');
  const prefix = labels[COMPOSITE] || nameOf(xr);
  if (nameOf(composed) === '' && textAt(composed, 'metadata', 'generateName') === '') {
    setMetadata(composed, 'generateName', `${prefix}-`);
  }
  if (namespaceOf(xr) !== '') setMetadata(composed, 'namespace', namespaceOf(xr));
  addTexts(composed, 'annotations', { [RESOURCE_NAME]: resourceName });
  const claim = labels[CLAIM_NAME] || undefined;
  const claimNamespace = labels[CLAIM_NAMESPACE] || undefined;
  addTexts(composed, 'labels', {
    [COMPOSITE]: prefix,
    ...(claim && claimNamespace && { [CLAIM_NAME]: claim, [CLAIM_NAMESPACE]: claimNamespace }),
  });
  control(composed, xr, resourceName);
}

function control(composed: Draft, xr: JsonObject, resourceName: string): void {
  const owners = ownersOf(composed);
  const uid = textAt(xr, 'metadata', 'uid');
  const other = owners.find(({ controller }) => controller === true);
  if (other && other.uid !== uid) {
    const { kind, name, uid: otherUid } = other;
    const who = `already controlled by ${kind} ${name} (UID ${otherUid})`;
    throw new CompositeError(
      'COMPOSITE_FAILED',
      `cannot compose resources: cannot render metadata for composed resource ${quote(resourceName)}: ` +
        `cannot set controller reference: ${nameOf(composed)} is ${who}`,
      'leave the controller out of the ownerReferences of the composed resource',
    );
  }
  const owner: OwnerReference = {
    apiVersion: textAt(xr, 'apiVersion'),
    kind: textAt(xr, 'kind'),
    name: nameOf(xr),
    uid,
    controller: true,
    blockOwnerDeletion: true,
  };
  const same = owners.findIndex((each) => each.uid === uid);
  const all = same < 0 ? [...owners, owner] : owners.map((o, i) => (i === same ? owner : o));
  if (isObject(composed['metadata'])) (composed['metadata'] as Draft)['ownerReferences'] = all;
}

/** As Kubernetes reads them: fields of other names and types are dropped. */
export function ownersOf(object: JsonObject): readonly OwnerReference[] {
  const references = fieldAt(object, 'metadata', 'ownerReferences');
  if (!Array.isArray(references)) return [];
  return references.filter(isObject).map((reference) => {
    const { controller, blockOwnerDeletion } = reference;
    return {
      apiVersion: textAt(reference, 'apiVersion'),
      kind: textAt(reference, 'kind'),
      name: textAt(reference, 'name'),
      uid: textAt(reference, 'uid'),
      ...(typeof controller === 'boolean' && { controller }),
      ...(typeof blockOwnerDeletion === 'boolean' && { blockOwnerDeletion }),
    };
  });
}

export function controllerOf(object: JsonObject): OwnerReference | undefined {
  return ownersOf(object).find(({ controller }) => controller === true);
}

/** Adds labels or annotations; a map with anything but texts in it is replaced. */
export function addTexts(
  object: Draft,
  field: 'labels' | 'annotations',
  texts: Readonly<Record<string, string>>,
): void {
  const all = { ...textsAt(object, field), ...texts };
  const metadata = object['metadata'];
  if (metadata === undefined) object['metadata'] = { [field]: all };
  else if (isObject(metadata)) (metadata as Draft)[field] = all;
}
