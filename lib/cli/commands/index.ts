import type { Command } from '../command';

/** The verbs, in the order that help shows them. */
export const commands: readonly Command[] = [];
