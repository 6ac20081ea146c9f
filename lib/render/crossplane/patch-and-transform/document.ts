import { toJson } from '../../../template/json';
import { Failure } from '../../../crossplane/failure';
import type { Draft } from '../../../crossplane/json';
import { kindOf } from '../manifest-text';

/**
 * An object that patches read or write. Whole numbers are float64 as they come from a request
 * (`floats`), and int64 once the object has been through Kubernetes' JSON, which every patch to it does.
 */
export interface Document {
  readonly object: Draft;
  floats: boolean;
}

/**
 * The object as it comes back from Kubernetes' JSON after a patch.
 *
 * @throws {Failure} where the patch took its kind away.
 */
export function settle(document: Document): void {
  document.floats = false;
  if (kindOf(document.object).kind === '') throw missingKind(document.object);
}

export function missingKind(object: unknown, options?: { readonly escapeHtml?: boolean }): Failure {
  return new Failure(`Object 'Kind' is missing in '${toJson(object, options) ?? ''}'`);
}
