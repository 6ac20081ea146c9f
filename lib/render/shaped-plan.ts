import { formatPointer, type Pointer } from '../core';
import { isMap, type ValueMap } from '../template';
import type { Params } from './params';
import type { Plan, Renderer } from './renderer';
import { isStruct, type Field, type Shape, type Struct } from './shape';

const ZEROS: Readonly<Record<string, unknown>> = { string: '', bool: false, int: 0 };

/** Renders a value that Go holds in a typed struct: as there, unknown and empty fields vanish. */
export function shapedPlan(value: unknown, shape: Shape, renderer: Renderer, at: Pointer): Plan {
  if (isStruct(shape)) return structPlan(isMap(value) ? value : {}, shape, renderer, at);
  if (typeof shape === 'object' && 'list' in shape && Array.isArray(value)) {
    const items = value.map((item, i) =>
      shapedPlan(item, shape.list, renderer, at + formatPointer([i])),
    );
    return joined(items, (params) => items.map((item) => item.run(params)));
  }
  return shape === 'json' ? renderer.json(value, at) : renderer.value(value, at);
}

interface Entry {
  readonly name: string;
  readonly field: Field;
  readonly plan: Plan;
}

function structPlan(value: ValueMap, { fields }: Struct, renderer: Renderer, at: Pointer): Plan {
  const entries: Entry[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const present = Object.hasOwn(value, name) ? value[name] : undefined;
    const missing = present === undefined || present === null;
    if (missing && field.written !== 'always') continue;
    const plan = shapedPlan(
      missing ? zero(field.shape) : present,
      field.shape,
      renderer,
      `${at}/${name}`,
    );
    if (plan.constant && field.written === 'unless-empty' && isEmpty(plan.run(null))) continue;
    entries.push({ name, field, plan });
  }
  return joined(
    entries.map(({ plan }) => plan),
    (params) => {
      const out: ValueMap = {};
      for (const { name, field, plan } of entries) {
        const rendered = plan.run(params);
        if (field.written !== 'unless-empty' || !isEmpty(rendered)) out[name] = rendered;
      }
      return out;
    },
  );
}

/** A plan of parts: constant, and made once, if all of them are. */
function joined(parts: readonly Plan[], run: (params: Params) => unknown): Plan {
  if (!parts.every(({ constant }) => constant)) return { constant: false, run };
  const fixed = run(null);
  return { constant: true, run: () => fixed };
}

function zero(shape: Shape): unknown {
  return typeof shape === 'string' ? ZEROS[shape] : {};
}

/** What `omitempty` leaves out. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isMap(value)) return Object.keys(value).length === 0;
  return value === '' || value === false || value === 0;
}
