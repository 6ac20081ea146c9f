import { jsYaml, type Event, type ScalarEvent } from './events';
import { ProblemAt } from './problem';

/** Characters that go-yaml refuses anywhere. */
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;
/** Line breaks of YAML 1.1 alone, which end a line for go-yaml: only quoted texts survive that. */
const LINE_BREAK = /[\x85\u2028\u2029]/g;

/** @throws {ProblemAt} at a character that go-yaml refuses, or that breaks the line for it. */
export function requireReadable(text: string, events: readonly Event[]): void {
  const control = CONTROL.exec(text);
  if (control)
    throw new ProblemAt(control.index, `${named(text, control.index)} is a control character`);
  let quoted: readonly ScalarEvent[] | undefined;
  for (const { index } of text.matchAll(LINE_BREAK)) {
    quoted ??= quotedScalars(events);
    if (quoted.some(({ valueStart, valueEnd }) => valueStart <= index && index < valueEnd))
      continue;
    throw new ProblemAt(index, `${named(text, index)} ends the line for readers of YAML 1.1`);
  }
}

function quotedScalars(events: readonly Event[]): ScalarEvent[] {
  const { EVENT_ID, SCALAR_STYLE } = jsYaml();
  return events.filter(
    (event): event is ScalarEvent =>
      event.type === EVENT_ID.SCALAR &&
      (event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED),
  );
}

function named(text: string, index: number): string {
  return `U+${text.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0')}`;
}
