import type { ObjectKey } from '../core';
import { cloudRefusal } from './cloud-fields';
import { FROZEN, type Frozen } from './immutable-fields';
import { quantityOf } from './quantity';
import type { FieldChange } from './types';

/** A change that the API server refuses. */
export interface FrozenChange extends Pick<Frozen, 'reconciled' | 'way'> {
  readonly field: FieldChange;
  /** Why, where it is not that the field never changes. */
  readonly why?: string;
  /** What comes of it. Default the sync fails. */
  readonly outcome?: string;
}

const CONTENT: Omit<Frozen, 'group' | 'kind'> = {
  pointers: ['/data', '/stringData', '/binaryData', '/immutable'],
};

/** The changes among `fields` that the API server will refuse. */
export function frozenChanges(
  object: ObjectKey,
  fields: readonly FieldChange[],
  isMarkedImmutable: boolean,
): FrozenChange[] {
  const { group, kind } = object;
  const frozen = FROZEN.filter((one) => one.group === group && one.kind === kind);
  const marked =
    isMarkedImmutable && group === '' && ['ConfigMap', 'Secret'].includes(kind) ? [CONTENT] : [];
  const rules = [...frozen, ...marked];
  return fields.flatMap((field): FrozenChange[] => {
    const rule = rules.find((one) => forbids(one, field));
    if (rule) {
      const { reconciled, way } = rule;
      return [{ field, ...(reconciled && { reconciled }), ...(way !== undefined && { way }) }];
    }
    const cloud = cloudRefusal(object, field);
    if (cloud !== undefined) return [{ field, why: cloud, ...CLOUD }];
    const special = SPECIAL[`${group}/${kind}`]?.(field);
    return special ? [{ field, ...special }] : [];
  });
}

const CLOUD = {
  outcome: 'the provider refuses and it stays as it is',
  way: 'to go on: make a resource of another name, move what it holds, then delete the old one',
};

function forbids(
  { pointers, except = [], keepsUnset }: Omit<Frozen, 'group' | 'kind'>,
  field: FieldChange,
): boolean {
  if (keepsUnset && !('after' in field) && !field.hidden) return false;
  return (
    pointers.some((one) => touches(field.pointer, one)) &&
    !except.some((one) => isWithin(field.pointer, one))
  );
}

type Special = (field: FieldChange) => Omit<FrozenChange, 'field'> | undefined;

/** What may change in one direction only. */
const SPECIAL: Readonly<Record<string, Special>> = {
  '/PersistentVolumeClaim'({ pointer, before, after }) {
    if (pointer !== '/spec/resources/requests/storage') return undefined;
    const [old, now] = [quantityOf(before), quantityOf(after)];
    if (old === undefined || now === undefined || now >= old) return undefined;
    return {
      why: `cannot shrink from ${String(before)} to ${String(after)}`,
      way: 'to go on: make a smaller claim of another name, and copy the data',
    };
  },
  'apiextensions.k8s.io/CustomResourceDefinition'({ path, ...field }) {
    if (!/^spec\.versions\[[^\]]+\]$/.test(path) || 'after' in field) return undefined;
    return {
      why: 'cannot go while objects are stored in that version',
      way: 'to go on: write every object again in another version, then take it out of status.storedVersions',
    };
  },
};

/** Whether a change at `pointer` is one of, or around, the field. */
function touches(pointer: string, field: string): boolean {
  return isWithin(pointer, field) || field.startsWith(`${pointer}/`);
}

function isWithin(pointer: string, parent: string): boolean {
  const [tokens, wanted] = [pointer.split('/'), parent.split('/')];
  return wanted.every(
    (token, i) => token === tokens[i] || (token === '*' && tokens[i] !== undefined),
  );
}
