import { isMap, nilOf, toJson, type ValueMap } from '../../template';
import type { PluginAnswer } from '../answers';
import { ExpansionFailure } from '../failure';
import type { Generator } from '../generator';
import { fileParams } from '../params';
import { configMapOf, recorded } from '../recorded';
import { appendValues } from '../values';
import { wrap } from '../wrap';

/** What a plugin answers, as recorded, with what it was asked. */
export const plugin: Generator = {
  key: 'plugin',
  hasValues: true,

  filled: (spec) => ({ ...spec, input: { parameters: {}, ...(isMap(spec.input) && spec.input) } }),

  generate(spec, { inputs, renderer }, pointer) {
    const reference = isMap(spec.configMapRef) ? spec.configMapRef.name : undefined;
    const name = configMapOf(reference, `${pointer}/configMapRef`);
    const given = isMap(spec.input) ? spec.input.parameters : undefined;
    const input: ValueMap = isMap(given) ? given : nilOf({});
    const answer = recorded(inputs.plugins, name, 'plugins', pointer);
    return wrap('error generating params', () =>
      answerTo(answer, input, name, pointer).map((object) => {
        const params = fileParams(object as ValueMap, renderer.options.goTemplate);
        params.generator = { input: { parameters: input } };
        appendValues(params, spec.values, renderer, `${pointer}/values`, '');
        return params;
      }),
    );
  },
};

function answerTo(answer: PluginAnswer, input: ValueMap, name: string, pointer: string) {
  if (!('answers' in answer)) return answer;
  const asked = toJson({ ...input });
  const found = answer.answers.find((known) => toJson(known.input) === asked);
  if (found) return found.parameters;
  throw new ExpansionFailure(`needs what '${name}' answers to ${JSON.stringify(input)}`, {
    rule: 'application-set-input-missing',
    hint: `record it in the inventory: plugins: { ${name}: { answers: [{ input: …, parameters: [] }] } }`,
    pointer: `${pointer}/input`,
  });
}
