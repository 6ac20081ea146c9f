import type { Pointer } from '../../core';
import type { KindSchema } from '../../schema';
import { isObject, own, type JsonObject } from '../json';
import { typeOf } from '../patch-and-transform/patch-type';
import { ANYTHING, fieldsOf, rootOf } from '../schema/place';
import type { XrScope } from '../xrd/definition';
import type { Report } from './patch';
import { fieldAt } from './readiness';
import type { PlacedInput, PlacedTemplate } from './read-input';

/** Checks where the connection details of a resource come from. */
export function checkConnectionDetails(
  { template, pointer, patches }: PlacedTemplate,
  base: JsonObject | undefined,
  schema: KindSchema | undefined,
  report: Report,
): void {
  const place = schema ? rootOf(schema) : ANYTHING;
  let needsSecret = false;
  template.connectionDetails?.forEach(({ type, fromFieldPath = '' }, i) => {
    needsSecret ||= type === 'FromConnectionSecretKey';
    if (type !== 'FromFieldPath') return;
    const at = `${pointer}/connectionDetails/${i}/fromFieldPath`;
    const found = fieldAt(place, fromFieldPath);
    if (typeof found !== 'string' && !('fault' in found)) return;
    const message = typeof found === 'string' ? found : `is ${fromFieldPath}, and ${found.fault}`;
    const hint = typeof found === 'string' ? undefined : found.hint;
    report({
      rule: 'composition-path-unknown',
      pointer: at,
      message,
      ...(hint !== undefined && { hint }),
    });
  });
  if (!needsSecret || !base || !schema) return;
  const spec = own(base, 'spec');
  const written = isObject(spec) && own(spec, 'writeConnectionSecretToRef') !== undefined;
  const field = 'spec.writeConnectionSecretToRef';
  const patched = patches.some(({ patch }) => {
    const { fromFieldPath, toFieldPath = fromFieldPath } = patch;
    return /^(Combine)?From/.test(typeOf(patch)) && toFieldPath?.startsWith(field);
  });
  if (written || patched) return;
  const known = fieldsOf(rootOf(schema)).get('spec');
  const can = known && fieldsOf(known).has('writeConnectionSecretToRef');
  report({
    rule: 'composition-path-unknown',
    pointer: `${pointer}/connectionDetails`,
    message: can
      ? `reads keys of a connection Secret, which the base does not ask for: there is no ${field}`
      : `reads keys of a connection Secret, and a ${String(base['kind'])} writes none`,
    hint: can ? `set ${field} in the base` : 'read them with type FromFieldPath',
  });
}

/** Checks where the connection Secret of the XR goes, which function-patch-and-transform composes. */
export function checkConnectionSecret(
  { templates, secret }: PlacedInput,
  at: Pointer,
  xr: { readonly kind: string; readonly scope: XrScope } | undefined,
  report: Report,
): void {
  const pointer = `${at}/writeConnectionSecretToRef`;
  secret?.patches?.forEach((patch, i) => {
    const type = typeOf(patch);
    const { fromFieldPath, toFieldPath = fromFieldPath } = patch;
    if (type !== 'FromCompositeFieldPath' && type !== 'CombineFromComposite') {
      const message = `is of type ${type}, which fails: the reference is patched from the XR only`;
      report({
        rule: 'composition-input-invalid',
        pointer: `${pointer}/patches/${i}/type`,
        message,
      });
    } else if (toFieldPath !== 'name' && toFieldPath !== 'namespace') {
      const message = `writes ${toFieldPath ?? ''}, and only name and namespace are read`;
      report({
        rule: 'composition-path-unknown',
        pointer: `${pointer}/patches/${i}/toFieldPath`,
        message,
      });
    }
  });
  if (!xr) return;
  if (xr.scope === 'LegacyCluster') {
    if (!secret) return;
    const message = `is not read: the XRs of ${xr.kind} have connection details of their own`;
    const hint = 'remove it, and write spec.writeConnectionSecretToRef on the XR or its claim';
    report({ rule: 'composition-patch-ignored', pointer, message, hint, severity: 'warning' });
    return;
  }
  const details = templates.find(({ template }) => template.connectionDetails?.length);
  const patched = secret?.patches?.some(({ toFieldPath }) => toFieldPath === 'namespace');
  if (xr.scope === 'Namespaced' || !details || secret?.namespace || patched) return;
  report({
    rule: 'composition-scope-broken',
    pointer: `${details.pointer}/connectionDetails`,
    message: `go to a Secret without a namespace: the cluster-scoped ${xr.kind} has none to give`,
    hint: 'write writeConnectionSecretToRef: { namespace: … } in the input',
  });
}
