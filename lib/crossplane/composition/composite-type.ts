import { groupOf, versionOf, type Manifest } from '../../core';
import { rootOf, type Place, ANYTHING } from '../schema/place';
import { objectIn, textIn, type Definition, type XrScope } from '../xrd/definition';
import { compositeKind } from '../xrd/derive';
import type { Report } from './patch';
import type { CompositionWorld } from './world';

/** The XR that a composition composes for. */
export interface CompositeType {
  readonly kind: string;
  /** `undefined`: its XRD is not in view, nor its schema known. */
  readonly scope?: XrScope;
  readonly place: Place;
}

/** Finds the XR, and tells where `compositeTypeRef` names none that compositions can be of. */
export function compositeTypeOf(
  composition: Manifest,
  world: CompositionWorld,
  report: Report,
): CompositeType {
  const ref = objectIn(objectIn(composition, 'spec'), 'compositeTypeRef');
  const [apiVersion, kind] = [textIn(ref, 'apiVersion'), textIn(ref, 'kind')];
  const at = '/spec/compositeTypeRef';
  const rule = 'composition-pipeline-broken';
  const definition = world.definitionOf(groupOf(apiVersion), kind);
  if (!definition) {
    const known = world.kindOf(apiVersion, kind);
    if (known) {
      const { scope } = known.facts;
      return { kind, scope: legacyOr(scope, rootOf(known)), place: rootOf(known) };
    }
    const message = `is ${kind} of ${apiVersion}, whose XRD is not in view: fields of the XR are not checked`;
    const hint = 'lint it together with the XRD, or pass the folder of the XRD with --crds';
    report({ rule: 'composed-kind-unknown', pointer: at, message, hint, severity: 'warning' });
    return { kind, place: ANYTHING };
  }
  const { scope } = definition;
  if (definition.kind !== kind) {
    const message = `is ${kind}, the claim of ${definition.kind}: compositions compose for the XR`;
    report({ rule, pointer: `${at}/kind`, message, hint: `write ${definition.kind}` });
  }
  const version = definition.versions.find(({ name }) => name === versionOf({ apiVersion }));
  if (!version?.referenceable) tellVersion(apiVersion, definition, version !== undefined, report);
  if (!version?.schema) return { kind, scope, place: ANYTHING };
  return { kind, scope, place: rootOf(compositeKind(definition, version)) };
}

function tellVersion(
  apiVersion: string,
  definition: Definition,
  exists: boolean,
  report: Report,
): void {
  const { group, kind, versions } = definition;
  const referenceable = versions.find((version) => version.referenceable);
  const what = exists ? 'a version that is not referenceable' : `no version of ${kind}`;
  report({
    rule: 'composition-pipeline-broken',
    pointer: '/spec/compositeTypeRef/apiVersion',
    message: `is ${apiVersion}, ${what}: no XR ever takes the composition`,
    ...(referenceable && { hint: `write ${group}/${referenceable.name}` }),
  });
}

/** XRs whose CRD is known: legacy ones keep what is Crossplane's in `spec` itself. */
function legacyOr(scope: 'Namespaced' | 'Cluster', { node, table }: Place): XrScope {
  const spec = node.properties?.['spec'];
  const properties = (typeof spec === 'number' ? table.shapes[spec] : spec)?.properties ?? {};
  return 'resourceRefs' in properties ? 'LegacyCluster' : scope;
}
