import { groupOf, nearest, type Manifest, type Pointer } from '../../core';
import { isObject, own, type JsonObject } from '../json';
import { asResources, CONVERT_NATIVE, isNative } from '../native/adapt';
import { checkNative } from '../native/check';
import { objectIn, textIn } from '../xrd/definition';
import type { Report } from './patch';
import type { CompositionWorld } from './world';

/** A step of a pipeline, and the function that it runs if it is one of those that we know. */
export interface Step {
  readonly name: string;
  readonly pointer: Pointer;
  /** The last part of its package: `function-auto-ready`. */
  readonly runs?: KnownFunction;
  readonly input?: JsonObject;
  /** Where the input is in the composition. Default: `input` of the step. */
  readonly inputAt?: Pointer;
  /** Whether it stands for a Composition without a pipeline, which Crossplane 1 composes itself. */
  readonly native?: true;
}

/** Functions that are told apart, by the last part of their package. */
const KNOWN = [
  'function-auto-ready',
  'function-environment-configs',
  'function-extra-resources',
  'function-go-templating',
  'function-patch-and-transform',
  'function-sequencer',
  'function-tag-manager',
] as const;
export type KnownFunction = (typeof KNOWN)[number];

/** Whether a step may compose anything, and say of anything that it is ready. */
export function isOpaque({ runs }: Step): boolean {
  return runs === undefined || runs === 'function-go-templating';
}

/** The steps of a Composition; what is no step is told by its schema. */
export function stepsOf(
  composition: Manifest,
  { functions }: Pick<CompositionWorld, 'functions'>,
): readonly Step[] {
  const spec = objectIn(composition, 'spec');
  if (isNative(spec)) return [nativeStep(spec)];
  const pipeline = own(spec, 'pipeline');
  return (Array.isArray(pipeline) ? (pipeline as unknown[]) : []).flatMap((given, i) => {
    if (!isObject(given)) return [];
    const input = own(given, 'input');
    const runs = functionOf(given, functions);
    return [
      {
        name: textIn(given, 'step'),
        pointer: `/spec/pipeline/${i}`,
        ...(isObject(input) && { input }),
        ...(runs !== undefined && { runs }),
      },
    ];
  });
}

/** As if function-patch-and-transform had `spec` as its input. */
function nativeStep(spec: JsonObject): Step {
  const runs = 'function-patch-and-transform';
  return {
    name: '',
    pointer: '/spec',
    inputAt: '/spec',
    runs,
    input: asResources(spec),
    native: true,
  };
}

/** By the package that is installed under the name, else by the name, else by its input. */
function functionOf(step: JsonObject, functions: readonly Manifest[]): KnownFunction | undefined {
  const name = textIn(objectIn(step, 'functionRef'), 'name');
  const installed = functions.find(({ metadata }) => metadata.name === name);
  const image = textIn(objectIn(installed, 'spec'), 'package').replace(/@.*$/, '');
  const last = image.slice(image.lastIndexOf('/') + 1).replace(/:.*$/, '');
  const found = KNOWN.find((each) => last === each || name === each || name.endsWith(`-${each}`));
  if (found) return found;
  if (installed) return undefined;
  const input = objectIn(step, 'input');
  const isResources = textIn(input, 'kind') === 'Resources';
  const isIts = isResources && groupOf(textIn(input, 'apiVersion')) === 'pt.fn.crossplane.io';
  return isIts ? 'function-patch-and-transform' : undefined;
}

/** Checks what the schema of Compositions cannot: functions that are there, in an order that works. */
export function checkPipeline(
  composition: Manifest,
  steps: readonly Step[],
  { functions, composesNatively }: CompositionWorld,
  report: Report,
): void {
  const rule = 'composition-pipeline-broken';
  const spec = objectIn(composition, 'spec');
  if (isNative(spec)) {
    const pointer = own(spec, 'mode') === 'Resources' ? '/spec/mode' : '/spec/resources';
    checkNative(spec, report);
    if (composesNatively) return;
    report({
      rule,
      pointer,
      message: 'composes without a pipeline, which Crossplane 2 does not',
      hint: `${CONVERT_NATIVE}; where it is for Crossplane 1, say targets: { crossplane: '1.20' } in cdk8s-gitops.yaml`,
    });
    return;
  }
  if (steps.length === 0) {
    report({ rule, pointer: '/spec', message: 'has no pipeline', hint: 'write at least one step' });
  }
  const names = functions.flatMap(({ metadata }) => {
    const name: unknown = metadata.name;
    return typeof name === 'string' ? [name] : [];
  });
  for (const { pointer, name } of steps) {
    const wanted = textIn(objectIn(valueOf(composition, pointer), 'functionRef'), 'name');
    if (names.length === 0 || wanted === '' || names.includes(wanted)) continue;
    const meant = nearest(wanted, names);
    report({
      rule,
      pointer: `${pointer}/functionRef/name`,
      message: `is '${wanted}', and no Function of that name is installed: step '${name}' never runs`,
      hint:
        meant === undefined
          ? `install a Function named ${wanted}`
          : `did you mean '${meant}'? write that`,
    });
  }
  const composing = steps.findLastIndex(({ runs }) => runs === 'function-patch-and-transform');
  steps.forEach(({ runs, name, pointer }, i) => {
    if (runs !== 'function-auto-ready' || i > composing) return;
    report({
      rule,
      pointer,
      message: `is function-auto-ready before step '${steps[composing]?.name ?? ''}': it sees nothing that a later step composes`,
      hint: `move step '${name}' to the end`,
      severity: 'warning',
    });
  });
}

function valueOf(composition: Manifest, pointer: Pointer): unknown {
  const index = Number(pointer.slice(pointer.lastIndexOf('/') + 1));
  const pipeline = own(objectIn(composition, 'spec'), 'pipeline');
  return Array.isArray(pipeline) ? (pipeline as unknown[])[index] : undefined;
}
