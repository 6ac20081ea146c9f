import { CompositionError } from '../errors';
import type { Entry } from '../entry';
import { healthOf } from '../kinds';
import { isOrdinary } from '../readiness';
import type { PipelineStep, Step } from './step';

/** `metadata.name` of the installed functions. */
export interface FunctionNames {
  /** Default: `function-patch-and-transform`. */
  readonly patchAndTransform?: string;
  /** Default: `function-auto-ready`. */
  readonly autoReady?: string;
  /** Default: `function-sequencer`. */
  readonly sequencer?: string;
  /** Default: `function-environment-configs`. */
  readonly environmentConfigs?: string;
  /** Default: `function-go-templating`. */
  readonly goTemplating?: string;
}

/** Default name of function-go-templating. */
export const GO_TEMPLATING = 'function-go-templating';

export interface PipelineParts {
  readonly patchAndTransform: object;
  /** Inputs of what goes around it, where there is any. */
  readonly environmentConfigs?: object;
  readonly sequencer?: object;
  readonly status?: object;
  readonly before: readonly Step[];
  readonly after: readonly Step[];
  readonly last: readonly Step[];
  readonly functions: FunctionNames;
  readonly judgesItself: boolean;
}

/** The pipeline in the order that makes each step see what it needs. */
export function assemble(parts: PipelineParts, where: string): readonly PipelineStep[] {
  const { before, after, last, functions, judgesItself } = parts;
  const run = (step: string, name: string | undefined, input?: object): PipelineStep => ({
    step,
    functionRef: { name: name ?? `function-${step}` },
    ...(input && { input }),
  });
  const autoReady = run('auto-ready', functions.autoReady);
  const { environmentConfigs: configs, sequencer, status } = parts;
  const statusStep = run('status', functions.goTemplating ?? GO_TEMPLATING, status);
  const pipeline = [
    ...(configs ? [run('environment-configs', functions.environmentConfigs, configs)] : []),
    ...before.map(({ spec }) => spec),
    // In front it judges what others compose, and leaves alone what the checks are for.
    ...(judgesItself && before.some(({ composes }) => composes) ? [autoReady] : []),
    run('patch-and-transform', functions.patchAndTransform, parts.patchAndTransform),
    ...(status ? [statusStep] : []),
    ...after.map(({ spec }) => spec),
    ...(judgesItself ? [] : [autoReady]),
    ...(sequencer ? [run('sequencer', functions.sequencer, sequencer)] : []),
    ...last.map(({ spec, composes, name }) => {
      if (!composes) return named(spec, functions);
      const hint = 'write composes: false, or put the step into after';
      throw invalid(where, `has step '${name}' at the end, which composes something`, hint);
    }),
  ];
  const names = new Set<string>();
  for (const { step } of pipeline) {
    if (names.has(step) || step === '') {
      throw invalid(where, `has two steps named '${step}'`, 'give each step its own name');
    }
    names.add(step);
  }
  return pipeline;
}

/** A step of function-go-templating under the name that this one has where the composition goes. */
function named(spec: PipelineStep, { goTemplating = GO_TEMPLATING }: FunctionNames): PipelineStep {
  return spec.functionRef.name === GO_TEMPLATING
    ? { ...spec, functionRef: { name: goTemplating } }
    : spec;
}

/**
 * Whether function-patch-and-transform alone says what is ready. A check that fails leaves a resource
 * undecided, and function-auto-ready behind it would then go by the `Ready` condition.
 *
 * @throws {CompositionError} `COMPOSITION_READINESS` where something else needs function-auto-ready.
 */
export function judgesItself(
  entries: readonly Entry[],
  after: readonly Step[],
  where: string,
): boolean {
  const [checked] = entries.filter(({ checks }) => checks && !isOrdinary(checks));
  if (!checked) return false;
  const fail = (what: string, hint: string) =>
    new CompositionError(
      'COMPOSITION_READINESS',
      `${where} ${what}, which would also pass resource '${checked.name}' whatever its checks say`,
      hint,
    );
  const judged = entries.find(({ kind, checks }) => !checks && healthOf(kind) === 'judged');
  if (judged) {
    throw fail(
      `needs function-auto-ready for ${judged.kind.kind} '${judged.name}'`,
      `give '${judged.name}' a readiness, e.g. { condition: 'Available' }`,
    );
  }
  const composing = after.find(({ composes }) => composes);
  if (!composing) return true;
  throw fail(
    `needs function-auto-ready for what step '${composing.name}' composes`,
    'put the step into before, or write composes: false where it composes nothing',
  );
}

function invalid(where: string, what: string, hint: string): CompositionError {
  return new CompositionError('COMPOSITION_INVALID', `${where} ${what}`, hint);
}
