/** Blanks that a reader takes for indentation or drops: at the start, in all of it, at the end. */
const UNFIT = /^\n*\t|^[\n\t ]*$|\n[\t ]+$/;
const ONLY_FEEDS = /^\n+$/;

/** Whether a literal block can hold `text`, a string with a line feed. */
export function fitsBlock(text: string): boolean {
  return !UNFIT.test(text) || ONLY_FEEDS.test(text);
}

/**
 * `text` as a literal block from its `|` on, without the last line feed.
 *
 * @param line the line feed and indentation of the content, two columns more than the parent's.
 */
export function literalBlock(text: string, line: string): string {
  const content = text.length - trailingBlanks(text);
  const tail = text.slice(content);
  const firstFeed = tail.indexOf('\n');
  let chomp = '+';
  if (firstFeed < 0) chomp = '-';
  else if (content > 0 && firstFeed === tail.length - 1) chomp = '';
  const stated = /^\n* /.test(text) && content > 0 ? '2' : '';
  const body = tail.endsWith('\n') ? text.slice(0, -1) : text;
  // Blank lines stay bare, the first one excepted.
  const lines = body.replace(/\n+(?!\n|$)/g, `$&${line.slice(1)}`);
  return `|${stated}${chomp}${line}${lines}`;
}

function trailingBlanks(text: string): number {
  let at = text.length;
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at -= 1;
  return text.length - at;
}

function isBlank(code: number): boolean {
  return code === 0x0a || code === 0x09 || code === 0x20;
}
