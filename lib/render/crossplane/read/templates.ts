import { isObject, own } from '../../../crossplane/json';
import type { PipelineStep, StepFunctions } from '../engine/inputs';

/**
 * Steps of function-go-templating that read a folder of its image, with the text of that folder: as if
 * it were written inline. Those whose folder is not given stay, and say so when they run.
 *
 * @param templates Text of all files of a folder, each with `---` behind it, by the path in the image.
 */
export function withTemplates(
  pipeline: readonly PipelineStep[],
  functions: StepFunctions,
  templates: ReadonlyMap<string, string> = new Map(),
): readonly PipelineStep[] {
  if (templates.size === 0) return pipeline;
  return pipeline.map((step) => {
    const { input, functionRef } = step;
    const fn = functions.get(functionRef.name);
    if (!input || !fn || !('name' in fn) || fn.name !== 'function-go-templating') return step;
    const fileSystem = own(input, 'fileSystem');
    const path = isObject(fileSystem) ? own(fileSystem, 'dirPath') : undefined;
    const template = typeof path === 'string' ? templates.get(path) : undefined;
    if (own(input, 'source') !== 'FileSystem' || template === undefined) return step;
    return { ...step, input: { ...input, source: 'Inline', inline: { template } } };
  });
}
