import { ArgoCdError } from './errors';
import {
  BooleanParam,
  Choice,
  isParamGroup,
  MaybeParam,
  NumberParam,
  Param,
  pipelineOf,
} from './params';

/**
 * A patch as the text of a `templatePatch`: YAML whose texts are quoted by the controller, after it
 * has filled them in. An object with a choice in it is written in braces, and so is never `null`,
 * which would wipe it, where no case fits.
 *
 * @param place for messages: `the templatePatch of ApplicationSet 'web'`.
 * @throws {ArgoCdError} `ARGOCD_TEMPLATE_VALUE` for an optional parameter or an object of parameters.
 */
export function patchText(patch: object, place: string): string {
  const lines = fieldsOf(patch, '').flatMap(([key, value]) => {
    const at = `${place} at /${key}`;
    if (!(value instanceof Choice)) return withKey(key, value, at);
    return [`${keyText(key)}: {`, ...indented(branches(value, (of) => flowFields(of, at))), '  }'];
  });
  return lines.join('\n');
}

function withKey(key: string, value: unknown, at: string): string[] {
  const [first = '', ...others] = block(value, at);
  const nested = others.length > 0 || first.endsWith(':') || /^[^"]*?: /.test(first);
  if (isFlow(first) || !nested) return [`${keyText(key)}: ${first}`, ...indented(others)];
  return [`${keyText(key)}:`, ...indented([first, ...others])];
}

function isFlow(line: string): boolean {
  return /^[[{"]/.test(line) && !/^"(?:[^"\\]|\\.)*": ?/.test(line);
}

/** A value in block style, one string a line. */
function block(value: unknown, at: string): string[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return ['[]'];
    return value.flatMap((item, i) => {
      const [first = '', ...others] = block(item, `${at}/${i}`);
      return [`- ${first}`, ...indented(others)];
    });
  }
  if (!isObject(value)) return [scalar(value, at)];
  const fields = fieldsOf(value, at);
  if (fields.length === 0) return ['{}'];
  if (hasChoice(value)) return flow(value, at);
  return fields.flatMap(([key, field]) => withKey(key, field, `${at}/${key}`));
}

/** A value in flow style: all that is in it is in braces and brackets, with commas after each. */
function flow(value: unknown, at: string): string[] {
  if (Array.isArray(value)) {
    const items = value.flatMap((item, i) => closed(flow(item, `${at}/${i}`)));
    return items.length === 0 ? ['[]'] : ['[', ...indented(items), ']'];
  }
  if (!isObject(value)) return [scalar(value, at)];
  const fields = flowFields(value, at);
  return fields.length === 0 ? ['{}'] : ['{', ...indented(fields), '}'];
}

function flowFields(value: unknown, at: string): string[] {
  return fieldsOf(value as object, at).flatMap(([key, field]) => {
    const entry = (of: unknown) => {
      const [first = '', ...others] = flow(of, `${at}/${key}`);
      return closed([`${keyText(key)}: ${first}`, ...others]);
    };
    return field instanceof Choice ? branches(field, entry) : entry(field);
  });
}

/** YAML takes a comma before a closing brace. */
function closed(lines: readonly string[]): string[] {
  return [...lines.slice(0, -1), `${lines.at(-1) ?? ''},`];
}

function branches({ cases, otherwise }: Choice, lines: (value: unknown) => string[]): string[] {
  const written = cases.flatMap(({ condition, value }, i) => [
    `{{- ${i === 0 ? 'if' : 'else if'} ${condition} }}`,
    ...lines(value),
  ]);
  if (written.length === 0) return otherwise === undefined ? [] : lines(otherwise);
  const rest = otherwise === undefined ? [] : ['{{- else }}', ...lines(otherwise)];
  return [...written, ...rest, '{{- end }}'];
}

function scalar(value: unknown, at: string): string {
  if (value instanceof BooleanParam || value instanceof NumberParam) {
    return `{{ ${value.expression} }}`;
  }
  if (value instanceof Param) return quotedLater(value.expression);
  if (value instanceof MaybeParam || isParamGroup(value)) throw misplaced(value, at);
  if (typeof value === 'string') return text(value);
  return JSON.stringify(value);
}

function text(value: string): string {
  return value.includes('{{') ? quotedLater(pipelineOf(value)) : quoted(value);
}

function quotedLater(pipeline: string): string {
  return /^(printf|print|toString) /.test(pipeline)
    ? `{{ ${pipeline} | toJson }}`
    : `{{ ${pipeline} | toString | toJson }}`;
}

/** JSON, without what YAML allows in escapes only. */
function quoted(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const WORD = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][A-Za-z]*$/;

function keyText(key: string): string {
  return WORD.test(key) ? key : text(key);
}

function fieldsOf(value: object, at: string): [string, unknown][] {
  if (isParamGroup(value)) throw misplaced(value, at);
  return Object.entries(value).filter(([, field]) => field !== undefined);
}

function hasChoice(value: unknown): boolean {
  if (value instanceof Choice) return true;
  if (Array.isArray(value)) return value.some(hasChoice);
  return isObject(value) && Object.values(value).some(hasChoice);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const special = [Param, MaybeParam, BooleanParam, NumberParam, Choice];
  return !special.some((kind) => value instanceof kind) && !isParamGroup(value);
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function misplaced(value: unknown, at: string): ArgoCdError {
  const what =
    value instanceof MaybeParam
      ? `parameter ${value.title} may be missing`
      : 'an object of parameters is no text';
  return new ArgoCdError(
    'ARGOCD_TEMPLATE_VALUE',
    `${what}, in ${at}`,
    "write orElse(…, 'default') there, or name a field that every set has",
  );
}
