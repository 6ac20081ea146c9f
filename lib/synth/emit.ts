import type { IConstruct } from 'constructs';
import { emitDocument, YamlError } from '../core/yaml';
import { SynthError } from './errors';

/**
 * One YAML document, ending in a line feed.
 *
 * @throws {SynthError} `SYNTH_LONE_SURROGATE` or `SYNTH_UNWRITABLE` with the construct's path and the
 *   pointer to the value.
 */
export function emitObject({
  value,
  construct,
}: {
  value: unknown;
  construct: IConstruct;
}): string {
  try {
    return emitDocument(value);
  } catch (cause) {
    if (!(cause instanceof YamlError)) throw cause;
    const code = cause.code === 'YAML_LONE_SURROGATE' ? 'SYNTH_LONE_SURROGATE' : 'SYNTH_UNWRITABLE';
    const message = `cannot write '${construct.node.path}': ${cause.message}`;
    throw new SynthError(code, message, cause.hint, { cause });
  }
}
