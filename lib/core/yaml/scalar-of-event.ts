import { jsYaml, type ScalarEvent } from './events';
import { ProblemAt } from './problem';
import { doubleQuotedValue, EscapeProblem, singleQuotedValue } from './quoted-text';

/**
 * What a scalar says, whatever its style.
 *
 * @param text of the document that the event is from.
 * @throws {ProblemAt} at an escape that go-yaml refuses.
 */
export function scalarText(text: string, event: ScalarEvent): string {
  const { SCALAR_STYLE, getScalarValue } = jsYaml();
  const { valueStart, valueEnd } = event;
  switch (event.style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
      return singleQuotedValue(lineFeeds(text.slice(valueStart, valueEnd)));
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return doubleQuoted(text, valueStart, valueEnd);
    case SCALAR_STYLE.PLAIN:
      return getScalarValue(text, event);
    default: {
      // A block that ends with the file has the line feeds that the file has.
      const value = getScalarValue(text, event);
      return valueEnd === text.length && !text.endsWith('\n') ? value.replace(/\n$/, '') : value;
    }
  }
}

function doubleQuoted(text: string, start: number, end: number): string {
  const json = /^\s*[[{]/.test(text);
  try {
    return doubleQuotedValue(lineFeeds(text.slice(start, end)), json);
  } catch (cause) {
    if (cause instanceof EscapeProblem) throw new ProblemAt(start + cause.offset, cause.message);
    throw cause;
  }
}

/** U+0085 between quotes folds like any line feed. */
function lineFeeds(text: string): string {
  return text.replaceAll('\x85', '\n');
}
