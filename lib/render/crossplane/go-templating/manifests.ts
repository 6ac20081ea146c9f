import { parseDocuments } from '../../../core';
import { toJson } from '../../../template/json';
import { quote } from '../../../template/quote';
import { Failure } from '../../../crossplane/failure';
import { isObject, own, type Draft } from '../../../crossplane/json';
import { textAt } from '../manifest-text';

/**
 * The objects that a template wrote. Lines in messages are those of what it wrote, not its own.
 *
 * @throws {Failure} for the first document that cannot be read or has no kind.
 */
export function readObjects(text: string): readonly Draft[] {
  checkSeparators(text);
  return parseDocuments(text).flatMap(({ value, empty, problem, line }, i) => {
    const invalid = (what: string, at = line) =>
      new Failure(`cannot decode manifest: line ${at} (document ${i + 1}): ${what}`);
    if (problem?.kind === 'syntax') throw invalid(problem.message, problem.line);
    if (empty || value === null) return [];
    if (!isObject(value)) throw invalid('is no object');
    if (textAt(value, 'kind') === '') {
      const shown = toJson(value, { escapeHtml: false }) ?? '';
      throw invalid(`Object 'Kind' is missing in '${shown}'`);
    }
    checkAnnotations(value);
    return [value as Draft];
  });
}

/** Behind `---` YAML may have more than a comment; Kubernetes' reader does not let it. */
function checkSeparators(text: string): void {
  const found = /^---[^\S\n]*([^\s#].*)$/m.exec(text);
  if (!found) return;
  const line = text.slice(0, found.index).split('\n').length;
  const what = `invalid Yaml document separator: ${(found[1] as string).trim()}`;
  throw new Failure(`cannot decode manifest: line ${line}: ${what}`);
}

/** Anything but texts would make all annotations unreadable later. */
function checkAnnotations(object: Draft): void {
  const metadata = own(object, 'metadata');
  if (metadata === undefined || metadata === null) return;
  const kind = textAt(object, 'kind');
  const invalid = (what: string, value: unknown, why: string) =>
    new Failure(
      `invalid annotations in ${quote(kind)}: ${what} is ${JSON.stringify(value)}, ${why}`,
    );
  if (!isObject(metadata)) throw invalid('metadata', metadata, 'which is no object');
  const annotations = own(metadata, 'annotations');
  if (annotations === undefined) return;
  if (!isObject(annotations)) throw invalid('annotations', annotations, 'which is no object');
  for (const [key, value] of Object.entries(annotations)) {
    if (typeof value === 'string') continue;
    throw invalid(`annotation ${key}`, value, 'which is no text: quote it');
  }
}
