import { formatPointer, parsePointer, valueAt, type Manifest, type Pointer } from '../core';
import type { ApplicationSpec, IgnoreRule } from './applications';

/** Without it, a rule hides a difference that every sync still overwrites. */
export const RESPECT = 'RespectIgnoreDifferences=true';

export function respects({ syncOptions }: ApplicationSpec): boolean {
  return syncOptions.includes(RESPECT);
}

/** What a rule is about, for messages: `apps/Deployment 'web'`. */
export function formatRule({ group, kind, name }: IgnoreRule): string {
  const of = [group, kind].filter((part) => part).join('/');
  return name === undefined ? of : `${of} '${name}'`;
}

export interface Misescaped {
  /** In `jsonPointers`. */
  readonly index: number;
  readonly given: string;
  readonly meant: Pointer;
}

/** Maps whose keys have slashes in them, as they are written without escapes. */
const SLASHED = /^\/(?:spec\/template\/)?metadata\/(?:annotations|labels)\//;

/**
 * Pointers of a rule that take a slash in a key for a step: `/metadata/annotations/a.io/b`.
 *
 * @param at an object that the rule is for: any of its maps tells.
 */
export function misescaped({ jsonPointers }: IgnoreRule, at?: Manifest): Misescaped[] {
  return jsonPointers.flatMap((given, index) => {
    const meant = meantBy(given, at);
    return meant === undefined ? [] : [{ index, given, meant }];
  });
}

function meantBy(given: Pointer, at: Manifest | undefined): Pointer | undefined {
  const head = SLASHED.exec(given)?.[0];
  const tokens = parsePointer(given);
  if (head !== undefined) {
    const depth = parsePointer(head).length - 1;
    if (tokens.length <= depth + 1) return undefined;
    return formatPointer([...tokens.slice(0, depth), tokens.slice(depth).join('/')]);
  }
  if (!at || valueAt(at, given) !== undefined) return undefined;
  for (let depth = 1; depth < tokens.length - 1; depth++) {
    const pointer = formatPointer([...tokens.slice(0, depth), tokens.slice(depth).join('/')]);
    if (valueAt(at, pointer) !== undefined) return pointer;
  }
  return undefined;
}
