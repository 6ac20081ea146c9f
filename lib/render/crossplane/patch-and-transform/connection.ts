import { toBytes } from '../../../template/bytes';
import { toJson } from '../../../template/json';
import { Failure, within } from '../../../crossplane/failure';
import { isObject, type Draft } from '../../../crossplane/json';
import { nameOf, namespaceOf } from '../manifest-text';
import { tryValue } from '../paved';
import type { ConnectionDetails, FunctionResource, JsonObject } from '../protocol';
import type { Document } from './document';
import type {
  ConnectionDetail,
  ConnectionSecretRef,
  Patch,
} from '../../../crossplane/patch-and-transform/input';
import { applyCombinePatch, applyFieldPatch, type Source } from './patch';
import { typeOf } from '../../../crossplane/patch-and-transform/patch-type';
import { validateConnectionDetail } from '../../../crossplane/patch-and-transform/validate';

/** What an observed resource gives to its XR's connection details; what is not there yet is left out. */
export function extractConnectionDetails(
  { resource, connectionDetails = {} }: FunctionResource,
  details: readonly ConnectionDetail[] = [],
): ConnectionDetails {
  const extracted: Record<string, string> = {};
  for (const detail of details) {
    within('invalid', () => validateConnectionDetail(detail));
    const { name = '', type, value = '', fromConnectionSecretKey = '', fromFieldPath } = detail;
    if (type === 'FromValue') extracted[name] = toBytes(value).toString('base64');
    else if (type === 'FromConnectionSecretKey') {
      const found = connectionDetails[fromConnectionSecretKey];
      if (found !== undefined) extracted[name] = found;
    } else {
      const found = tryValue(resource, fromFieldPath ?? '');
      if (found !== undefined) extracted[name] = bytesOf(found).toString('base64');
    }
  }
  return extracted;
}

function bytesOf(value: unknown): Buffer {
  return typeof value === 'string' ? toBytes(value) : Buffer.from(toJson(value) ?? '');
}

/** XRs of v2 have no connection details of their own; the field tells them. */
export function supportsConnectionDetails(xr: JsonObject): boolean {
  return tryValue(xr, 'spec.crossplane') === undefined;
}

/** The Secret that takes the place of an XR's connection details in v2. */
export function composeConnectionSecret(
  xr: JsonObject,
  data: ConnectionDetails,
  ref: ConnectionSecretRef | undefined,
): FunctionResource {
  const { name, namespace } = within('cannot generate connection secret reference', () =>
    patchedRef(xr, baseRef(xr, ref), ref?.patches),
  );
  const metadata = { ...(name !== '' && { name }), ...(namespace !== '' && { namespace }) };
  const resource = {
    apiVersion: 'v1',
    kind: 'Secret',
    ...(Object.keys(metadata).length > 0 && { metadata }),
    data,
    type: 'connection.crossplane.io/v1alpha1',
  };
  return { resource, ready: true };
}

interface Ref {
  readonly name: string;
  readonly namespace: string;
}

/** The XR's own reference, else the input's, else a name of the XR's. */
function baseRef(xr: JsonObject, input: ConnectionSecretRef | undefined): Ref {
  const own = tryValue(xr, 'spec.writeConnectionSecretToRef');
  if (own === null) return { name: '', namespace: '' };
  if (isObject(own)) {
    const { name = '', namespace = '' } = own;
    if (isTextOrNull(name) && isTextOrNull(namespace)) {
      return { name: name ?? '', namespace: namespace ?? '' };
    }
  }
  if (input?.name || input?.namespace) {
    return { name: input.name ?? '', namespace: input.namespace ?? '' };
  }
  return { name: `${nameOf(xr)}-connection`, namespace: namespaceOf(xr) };
}

function isTextOrNull(value: unknown): value is string | null {
  return typeof value === 'string' || value === null;
}

function patchedRef(xr: JsonObject, ref: Ref, patches: readonly Patch[] = []): Ref {
  if (patches.length === 0) return ref;
  const object: Draft = { apiVersion: 'v1', kind: 'SecretReference', ...ref };
  const to: Document = { object, floats: false };
  within('cannot apply connection secret patches', () => {
    patches.forEach((patch, i) => applyRefPatch(patch, i, { object: xr, floats: true }, to));
  });
  const { name, namespace } = object;
  return {
    name: typeof name === 'string' ? name : ref.name,
    namespace: typeof namespace === 'string' ? namespace : ref.namespace,
  };
}

/** With an optional source, whatever goes wrong is passed over. */
function applyRefPatch(patch: Patch, index: number, from: Source, to: Document): void {
  const type = typeOf(patch);
  const place = `cannot apply patch type ${type} at index ${index}`;
  if (type === 'CombineFromComposite') {
    within(place, () => applyCombinePatch(patch, from, to));
  } else if (type === 'FromCompositeFieldPath') {
    try {
      applyFieldPatch(patch, from, to);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if ((patch.policy?.fromFieldPath ?? 'Optional') !== 'Optional') throw error.within(place);
    }
  } else throw new Failure(`unsupported patch type ${type} at index ${index}`);
}
