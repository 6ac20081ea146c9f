import type { Manifest, Pointer } from '../core';
import { isMap } from '../template';
import { hasGenerator } from './argocd-version';
import { ExpansionFailure } from './failure';
import type {
  ChildGenerator,
  Generator,
  GeneratorContext,
  GeneratorEntry,
  GeneratorInputs,
} from './generator';
import { generators } from './generators';
import { interpolate } from './interpolate';
import type { Params } from './params';
import { postSelector } from './post-selector';
import type { Renderer } from './renderer';
import { wrap } from './wrap';

/** Parameters of one generator of an entry. */
export interface Transformed {
  readonly generator: Generator;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly params: readonly Params[];
}

/** How many levels of matrix and merge may still stand below. */
type Depth = 0 | 1 | 2;

export interface TransformContext {
  readonly applicationSet: Manifest;
  readonly inputs: GeneratorInputs;
  readonly renderer: Renderer;
  readonly warn: GeneratorContext['warn'];
}

/**
 * Runs every generator of a top-level entry, in Argo CD's order, and keeps the sets that the entry's
 * post-selector matches.
 *
 * @throws {ExpansionFailure}
 */
export function transform(
  entry: GeneratorEntry,
  pointer: Pointer,
  context: TransformContext,
): Transformed[] {
  return prepare(entry, pointer, context, 2).map(({ generator, spec, run }) => ({
    generator,
    spec,
    params: run(null),
  }));
}

interface Prepared {
  readonly generator: Generator;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly constant: boolean;
  run(params: Params): readonly Params[];
}

function prepare(
  entry: GeneratorEntry,
  pointer: Pointer,
  context: TransformContext,
  depth: Depth,
): Prepared[] {
  const keep = postSelector(entry, pointer, context.warn);
  return relevant(entry, depth, context.inputs).map(({ generator, spec }) => {
    const at = `${pointer}/${generator.key}`;
    const inner: GeneratorContext = {
      ...context,
      child: (child, childPointer) => childOf(child, childPointer, context, depth),
    };
    const plan = interpolate(entry, generator, spec, context.renderer, at);
    return {
      generator,
      spec,
      constant: plan.constant,
      run(params) {
        const filled = params && Object.keys(params).length > 0 ? plan.run(params) : spec;
        return generator.generate(filled, inner, at).filter(keep);
      },
    };
  });
}

/** Generators of an entry; matrix and merge vanish where nesting is at its end, as in Argo CD. */
function relevant(entry: GeneratorEntry, depth: Depth, inputs: GeneratorInputs) {
  return generators.flatMap((generator) => {
    if (!hasGenerator(inputs, generator)) return [];
    const spec = entry[generator.key];
    const combines = generator.key === 'matrix' || generator.key === 'merge';
    return isMap(spec) && !(combines && depth === 0) ? [{ generator, spec }] : [];
  });
}

function childOf(
  entry: GeneratorEntry,
  pointer: Pointer,
  context: TransformContext,
  depth: Depth,
): ChildGenerator {
  const failed = 'child generator returned an error on parameter generation';
  const prepared = wrap(failed, () => prepare(entry, pointer, context, (depth - 1) as Depth));
  const [only, second] = prepared;
  if (!only) {
    throw new ExpansionFailure('child generator generated no parameters', {
      hint: `write one generator here: ${generators.map(({ key }) => key).join(', ')}; a matrix or merge holds at most one more level of them`,
      pointer,
    });
  }
  const run = (params: Params) => wrap(failed, () => prepared.map((one) => one.run(params)));
  if (!second) {
    return { constant: only.constant, generate: (params) => run(params)[0] as readonly Params[] };
  }
  return {
    constant: false,
    generate(params) {
      // Argo CD runs them all before it says so.
      run(params);
      throw new ExpansionFailure('found more than one generator in matrix.Generators', {
        hint: 'give each child of a matrix or merge one generator',
        pointer,
      });
    },
  };
}
