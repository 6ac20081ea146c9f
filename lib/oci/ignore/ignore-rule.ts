import { matchesName, readNamePattern, type NamePattern } from './name-pattern';

/** A path, cut at its slashes, as patterns look at it. */
export type PathNames = readonly Buffer[];

/** One line of a `.sourceignore`. */
export interface IgnoreRule {
  /** The folder that the line is for: `['apps', 'base']`; empty for the top. */
  readonly domain: PathNames;
  /** Whether it takes back what earlier lines leave out: `!keep.yaml`. */
  readonly includes: boolean;
  /** Whether it is about folders alone: `build/`. */
  readonly foldersOnly: boolean;
  /** Names of the pattern; without a slash in it, one that any name of the path may match. */
  readonly parts: readonly Part[];
  readonly anywhere: boolean;
}

/** `''` for what is between two slashes, `'**'` for any folders, else a pattern for one name. */
type Part = '' | '**' | { readonly pattern: NamePattern | undefined };

/**
 * Reads one line as Flux does, whose matcher is go-git's and not git's own: a slash in the middle
 * does not tie a pattern to the top, `!` takes back what is in a folder that was left out, and a
 * `**` inside of a name matches nothing.
 *
 * @see https://github.com/fluxcd/pkg/tree/main/sourceignore
 */
export function readIgnoreRule(line: string, domain: readonly string[] = []): IgnoreRule {
  const includes = line.startsWith('!');
  let text = includes ? line.slice(1) : line;
  if (!text.endsWith('\\ ')) text = text.replace(/ +$/, '');
  const foldersOnly = text.endsWith('/');
  if (foldersOnly) text = text.slice(0, -1);
  return {
    domain: namesOf(domain),
    includes,
    foldersOnly,
    anywhere: !text.includes('/'),
    parts: text.split('/').map((part): Part => {
      if (text.includes('/') && (part === '' || part === '**')) return part;
      const double = text.includes('/') && part.includes('**');
      return { pattern: double ? undefined : readNamePattern(part) };
    }),
  };
}

/** Names as bytes: patterns look at those. */
export function namesOf(names: readonly string[]): PathNames {
  return names.map((name) => Buffer.from(name));
}

/** Whether a rule speaks of a path. */
export function appliesTo(rule: IgnoreRule, path: PathNames, isFolder: boolean): boolean {
  const { domain, anywhere } = rule;
  if (domain.length > 0 && !isBelow(path, domain)) return false;
  const inside = domain.length === 0 ? path : path.slice(domain.length);
  return anywhere ? matchesAnyName(rule, inside, isFolder) : matchesPath(rule, inside, isFolder);
}

function isBelow(path: PathNames, folder: PathNames): boolean {
  return folder.every((name, i) => path[i]?.equals(name));
}

function matchesAnyName({ parts, foldersOnly }: IgnoreRule, path: PathNames, isFolder: boolean) {
  const [only] = parts;
  const names = foldersOnly && !isFolder ? path.length - 1 : path.length;
  for (let i = 0; i < names; i++) if (matches(only, path[i])) return true;
  return false;
}

/** Takes names off the path, part by part; what is left over is below what matched. */
function matchesPath({ parts, foldersOnly }: IgnoreRule, path: PathNames, isFolder: boolean) {
  let at = 0;
  let matched = false;
  let anyFolders = false;
  for (const [i, part] of parts.entries()) {
    if (part === '') {
      anyFolders = false;
    } else if (part === '**') {
      if (i === parts.length - 1) break;
      anyFolders = true;
    } else if (at >= path.length) {
      return false;
    } else if (anyFolders) {
      anyFolders = false;
      const found = path.findIndex((name, n) => n >= at && matches(part, name));
      matched = found >= 0;
      at = found < 0 ? path.length : found + 1;
    } else {
      if (!matches(part, path[at])) return false;
      matched = true;
      at++;
    }
  }
  return matched && !(foldersOnly && !isFolder && at === path.length);
}

function matches(part: Part | undefined, name: Buffer | undefined): boolean {
  if (name === undefined || typeof part !== 'object' || !part.pattern) return false;
  return matchesName(part.pattern, name);
}
