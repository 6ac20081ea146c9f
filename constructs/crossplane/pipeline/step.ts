import { CompositionError } from '../errors';

/** What a function reads as its input: an object with a type of its own. */
export interface FunctionInput {
  readonly apiVersion: string;
  readonly kind: string;
}

/** An installed function by its name, with the type of what it reads. */
export interface ComposedFunction<I extends FunctionInput = FunctionInput> {
  /** `metadata.name` of the Function. */
  readonly name: string;
  /** For the compiler alone. */
  readonly input?: I;
}

export interface StepOptions<I extends FunctionInput = FunctionInput> {
  /** An installed Function: its `metadata.name`, its construct, or {@link composedFunction}. */
  readonly function: string | ComposedFunction<I>;
  /** Default: none. */
  readonly input?: NoInfer<I>;
  /** Secrets that the function is handed, by the name that it looks for. Default: none. */
  readonly credentials?: Readonly<Record<string, SecretKeyed>>;
  /** What the function is given before it asks, by the name that it looks for. Default: nothing. */
  readonly requirements?: StepRequirements;
  /**
   * Whether the function may compose resources that it does not itself say are ready. Default: true.
   */
  readonly composes?: boolean;
  /**
   * Kinds that the function asks for when it runs, beside `requirements`: Crossplane gets the right to
   * read them. Default: none.
   */
  readonly reads?: readonly FunctionInput[];
}

interface SecretKeyed {
  readonly namespace: string;
  readonly name: string;
}

export interface StepRequirements {
  readonly resources?: Readonly<Record<string, RequiredResource>>;
  readonly schemas?: Readonly<Record<string, FunctionInput>>;
}

/** Objects by name or by labels. */
export type RequiredResource = {
  readonly apiVersion: string;
  readonly kind: string;
  /** Default: none, the kind is cluster-scoped. */
  readonly namespace?: string;
} & (
  | { readonly name: string; readonly matchLabels?: undefined }
  | { readonly matchLabels: Readonly<Record<string, string>>; readonly name?: undefined }
);

/** One step, as a Composition has it. */
export interface PipelineStep {
  readonly step: string;
  readonly functionRef: { readonly name: string };
  readonly input?: object;
  readonly credentials?: readonly object[];
  readonly requirements?: object;
}

/** A step of the user's own. */
export class Step {
  constructor(
    readonly name: string,
    readonly composes: boolean,
    /** As the Composition has it. */
    readonly spec: PipelineStep,
    /** Kinds that Crossplane reads for it. */
    readonly reads: readonly FunctionInput[] = [],
  ) {}
}

/**
 * A function with the type of its input: `composedFunction<KclInput>('function-kcl')`.
 *
 * @param name `metadata.name` of the Function.
 */
export function composedFunction<I extends FunctionInput>(name: string): ComposedFunction<I> {
  return { name };
}

/**
 * A step of any function, for a composition's `before` or `after`.
 *
 * ```ts
 * step('tags', { function: 'function-tag-manager', input: { apiVersion: '…', kind: '…' } })
 * ```
 *
 * @param name unique in the pipeline.
 */
export function step<I extends FunctionInput = FunctionInput & Readonly<Record<string, unknown>>>(
  name: string,
  options: StepOptions<I>,
): Step {
  const { function: called, input, credentials, requirements, composes = true } = options;
  const required = Object.values(requirements?.resources ?? {});
  const reads = [...required, ...(options.reads ?? [])];
  const functionName = typeof called === 'string' ? called : called.name;
  const invalid = (what: string, hint: string) =>
    new CompositionError('COMPOSITION_INVALID', `step '${name}' ${what}`, hint);
  if (!functionName) throw invalid('names no function', "write function: 'function-…'");
  if (input !== undefined && !(input.apiVersion && input.kind)) {
    throw invalid(
      'has an input without apiVersion or kind',
      'write both, as the function has them',
    );
  }
  const spec: PipelineStep = {
    step: name,
    functionRef: { name: functionName },
    ...(input && { input }),
    ...(credentials && {
      credentials: Object.entries(credentials).map(([key, { namespace, name: secret }]) => ({
        name: key,
        source: 'Secret',
        secretRef: { namespace, name: secret },
      })),
    }),
    ...(requirements && { requirements: toRequirements(requirements) }),
  };
  return new Step(name, composes, spec, reads);
}

function toRequirements({ resources, schemas }: StepRequirements) {
  const named = (all: Readonly<Record<string, object>>) =>
    Object.entries(all).map(([requirementName, required]) => ({ requirementName, ...required }));
  return {
    ...(resources && { requiredResources: named(resources) }),
    ...(schemas && { requiredSchemas: named(schemas) }),
  };
}
