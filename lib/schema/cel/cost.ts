/**
 * What one evaluation may cost, and all those of one object. Counted is less than the API server
 * counts: whatever it lets through stays below, and whatever ends here would not get through.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/staging/src/k8s.io/apiserver/pkg/apis/cel/config.go
 */
export const CALL_LIMIT = 1_000_000;
export const OBJECT_LIMIT = 10_000_000;

/** Thrown by an evaluation that goes on for too long. No operator forgets it, as it does errors. */
export class CostExceeded extends Error {
  constructor() {
    super('operation cancelled: actual cost limit exceeded');
  }
}

/** Of the one evaluation under way: they never nest. */
let spent = 0;

/** @throws {CostExceeded} */
export function charge(units: number): void {
  spent += units;
  if (spent > CALL_LIMIT) throw new CostExceeded();
}

/** For going through, or making, so many items. */
export function chargeItems(count: number): void {
  charge(count / 10);
}

/** For going through, or making, a text. */
export function chargeText(length: number): void {
  charge(length / 100);
}

/** Runs with a new account. */
export function metered<T>(work: () => T): T {
  spent = 0;
  return work();
}

/** What the rules of one object may still cost. */
export class Budget {
  #left = OBJECT_LIMIT;

  /** Whether no further rule may run. */
  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** Runs one evaluation. */
  run<T>(evaluate: () => T): T {
    try {
      return evaluate();
    } catch (error) {
      if (error instanceof CostExceeded) this.#left = -1;
      throw error;
    } finally {
      this.#left -= spent;
    }
  }
}
