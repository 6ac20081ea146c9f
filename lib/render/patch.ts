import { parseDocuments } from '../core/yaml';
import { toJson, type ValueMap } from '../template';
import { applicationShape } from './application-shape';
import { mismatch } from './decode';
import { ExpansionFailure } from './failure';
import type { Params } from './params';
import type { Renderer } from './renderer';
import { strategicMerge } from './strategic-merge';

const POINTER = '/spec/templatePatch';

/**
 * How a templatePatch changes an Application: rendered as one text, read as JSON or YAML, merged by
 * Kubernetes' strategic merge.
 *
 * @throws {ExpansionFailure} from the function.
 */
export function patchPlan(
  text: string,
  renderer: Renderer,
): (application: object, params: Params) => unknown {
  const plan = renderer.text(text, POINTER);
  return (application, params) => {
    let rendered: string;
    try {
      rendered = plan.run(params);
    } catch (error) {
      if (!(error instanceof ExpansionFailure)) throw error;
      throw error.within('error replacing values in templatePatch');
    }
    const patch = read(rendered);
    const json = JSON.stringify(toJson(patch));
    const wrong = mismatch(patch, applicationShape);
    if (wrong)
      fail(`invalid templatePatch ${json}: json: ${wrong}`, 'write what an Application takes');
    if (patch === null) return application;
    try {
      return strategicMerge(application as ValueMap, patch as ValueMap, applicationShape);
    } catch (error) {
      if (!(error instanceof ExpansionFailure)) throw error;
      throw error.within(`error while applying templatePatch template to json ${json}`).at(POINTER);
    }
  };
}

function read(text: string): unknown {
  if (text.trimStart().startsWith('{')) {
    try {
      return JSON.parse(text);
    } catch (error) {
      if (/end of JSON|Unterminated/i.test(String(error))) {
        const shown = JSON.stringify(text);
        fail(`invalid templatePatch ${shown}: unexpected end of JSON input`, 'close every brace');
      }
      // Argo CD takes it for JSON and stops here too; the YAML reader's message names a line.
    }
  }
  const [document] = parseDocuments(text);
  if (document?.problem?.kind === 'syntax') {
    const { line, message } = document.problem;
    const shown = JSON.stringify(text);
    fail(
      `error while converting template to json ${shown}: yaml: line ${line}: ${message}`,
      'write YAML',
    );
  }
  return document?.value ?? null;
}

function fail(message: string, hint: string): never {
  throw new ExpansionFailure(message, { hint, pointer: POINTER });
}
