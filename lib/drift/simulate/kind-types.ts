import type { KindSchema, SchemaOf } from '../structural';
import { builtInType } from './built-in';
import { customRoot } from './typed/custom-node';
import { OPEN, type Node } from './typed/node';
import { fieldOf, type JsonMap } from './value';

/** What is known of the kind of an object: how its lists merge, and what is filled in. */
export interface KindTypes {
  /** As the API server merges it. */
  readonly server: Node;
  /** As Argo CD reads it from the OpenAPI document, version 2. */
  readonly argocd: Node;
  /** Of a custom resource, for its defaults. */
  readonly schema?: KindSchema;
  /** Whether its lists are known: without, each is taken for one that is replaced. */
  readonly isKnown: boolean;
  /** What mutating webhooks make of an object that is created or updated. */
  readonly webhooks?: (object: JsonMap) => JsonMap;
}

/** The built-in struct, else the schema; without one, a value of any shape. */
export function kindTypes(object: JsonMap, schemaOf?: SchemaOf): KindTypes {
  const apiVersion = String(fieldOf(object, 'apiVersion'));
  const kind = String(fieldOf(object, 'kind'));
  const type = builtInType(apiVersion, kind);
  if (type !== undefined) {
    const node: Node = { atomic: false, type, isSet: false };
    return { server: node, argocd: node, isKnown: true };
  }
  const schema = schemaOf?.(apiVersion, kind);
  if (!schema) return { server: OPEN, argocd: OPEN, isKnown: false };
  return {
    server: customRoot(schema, 'server'),
    argocd: customRoot(schema, 'argocd'),
    isKnown: true,
    // The schemas of built-in kinds do not say what their code fills in.
    ...(!BUILT_IN.test(apiVersion) && { schema }),
  };
}

/** Groups of the API server itself. */
const BUILT_IN =
  /^(v1|(apps|autoscaling|batch|policy|extensions)\/.*|(admissionregistration|apiextensions|apiregistration|authentication|authorization|certificates|coordination|discovery|events|flowcontrol\.apiserver|internal\.apiserver|networking|node|rbac\.authorization|resource|scheduling|storage|storagemigration)\.k8s\.io\/.*)$/;
