/** Escapes that YAML has and JSON has not. */
const SHORT: Readonly<Record<number, string>> = {
  0x00: '\\0',
  0x07: '\\a',
  0x0b: '\\v',
  0x1b: '\\e',
  0x85: '\\N',
  0x2028: '\\L',
  0x2029: '\\P',
};

/**
 * What JSON spells in another way than cdk8s: `\\u` escapes, characters that are safe in JSON only,
 * and a space before a line feed. Other escapes match to be stepped over.
 */
const RESPELLED = /\\u[0-9a-f]{4}|\\.| (?=\\n)|[\x7f-\x9f\u2028\u2029\ufffe\uffff]/g;

/** From this length of JSON text on, line feeds in a value are written as line breaks. */
const FOLDS_FROM = 40;

/** `text` between double quotes, on one line. */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(RESPELLED, (found) => {
    if (found === ' ') return '\\ ';
    if (found.length === 1) return escape(found.charCodeAt(0));
    if (found.length === 6) return escape(parseInt(found.slice(2), 16));
    return found;
  });
}

/**
 * `text` between double quotes, with its line feeds as blank lines where it is long enough, as
 * `yaml` folds it. Spaces beside a line break are escaped, or a reader would drop them.
 *
 * @param line the line feed and indentation of any further line.
 */
export function doubleQuotedLines(text: string, line: string): string {
  const unbroken = doubleQuoted(text);
  if (JSON.stringify(text).length < FOLDS_FROM) return unbroken;
  return unbroken.replace(
    /((?:\\n)+)("?)( ?)|\\./g,
    (found, feeds: string | undefined, quote, space) => {
      if (feeds === undefined) return found;
      // A line feed right before the closing quote stays an escape.
      const breaks = feeds.length / 2 - (quote ? 1 : 0);
      const broken = breaks > 0 ? '\n'.repeat(breaks) + line : '';
      return broken + (quote ? '\\n"' : '') + (space ? '\\ ' : '');
    },
  );
}

function escape(code: number): string {
  const hex = code.toString(16);
  return (
    SHORT[code] ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`)
  );
}
