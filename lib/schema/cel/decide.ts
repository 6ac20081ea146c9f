import { noSuchOverload } from './compare';
import { CelError, type Value } from './values';

/**
 * `&&`, `||`, `all` and `exists`: a part that decides makes errors of the others forgotten, before it
 * and behind it.
 */
export function decide<T>(parts: Iterable<T>, run: (part: T) => Value, decides: boolean): boolean {
  let error: CelError | undefined;
  for (const part of parts) {
    try {
      const value = run(part);
      if (value === decides) return decides;
      if (typeof value !== 'boolean') error ??= noSuchOverload();
    } catch (thrown) {
      if (!(thrown instanceof CelError)) throw thrown;
      error ??= thrown;
    }
  }
  if (error) throw error;
  return !decides;
}
