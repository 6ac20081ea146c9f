import { ExpansionFailure } from './failure';

/** Runs `work`; a failure's message gets `prefix` in front. */
export function wrap<T>(prefix: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ExpansionFailure ? error.within(prefix) : error;
  }
}
