/**
 * An error as Go code returns it. Thrown inside this folder only: it becomes a result of a function,
 * whose text is what Crossplane shows. No Error, since optional patches that find nothing throw one
 * each and a stack would cost more than the patch.
 */
export class Failure {
  constructor(
    readonly message: string,
    /** Whether a field or an element is missing, which a patch may take as "not yet". */
    readonly notFound = false,
  ) {}

  /** As `errors.Wrap`. */
  within(prefix: string): Failure {
    return new Failure(`${prefix}: ${this.message}`, this.notFound);
  }
}

/** A fault at a place of a function's input. */
export class InputFailure extends Failure {
  constructor(
    /** `resources[0].patches[1].type`; `''` is the input. */
    readonly path: string,
    /** Read after the place: `has no field 'x'`, `Required value: …`. */
    readonly fault: string,
    private readonly separator: ': ' | ' ',
  ) {
    super(`${path === '' ? 'the input' : path}${separator}${fault}`);
  }

  /** The same, its place below another. */
  below(path: string): InputFailure {
    return new InputFailure(`${path}.${this.path}`, this.fault, this.separator);
  }
}

/** Where the Go code itself breaks down: the whole pipeline fails, whoever would pass a failure over. */
export class Crash extends Failure {
  override within(prefix: string): Crash {
    return new Crash(`${prefix}: ${this.message}`);
  }
}

/** Runs `work`; a failure gets `prefix` in front. */
export function within<T>(prefix: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Failure ? error.within(prefix) : error;
  }
}
