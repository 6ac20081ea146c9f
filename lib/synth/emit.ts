import { emitDocument, YamlError } from '../core/yaml';
import { SynthError } from './errors';
import type { Rendered } from './rendered';

/**
 * Objects as one YAML file.
 *
 * @throws {SynthError} `SYNTH_LONE_SURROGATE` or `SYNTH_UNWRITABLE` with the construct's path and the
 *   pointer to the value.
 */
export function emitAll(content: readonly Rendered[]): string {
  return content.map(emit).join('---\n');
}

function emit({ value, construct }: Rendered): string {
  try {
    return emitDocument(value);
  } catch (cause) {
    if (!(cause instanceof YamlError)) throw cause;
    const code = cause.code === 'YAML_LONE_SURROGATE' ? 'SYNTH_LONE_SURROGATE' : 'SYNTH_UNWRITABLE';
    const message = `cannot write '${construct.node.path}': ${cause.message}`;
    throw new SynthError(code, message, cause.hint, { cause });
  }
}
