import type { Word } from './pipeline';

/** A text of which parts are unknown, as a pattern. */
export interface Symbolic {
  /** As messages show it: `ghcr.io/${github.repository_owner}/core:v*`. */
  readonly text: string;
  /** Whether nothing of it is unknown. */
  readonly known: boolean;
  /** Whether it could be that text. */
  couldBe(text: string): boolean;
}

/** Names under which runs know the git ref that started them. */
const REF =
  /^(github\.ref_name|GITHUB_REF_NAME|GITHUB_REF##?refs\/tags\/|CI_COMMIT_TAG|CI_COMMIT_REF_NAME)$/;

/** `registry/repository` and `tag` of a reference; no tag is `latest`, as every client takes it. */
export function splitReference(
  word: Word,
  refs: readonly string[],
): { readonly repository: Symbolic; readonly tag: Symbolic } {
  const repository: Part[] = [];
  const tag: Part[] = [];
  let inTag = false;
  for (const part of word) {
    if (typeof part !== 'string' || inTag) {
      (inTag ? tag : repository).push(part);
      continue;
    }
    const colon = /[:@](?=[^/]*$)/.exec(part);
    if (colon) {
      repository.push(part.slice(0, colon.index));
      tag.push(part.slice(colon.index + 1));
      inTag = true;
    } else repository.push(part);
  }
  return { repository: symbolic(repository), tag: symbolic(inTag ? tag : ['latest'], refs) };
}

/** A text of manifests, in which templates are what is unknown. */
export function symbolicTemplate(text: string): Symbolic {
  const parts = text
    .split(/(\{\{.*?\}\})/)
    .map((part): Part => (part.startsWith('{{') ? { unknown: part } : part));
  return symbolic(parts);
}

type Part = Word[number];

function symbolic(parts: readonly Part[], refs: readonly string[] = []): Symbolic {
  const source = parts.map((part) =>
    typeof part === 'string' ? escape(part) : shape(part.unknown, refs),
  );
  const pattern = new RegExp(`^(?:${source.join('')})$`, 'i');
  return {
    text: parts
      .map((part) => (typeof part === 'string' ? part : show(part.unknown, refs)))
      .join(''),
    known: parts.every((part) => typeof part === 'string'),
    couldBe: (text) => pattern.test(text),
  };
}

function shape(name: string, refs: readonly string[]): string {
  if (!REF.test(name) || refs.length === 0) return '.+';
  return `(?:${refs.map(globSource).join('|')})`;
}

function show(name: string, refs: readonly string[]): string {
  if (REF.test(name) && refs.length > 0) return refs.join('|');
  return name.startsWith('{{') || name.startsWith('$') ? name : `\${${name}}`;
}

/** The filter patterns of GitHub: `*`, `**`, `?`, `+`, `[…]`. Those with more than a star are rare. */
function globSource(pattern: string): string {
  return escape(pattern)
    .replace(/(\\\*)+/g, '.*')
    .replace(/\\\[([^\]]*)\\\]/g, '[$1]')
    .replace(/\\\+/g, '+')
    .replace(/\\\?/g, '?');
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
