import { compareBytes } from '../../../template/bytes';
import { quote } from '../../../template/quote';
import { CompositeError } from '../errors';
import { clone, type Draft } from '../../../crossplane/json';
import { kindOf, nameOf, namespaceOf, setMetadata, textAt } from '../manifest-text';
import type { FunctionResource, JsonObject, State } from '../protocol';
import { renderMetadata } from './composed';
import type { RenderResult } from './inputs';
import { childName, isValidName } from './names';

/** A composed resource as it is applied. */
export interface ComposedResource {
  readonly name: string;
  readonly object: JsonObject;
  readonly ready: boolean;
}

/** The desired resources with all that Crossplane sets, by name. */
export function composeDesired(
  xr: JsonObject,
  desired: State['resources'],
  observed: Readonly<Record<string, FunctionResource>>,
  warn: (result: RenderResult) => void,
): readonly ComposedResource[] {
  return Object.keys(desired)
    .sort(compareBytes)
    .map((name) => {
      const { resource, ready = false } = desired[name] as FunctionResource;
      const object: Draft = clone(resource);
      keepIdentity(object, observed[name]?.resource);
      const [own, given] = [namespaceOf(xr), namespaceOf(object)];
      if (own !== '' && given !== '' && given !== own) {
        const what = `cannot create composed resource ${quote(name)} in namespace ${quote(given)}`;
        const message = `${what}, using XR namespace ${quote(own)} instead`;
        warn({ severity: 'Warning', reason: 'NamespaceOverridden', message });
      }
      renderMetadata(object, xr, name);
      if (nameOf(object) === '') {
        const prefix = textAt(object, 'metadata', 'generateName');
        setMetadata(object, 'name', childName(prefix, textAt(xr, 'metadata', 'uid'), name));
      }
      checkName(object, name);
      return { name, object, ready };
    });
}

/** What exists keeps its name. */
export function keepIdentity(object: Draft, observed: JsonObject | undefined): void {
  if (!observed) return;
  setMetadata(object, 'namespace', namespaceOf(observed));
  setMetadata(object, 'name', nameOf(observed));
  setMetadata(object, 'generateName', textAt(observed, 'metadata', 'generateName'));
}

function checkName(object: JsonObject, name: string): void {
  const { group, kind } = kindOf(object);
  if (isValidName(nameOf(object), group, kind)) return;
  const what = `cannot apply composed resource ${quote(name)} because it has an invalid name`;
  throw new CompositeError(
    'COMPOSITE_FAILED',
    `cannot compose resources: ${what} ${quote(nameOf(object))}. ` +
      'Must be a valid RFC 1123 subdomain name.',
    'give the XR or the composed resource a name of lower-case letters, digits, - and .',
  );
}

/** `spec.resourceRefs` of the XR: what it composes. */
export function referencesTo(
  xr: JsonObject,
  composed: readonly ComposedResource[],
): readonly JsonObject[] {
  const references = composed.map(({ object }) => {
    const namespace = namespaceOf(xr) === '' ? namespaceOf(object) : '';
    const [apiVersion, kind] = [textAt(object, 'apiVersion'), textAt(object, 'kind')];
    const name = nameOf(object);
    const uid = textAt(object, 'metadata', 'uid');
    return {
      key: apiVersion + kind + name + namespace,
      reference: {
        ...(kind !== '' && { kind }),
        ...(namespace !== '' && { namespace }),
        ...(name !== '' && { name }),
        ...(uid !== '' && { uid }),
        ...(apiVersion !== '' && { apiVersion }),
      },
    };
  });
  return references.sort((a, b) => compareBytes(a.key, b.key)).map(({ reference }) => reference);
}
