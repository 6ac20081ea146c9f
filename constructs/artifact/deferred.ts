import { ArtifactError } from './errors';

/**
 * A string that is known when its object is synthesized. It stands wherever a manifest has a
 * string; cdk8s resolves it through `resolve()`. Put into a longer string it would be a wrong value,
 * so that throws.
 */
export class DeferredString {
  readonly #produce: () => string;
  readonly #name: string;

  private constructor(name: string, produce: () => string) {
    this.#name = name;
    this.#produce = produce;
  }

  /** Typed as the string it becomes. `name` is how messages call it. */
  static of(name: string, produce: () => string): string {
    return new DeferredString(name, produce) as unknown as string;
  }

  resolve(): string {
    return this.#produce();
  }

  [Symbol.toPrimitive](): never {
    throw new ArtifactError(
      'ARTIFACT_STRINGIFIED',
      `${this.#name} is put into a string, but it is known only when the app is synthesized`,
      'give it as the whole value of a field',
    );
  }
}
