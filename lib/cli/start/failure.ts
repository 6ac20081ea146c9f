import { relative } from 'node:path';
import { isCodedError } from '../../core';
import { systemFailure } from '../system-failure';

/**
 * What a program that threw looks like to its author: the message, and the line of the author's own
 * code that it came from. The whole stack only with `debug`.
 */
export function describeFailure(error: unknown, folder: string, debug: boolean): string {
  if (!(error instanceof Error)) return `error: the program threw ${String(error)}`;
  const title = titleOf(error);
  if (debug) return `${title}\n${error.stack ?? ''}`;
  const place = ownFrame(error.stack ?? '', folder);
  return place === undefined ? title : `${title}\n  at ${place}`;
}

function titleOf(error: Error): string {
  if (isCodedError(error)) return `error ${error.code}: ${error.message}\n  ${error.hint}`;
  const system = systemFailure(error);
  if (system !== undefined) return `error ${system}`;
  return `error: ${error.message === '' ? error.name : error.message}`;
}

/** The innermost frame in `folder` that is not a dependency: `main.ts:12:3`; without column `main.ts:12`. */
function ownFrame(stack: string, folder: string): string | undefined {
  // What does not even parse has no frame: its file stands in front of all.
  const [, unparsed] = /^((?:\/|[A-Za-z]:\\).*:\d+)\n/.exec(stack) ?? [];
  if (unparsed !== undefined) return relative(folder, unparsed);
  for (const line of stack.split('\n')) {
    const [, file, position] =
      /\(?((?:\/|[A-Za-z]:\\|file:)[^()]*?):(\d+:\d+)\)?$/.exec(line) ?? [];
    if (file === undefined || /[\\/]node_modules[\\/]/.test(file)) continue;
    const path = relative(folder, file.replace(/^file:\/\//, ''));
    if (!path.startsWith('..')) return `${path}:${position}`;
  }
  return undefined;
}
