import { Failure, InputFailure } from '../failure';
import { quote } from '../../template/quote';

/** A fault of an input as Kubernetes' `field.Error` words it: `resources[0].name: Required value: …`. */
export function required(path: string, detail: string): Failure {
  return new InputFailure(path, `Required value: ${detail}`, ': ');
}

export function invalid(path: string, value: string, detail: string): Failure {
  return new InputFailure(path, `Invalid value: ${quote(value)}: ${detail}`, ': ');
}

/** Runs a check whose places lie below `path`. */
export function below(path: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (error instanceof InputFailure) throw error.below(path);
    throw error instanceof Failure ? new Failure(`${path}.${error.message}`) : error;
  }
}

/** Checks every item of a list, each below its place. */
export function eachBelow<T>(
  path: string,
  items: readonly T[] | undefined,
  check: (item: T) => void,
): void {
  items?.forEach((item, i) => below(`${path}[${i}]`, () => check(item)));
}
