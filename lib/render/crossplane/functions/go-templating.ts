import {
  goTemplatingData,
  goTemplatingFunctions,
  parseTemplate,
  readOptions,
  TemplateError,
  type MissingKey,
} from '../../../template';
import { attempt } from '../attempt';
import { Failure, within } from '../../../crossplane/failure';
import { INPUT, type Input } from '../../../crossplane/inputs/go-templating';
import { readObjects } from '../go-templating/manifests';
import { requestData } from '../go-templating/request-data';
import { applyObjects } from '../go-templating/run';
import { templateOf } from '../go-templating/template-source';
import type { CompositionFunction, FunctionRequest } from '../protocol';
import { decodeInput } from '../../../crossplane/shape';

/** Writes desired resources, and the XR's status, by a Go template over the request. */
export const goTemplating: CompositionFunction = {
  name: 'function-go-templating',
  version: '9222efc, after v0.12.2',
  source: 'https://github.com/crossplane-contrib/function-go-templating',

  run: (request) => attempt(request, () => applyObjects(readObjects(execute(request)), request)),
};

function execute(request: FunctionRequest): string {
  const input = within('cannot get Function input from *v1.RunFunctionRequest', () =>
    decodeInput<Input>(request.input, INPUT),
  );
  const text = within('invalid function input', () => templateOf(input, request.context));
  const { options, delims: { left, right } = {} } = input;
  const parse = (missingKey: MissingKey) =>
    told('invalid function input: cannot parse the provided templates', () =>
      parseTemplate(text, {
        name: 'manifests',
        functions: goTemplatingFunctions,
        missingKey,
        ...(left !== undefined && right !== undefined && { delimiters: { left, right } }),
      }),
    );
  let template = parse('default');
  if (options) {
    // After a first reading, since of two faults the template's is told.
    template = parse(told('cannot apply template options', () => readOptions(options)));
  }
  return told('cannot execute template', () =>
    template.execute(goTemplatingData(requestData(request))),
  );
}

/** A fault of a template as a failure of the function. */
function told<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof TemplateError ? new Failure(`${what}: ${error.message}`) : error;
  }
}
