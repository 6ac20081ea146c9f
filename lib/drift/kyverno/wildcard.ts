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

const known = new Map<string, RegExp>();
