/** `'a'`, or `'a', 'b', 'c' and 4 more`. */
export function examples(values: readonly string[]): string {
  const shown = values.slice(0, 3).map((value) => `'${value}'`);
  const more = values.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
