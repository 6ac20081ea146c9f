import { escapeToken, type Pointer } from '../core';
import { isMap, type ValueMap } from '../template';
import { ExpansionFailure } from './failure';
import type { Generator, GeneratorEntry } from './generator';
import { generators } from './generators';
import type { Params } from './params';
import type { Plan, Renderer } from './renderer';

type Spec = Readonly<Record<string, unknown>>;

/**
 * How a matrix fills in its second child: every string and key of it, but `values`, whose templates
 * stay for the generator itself where they name a parameter that the first child does not give.
 */
export function interpolate(
  entry: GeneratorEntry,
  generator: Generator,
  spec: Spec,
  renderer: Renderer,
  pointer: Pointer,
): Plan<Spec> {
  const plan = specPlan(generator, spec, renderer, pointer);
  const selector = isMap(entry.selector) && renderer.value(entry.selector, `${pointer}/selector`);
  return {
    constant: plan.constant,
    run(params) {
      try {
        // The selector has been read already, but a template in it that fails still counts.
        if (selector) selector.run(params);
        return plan.run(params);
      } catch (error) {
        if (!(error instanceof ExpansionFailure)) throw error;
        throw error.within('failed to replace parameters in generator');
      }
    },
  };
}

function specPlan(
  generator: Generator,
  spec: Spec,
  renderer: Renderer,
  pointer: Pointer,
): Plan<Spec> {
  const filled = generator.filled?.(spec) ?? spec;
  const fields = Object.entries(filled).map(([key, value]) => {
    const at = `${pointer}/${escapeToken(key)}`;
    return { key, plan: fieldPlan(generator, key, value, renderer, at) };
  });
  return objectPlan(fields);
}

interface FieldPlan {
  readonly key: string;
  readonly plan: Plan;
}

/** Even without a template in it, a filled-in object is not the written one: nulls in JSON vanish. */
function objectPlan(fields: readonly FieldPlan[]): Plan<Spec> {
  const run = (params: Params) =>
    Object.fromEntries(fields.map(({ key, plan }) => [key, plan.run(params)]));
  if (!fields.every(({ plan }) => plan.constant)) return { constant: false, run };
  const fixed = run(null);
  return { constant: true, run: () => fixed };
}

function fieldPlan(
  generator: Generator,
  key: string,
  value: unknown,
  renderer: Renderer,
  pointer: Pointer,
): Plan {
  if (key === 'values' && generator.hasValues && isMap(value)) {
    return valuesPlan(value, renderer, pointer);
  }
  if (key === 'generators' && Array.isArray(value)) {
    const children = value.map((child, i) => entryPlan(child, renderer, `${pointer}/${i}`));
    return {
      constant: children.every(({ constant }) => constant),
      run: (params) => children.map((child) => child.run(params)),
    };
  }
  // The elements of a list are arbitrary JSON in a typed list.
  if (key === 'elements' && Array.isArray(value)) {
    const items = value.map((item, i) => renderer.json(item, `${pointer}/${i}`));
    return {
      constant: items.every(({ constant }) => constant),
      run: (params) => items.map((item) => item.run(params)),
    };
  }
  return renderer.value(value, pointer);
}

/** A child of a nested matrix or merge. */
function entryPlan(entry: unknown, renderer: Renderer, pointer: Pointer): Plan {
  if (!isMap(entry)) return renderer.value(entry, pointer);
  const fields = Object.entries(entry).map(([key, value]) => {
    const at = `${pointer}/${escapeToken(key)}`;
    const generator = generators.find((candidate) => candidate.key === key);
    const typedSpec = generator && isMap(value);
    return {
      key,
      plan: typedSpec ? specPlan(generator, value, renderer, at) : renderer.value(value, at),
    };
  });
  return objectPlan(fields);
}

function valuesPlan(values: ValueMap, renderer: Renderer, pointer: Pointer): Plan {
  const plans = Object.entries(values).map(([key, text]) => ({
    key,
    text: String(text),
    plan: renderer.strict.text(String(text), `${pointer}/${escapeToken(key)}`),
  }));
  const fill = (params: Params, key: string, text: string, plan: Plan<string>): string => {
    try {
      return plan.run(params);
    } catch (error) {
      if (!(error instanceof ExpansionFailure)) throw error;
      if (/map has no entry for key|can't evaluate field/.test(error.message)) return text;
      throw error.within(`failed to pre-resolve Values key ${JSON.stringify(key)}`);
    }
  };
  return {
    constant: plans.every(({ plan }) => plan.constant),
    run: (params) =>
      Object.fromEntries(plans.map(({ key, text, plan }) => [key, fill(params, key, text, plan)])),
  };
}
