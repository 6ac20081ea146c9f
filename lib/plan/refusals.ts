import { formatKey } from '../core';
import { brokenRules, type SchemaOf } from './broken-rules';
import { optionOf } from './fate';
import type { GroupedChange } from './grouping';
import { frozenChanges, type FrozenChange } from './immutable';
import { pinUndoOf } from './pin-undo';
import type { Danger, PinChange } from './types';

/** Changes that the API server refuses, or that an option turns into a deletion. */
export function refusals(
  { change, difference: { before, after } }: GroupedChange,
  pins: readonly PinChange[],
  schemaOf: SchemaOf | undefined,
): Danger[] {
  const { object, fields, pin, places, apply } = change;
  if (!before || !after) return [];
  const forced = optionOf(after, 'Force') === 'true' && apply !== 'server-side';
  const known = frozenChanges(object, fields, before.immutable === true);
  const broken = brokenRules(before, after, schemaOf).filter(
    ({ field }) => !known.some((one) => one.field.pointer === field.pointer),
  );
  return [...known, ...broken].map((frozen): Danger => {
    const remade = forced || (frozen.reconciled === true && apply !== 'server-side');
    return {
      kind: 'immutable-field',
      message: `${formatKey(object)}${remade ? ' is deleted and made again' : ''}: ${textOf(frozen, remade)}`,
      object,
      pointer: frozen.field.pointer,
      deletes: remade,
      undo: pinUndoOf(pins, pin) ?? 'leave the field as it is, or give the object another name',
      ...(!remade && { protect: frozen.way ?? WAY }),
      places,
    };
  });
}

const WAY =
  'to go on: give the object another name, or annotate it argocd.argoproj.io/sync-options: Force=true,Replace=true, which deletes it and makes it again';

function textOf({ field: { path }, why, outcome }: FrozenChange, remade: boolean): string {
  const reason = why === undefined ? `${path} cannot change` : `${path} ${why}`;
  return remade ? reason : `${reason}, ${outcome ?? 'the sync fails'}`;
}
