import { groupOf, type Manifest } from '../core';
import type { FieldChange } from './types';
import { isMap, type Fields } from './values';

const SECRET_FIELDS = ['/data', '/stringData'];
const LAST_APPLIED = '/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration';
const ANNOTATIONS = '/metadata/annotations';

/** The change without its values where they are a Secret's. */
export function redactField(change: FieldChange, manifest: Manifest): FieldChange {
  if (!isSecret(manifest) || !holdsSecret(change)) return change;
  const { pointer, path } = change;
  return { pointer, path, hidden: true };
}

/** Whether a value at `pointer` of an object must never be shown. */
export function isHidden(manifest: Manifest, pointer: string): boolean {
  return isSecret(manifest) && holdsSecret({ pointer, before: valueHolder });
}

const valueHolder: Fields = { [LAST_APPLIED.slice(ANNOTATIONS.length + 1)]: '' };

function isSecret(manifest: Manifest): boolean {
  return manifest.kind === 'Secret' && groupOf(manifest) === '';
}

function holdsSecret({ pointer, before, after }: Omit<FieldChange, 'path'>): boolean {
  if (pointer === '') return true;
  if ([...SECRET_FIELDS, LAST_APPLIED].some((one) => isWithin(pointer, one))) return true;
  const holds = (value: unknown) =>
    isMap(value) && Object.keys(value).some((key) => key.includes('last-applied-configuration'));
  if (pointer === ANNOTATIONS) return holds(before) || holds(after);
  if (pointer !== '/metadata') return false;
  return [before, after].some((value) => isMap(value) && holds(value.annotations));
}

function isWithin(pointer: string, parent: string): boolean {
  return pointer === parent || pointer.startsWith(`${parent}/`);
}
