import { isDeepStrictEqual } from 'node:util';
import { splitDocuments } from '../documents';
import { YamlError } from '../errors';
import { parseDocuments } from '../parse';
import { editText } from './edit-text';
import { editValue, inOrder, type YamlEdit } from './yaml-edit';

export interface EditedYaml {
  readonly text: string;
  /** Documents that stayed as they were, and why, by their place in the file. */
  readonly refused: ReadonlyMap<number, YamlError>;
}

/**
 * A YAML or JSON file after edits of some of its documents: layout, comments, quotes, line endings
 * and the order of keys stay; a comment goes with the line that it stands on.
 *
 * Each document is read again afterwards. One that is not exactly the old value with the edits made
 * (anchors and merge keys let a change reach further) is left as it was, with a
 * `YAML_EDIT_UNSAFE` in `refused`.
 *
 * @param edits by the place of the document in the file, as `parseDocuments` counts.
 */
export function editYaml(
  text: string,
  edits: ReadonlyMap<number, readonly YamlEdit[]>,
): EditedYaml {
  const refused = new Map<number, YamlError>();
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const body = text.slice(mark.length);
  const windows = /\r\n/.test(body);
  if (windows ? /(^|[^\r])\n|\r(?!\n)/.test(body) : body.includes('\r')) {
    for (const index of edits.keys()) refused.set(index, refusal('its line endings are mixed'));
    return { text, refused };
  }
  const lines = windows ? body.replaceAll('\r\n', '\n') : body;
  let edited = '';
  let at = 0;
  for (const [index, { start, end }] of splitDocuments(lines).entries()) {
    const wanted = edits.get(index);
    if (!wanted) continue;
    const old = lines.slice(start, end);
    const next = editDocument(old, wanted);
    if (next instanceof YamlError) refused.set(index, next);
    edited += lines.slice(at, start) + (next instanceof YamlError ? old : next);
    at = end;
  }
  edited += lines.slice(at);
  return { text: mark + (windows ? edited.replaceAll('\n', '\r\n') : edited), refused };
}

function editDocument(text: string, edits: readonly YamlEdit[]): string | YamlError {
  const value = valueIn(text);
  if (value === undefined) return refusal('it cannot be read');
  let expected = value.value;
  let edited = text;
  for (const edit of inOrder(edits)) {
    const next = editValue(expected, edit);
    const nextText = next && editText(edited, edit);
    if (!next || nextText === undefined) return refusal(`it has no place for ${edit.pointer}`);
    expected = next.value;
    edited = nextText;
  }
  const read = valueIn(edited);
  if (read && isDeepStrictEqual(read.value, expected) && (isJson(edited) || !isJson(text))) {
    return edited;
  }
  return refusal('the change would reach further than its place: anchors, merge keys or tags');
}

function valueIn(text: string): { readonly value: unknown } | undefined {
  const [document, ...more] = parseDocuments(text);
  return document && !document.problem && more.length === 0 ? document : undefined;
}

function isJson(text: string): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function refusal(why: string): YamlError {
  return new YamlError(
    'YAML_EDIT_UNSAFE',
    `cannot edit the document: ${why}`,
    'make the change by hand, or write the document without anchors, merge keys and tags',
  );
}
