// Not the global one, which tests may replace by a clock of their own.
import { setImmediate } from 'node:timers';

const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Runs synchronous work that Ctrl-C must not cut in half. A signal that arrives meanwhile ends the
 * process when the program next yields, with the exit code of that signal; before and after, it ends
 * it at once, as ever. Programs that have handlers of their own keep them.
 */
export function uninterrupted<T>(work: () => T): T {
  arm();
  return work();
}

let armed = false;

function arm(): void {
  if (armed) return;
  armed = true;
  const handlers = Object.entries(SIGNALS)
    .filter(([signal]) => process.listenerCount(signal) === 0)
    .map(([signal, code]) => ({ signal, end: () => process.exit(code) }));
  for (const { signal, end } of handlers) process.on(signal, end);
  // Not before the event loop has told of signals that came.
  setImmediate(() => {
    armed = false;
    for (const { signal, end } of handlers) process.off(signal, end);
  });
}
