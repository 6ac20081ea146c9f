import { escapeToken, type Manifest } from '../../core';

/** Every text of an Application that a template may have made, with its pointer. */
export function* textsIn(application: Manifest): Generator<[pointer: string, text: string]> {
  const { name, labels, annotations } = application.metadata;
  yield* textsBelow({ name, labels, annotations }, '/metadata');
  yield* textsBelow(application.spec, '/spec');
}

function* textsBelow(value: unknown, pointer: string): Generator<[string, string]> {
  if (typeof value === 'string') yield [pointer, value];
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value))
      yield* textsBelow(item, `${pointer}/${escapeToken(key)}`);
  }
}
