import { ArgoCdError } from '../errors';

/**
 * `text` as a Go string literal. Right for every string that has a UTF-8 form, in YAML and inside
 * the raw JSON of a matrix alike.
 *
 * @throws {ArgoCdError} `ARGOCD_TEXT_INVALID` for a lone surrogate, which Go cannot hold.
 * @see https://go.dev/ref/spec#String_literals
 */
export function quoteGo(text: string): string {
  if (/\p{Surrogate}/u.test(text)) {
    throw new ArgoCdError(
      'ARGOCD_TEXT_INVALID',
      `${JSON.stringify(text)} holds half of a surrogate pair, which no YAML file can hold`,
      'remove the broken character',
    );
  }
  return JSON.stringify(text); // each escape that JSON writes is one of Go's
}

/** `pipeline` as one operand of another: in parentheses, unless it is a field or a literal. */
export function operand(pipeline: string): string {
  return /^(\.|\$?[.\w]+|"([^"\\]|\\.)*")$/.test(pipeline) ? pipeline : `(${pipeline})`;
}

/**
 * The pipeline whose value is what Go prints for `text`: `eu-{{ .name }}` is `printf "eu-%v" .name`.
 *
 * @throws {ArgoCdError} `ARGOCD_TEXT_INVALID` where an action is more than one pipeline (`if`, a
 *   variable, a comment, a trim marker) or has no end.
 */
export function pipelineOf(text: string): string {
  const { literals, actions } = split(text);
  const [only] = actions;
  if (only === undefined) return quoteGo(text);
  if (actions.length === 1 && literals.every((literal) => literal === '')) return only;
  const format = literals.map((literal) => literal.replace(/%/g, '%%')).join('%v');
  return ['printf', quoteGo(format), ...actions.map(operand)].join(' ');
}

const TOKEN = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|\}\}|[^]/g;
const NOT_A_PIPELINE =
  /^(-\s|\s*(\/\*|(if|else|end|range|with|block|define|template|break|continue)\b|$))|\s-$|\$\w*\s*:?=/;

/** Literals and the actions between them: always one literal more. */
function split(text: string): { literals: string[]; actions: string[] } {
  const literals: string[] = [];
  const actions: string[] = [];
  let from = 0;
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', from)) {
    const close = endOf(text, open + 2);
    const action = text.slice(open + 2, close);
    const bare = action.replace(TOKEN, (token) => (/^["`']./.test(token) ? '""' : token));
    if (close === undefined || NOT_A_PIPELINE.test(bare)) {
      throw new ArgoCdError(
        'ARGOCD_TEXT_INVALID',
        `'${text}' cannot be a part of another template expression`,
        'write plain {{ pipeline }} actions in it, or write the whole field as a raw template',
      );
    }
    literals.push(text.slice(from, open));
    actions.push(action.trim());
    from = close + 2;
  }
  literals.push(text.slice(from));
  return { literals, actions };
}

/** Where the `}}` is that closes the action whose content starts at `start`. */
function endOf(text: string, start: number): number | undefined {
  TOKEN.lastIndex = start;
  for (let token = TOKEN.exec(text); token; token = TOKEN.exec(text)) {
    if (token[0] === '}}') return token.index;
  }
  return undefined;
}
