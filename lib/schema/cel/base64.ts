/**
 * Where a text stops being base64, with its padding, as Go's decoder counts it; `undefined` for
 * nowhere. Line breaks count for nothing. Rules read the alphabet of URLs, whatever the schema wants:
 * `+` and `/` end them.
 *
 * @see https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/strfmt/default.go
 */
export function base64ProblemAt(text: string): number | undefined {
  let inGroup = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '\n' || letter === '\r') continue;
    if (/[\w-]/.test(letter)) {
      inGroup = (inGroup + 1) % 4;
      continue;
    }
    if (letter !== '=' || inGroup < 2) return at;
    return paddingProblemAt(text, at, inGroup);
  }
  return inGroup === 0 ? undefined : text.length - inGroup;
}

/** @param at of the first sign of padding, after so many letters of a group. */
function paddingProblemAt(text: string, at: number, inGroup: number): number | undefined {
  let next = skipBreaks(text, at + 1);
  if (inGroup === 2) {
    if (next >= text.length) return text.length;
    if (text.charAt(next) !== '=') return next - 1;
    next = skipBreaks(text, next + 1);
  }
  return next < text.length ? next : undefined;
}

function skipBreaks(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === '\n' || text.charAt(at) === '\r') at += 1;
  return at;
}
