/** Whether `text` matches a Kyverno pattern: `*` any characters, `?` one. */
export function isLike(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === text;
  let expression = known.get(pattern);
  if (!expression) {
    const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    expression = new RegExp(`^${source.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
    known.set(pattern, expression);
  }
  return expression.test(text);
}

/** Whether a text matches one of some patterns; any does where there are none. */
export function likeAny(patterns: readonly string[]): (text: string) => boolean {
  if (patterns.length === 0) return () => true;
  const literal = new Set(patterns.filter((pattern) => !/[*?]/.test(pattern)));
  const others = patterns.filter((pattern) => !literal.has(pattern));
  return (text) => literal.has(text) || others.some((pattern) => isLike(pattern, text));
}

const known = new Map<string, RegExp>();
