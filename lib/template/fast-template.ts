import { placeAt, TemplateError } from './errors';
import { quote } from './quote';
import { trimSpace } from './sprig/runes';

/** A template of ApplicationSets without goTemplate: `{{name}}`, `{{ metadata.labels.region }}`. */
export interface FastTemplate {
  /** A tag whose parameter is missing, or is no string, stays as it is written. */
  execute(params: Readonly<Record<string, unknown>>): string;
}

interface Piece {
  /** Between the braces, as written. */
  readonly tag: string;
  readonly name: string;
  /** What follows the tag. */
  readonly text: string;
}

/**
 * Parses one. A text without `{{` and `}}` on one line is no template at all.
 *
 * @throws {TemplateError} `TEMPLATE_SYNTAX` for a tag without an end.
 * @see https://github.com/valyala/fasttemplate
 */
export function parseFastTemplate(text: string): FastTemplate {
  // Go's dot is anything but a line feed.
  if (!/\{\{[^\n]*\}\}/.test(text)) return { execute: () => text };
  let at = text.indexOf('{{');
  const head = text.slice(0, at);
  const pieces: Piece[] = [];
  while (at < text.length) {
    // A tag runs to the next end: another opening inside it belongs to its name.
    const end = text.indexOf('}}', at + 2);
    if (end < 0) throw unclosed(text, at);
    const tag = text.slice(at + 2, end);
    const next = text.indexOf('{{', end + 2);
    at = next < 0 ? text.length : next;
    pieces.push({ tag, name: trimSpace(tag), text: text.slice(end + 2, at) });
  }
  return {
    execute(params) {
      let out = head;
      for (const { tag, name, text: after } of pieces) {
        const value = name !== '' && Object.hasOwn(params, name) ? params[name] : undefined;
        out += (typeof value === 'string' ? value : `{{${tag}}}`) + after;
      }
      return out;
    },
  };
}

function unclosed(text: string, at: number): TemplateError {
  const rest = quote(text.slice(at + 2));
  return new TemplateError(
    'TEMPLATE_SYNTAX',
    `Cannot find end tag="}}" in the template=${quote(text)} starting from ${rest}`,
    'close the tag with }}',
    placeAt(text, at),
  );
}
