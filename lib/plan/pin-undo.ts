import type { PinChange } from './types';

/** How the pin that brings a change is put back. */
export function pinUndoOf(pins: readonly PinChange[], pin: number | undefined): string | undefined {
  return pin === undefined ? undefined : pins[pin]?.undo;
}
