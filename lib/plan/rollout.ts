import { valueAt, type Manifest } from '../core';
import { setName } from './fleet';
import type { Pair } from './pair';
import { placeFor } from './place';
import type { Note, Place, State } from './types';
import { isEqual, isMap, type Fields } from './values';

/** In which order a rolling sync takes the Applications that change. */
export function rolloutNotes({ hub }: State, pairs: readonly Pair[]): Note[] {
  return hub.ofKind('argoproj.io', 'ApplicationSet').flatMap((set): Note[] => {
    const steps = valueAt(set, '/spec/strategy/rollingSync/steps');
    if (valueAt(set, '/spec/strategy/type') !== 'RollingSync' || !Array.isArray(steps)) return [];
    const name = setName(set);
    const changed = pairs.filter(
      ({ before, after }) =>
        after.set === name && !isEqual(before.manifest.spec, after.manifest.spec),
    );
    if (changed.length === 0) return [];
    const places = new Map<number, Place[]>();
    for (const { after } of changed) {
      const step = steps.findLastIndex((one) => matches(one, after.manifest));
      places.set(step, [...(places.get(step) ?? []), placeFor(after)]);
    }
    const order = [...places.keys()].filter((step) => step >= 0).sort((a, b) => a - b);
    const told = order.map((step) => {
      const gate = (steps[step] as Fields).maxUpdate === 0 ? ', each by hand' : '';
      return `step ${step + 1} ${listed(places.get(step) ?? [])}${gate}`;
    });
    const left = places.get(-1) ?? [];
    return [
      {
        message: `ApplicationSet ${name} rolls out in steps, each when the one before is healthy: ${told.join('; ')}`,
        hint: 'stop it there by a revert: later steps then never see the change',
        places: order.flatMap((step) => places.get(step) ?? []),
      },
      ...(left.length === 0
        ? []
        : [
            {
              message: `ApplicationSet ${name} has no step for some, which never sync`,
              hint: 'add a step whose matchExpressions take their labels',
              places: left,
            },
          ]),
    ].filter((note) => note.places.length > 0);
  });
}

const SHOWN = 4;

function listed(places: readonly Place[]): string {
  const names = places.map(({ application }) => application);
  const left = names.length - SHOWN;
  return [...names.slice(0, SHOWN), ...(left > 0 ? [`… ${left} more`] : [])].join(', ');
}

/** Only `In` and `NotIn` match; anything else matches nothing. */
function matches(step: unknown, { metadata: { labels = {} } }: Manifest): boolean {
  const expressions = isMap(step) ? (step.matchExpressions ?? []) : [];
  if (!Array.isArray(expressions)) return false;
  return expressions.filter(isMap).every(({ key, operator, values }) => {
    const has = Array.isArray(values) && values.includes(labels[String(key)]);
    return operator === 'In' ? has : operator === 'NotIn' && !has;
  });
}
