import { relative } from 'node:path';
import { isCodedError } from '../../core';

/**
 * What a program that threw looks like to its author: the message, and the line of the author's own
 * code that it came from. The whole stack only with `debug`.
 */
export function describeFailure(error: unknown, folder: string, debug: boolean): string {
  if (!(error instanceof Error)) return `error: the program threw ${String(error)}`;
  const title = isCodedError(error)
    ? `error ${error.code}: ${error.message}\n  ${error.hint}`
    : `error: ${error.message === '' ? error.name : error.message}`;
  if (debug) return `${title}\n${error.stack ?? ''}`;
  const place = ownFrame(error.stack ?? '', folder);
  return place === undefined ? title : `${title}\n  at ${place}`;
}

/** The innermost frame in `folder` that is not a dependency: `main.ts:12:3`. */
function ownFrame(stack: string, folder: string): string | undefined {
  for (const line of stack.split('\n')) {
    const [, file, position] =
      /\(?((?:\/|[A-Za-z]:\\|file:)[^()]*?):(\d+:\d+)\)?$/.exec(line) ?? [];
    if (file === undefined || /[\\/]node_modules[\\/]/.test(file)) continue;
    const path = relative(folder, file.replace(/^file:\/\//, ''));
    if (!path.startsWith('..')) return `${path}:${position}`;
  }
  return undefined;
}
