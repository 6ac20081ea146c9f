import { ArgoCdError } from './errors';
import type { Generator } from './generator';
import { fastText, tagOf, type FastContext, type Group } from './params';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Compiled generators in the syntax of `goTemplate: false`. Elements of lists become flat: without Go
 * templates Argo CD takes text alone.
 *
 * @throws {ArgoCdError} `ARGOCD_FASTTEMPLATE` for what cannot be said without Go templates.
 */
export function fastGenerators(generators: readonly Generator[], name: string): unknown[] {
  const place = `a generator of ApplicationSet '${name}'`;
  for (const { problem, hint } of generators.flatMap(({ fast = [] }) => fast)) {
    throw new ArgoCdError('ARGOCD_FASTTEMPLATE', `${place}: without goTemplate, ${problem}`, hint);
  }
  return generators.map(({ spec, params }) => {
    const context = { place, folders: foldersIn(params) };
    return generatorOf(spec, context);
  });
}

/** @param generators whose parameters the text may hold. */
export function fastTemplate(
  value: unknown,
  generators: readonly Generator[],
  place: string,
): unknown {
  const folders = new Set(generators.flatMap(({ params }) => foldersIn(params)));
  return textsOf(value, { place, folders: [...folders] });
}

function generatorOf(spec: unknown, context: FastContext): unknown {
  if (!isPlain(spec)) return spec;
  const entries = Object.entries(spec).map(([kind, body]): [string, unknown] => {
    if (kind === 'list') return [kind, listOf(body as Fields, context)];
    const { generators } = isPlain(body) ? body : {};
    if (!Array.isArray(generators)) return [kind, textsOf(body, context)];
    const children = generators.map((child) => generatorOf(child, context));
    return [kind, { ...(body as Fields), generators: children }];
  });
  return Object.fromEntries(entries);
}

function listOf({ elements, ...others }: Fields, context: FastContext): unknown {
  const flat = (Array.isArray(elements) ? elements : []).map((element: unknown) =>
    Object.fromEntries(leavesIn(textsOf(element, context), [], context.folders)),
  );
  return { ...(textsOf(others, context) as Fields), elements: flat };
}

/** `image: { tag: 'v1' }` as `image.tag`, a folder as Argo CD names its parts. */
function leavesIn(
  value: unknown,
  path: readonly string[],
  folders: readonly string[],
): [string, unknown][] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => leavesIn(item, [...path, String(i)], folders));
  }
  if (isPlain(value)) {
    return Object.entries(value).flatMap(([key, field]) =>
      leavesIn(field, [...path, key], folders),
    );
  }
  return [[tagOf(path, folders), value]];
}

function textsOf(value: unknown, context: FastContext): unknown {
  if (typeof value === 'string') return fastText(value, context);
  if (Array.isArray(value)) return value.map((item) => textsOf(item, context));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [fastText(key, context), textsOf(field, context)]),
  );
}

/** `''` where a set has the path of a folder, and every prefix of another. */
function foldersIn({ fields }: Group): string[] {
  const isFolder = (key: string, of: Group['fields']) => {
    const shape = of[key];
    return shape?.kind === 'group' && 'basenameNormalized' in shape.fields;
  };
  const prefixed = Object.entries(fields).filter(
    ([, shape]) => shape.kind === 'group' && isFolder('path', shape.fields),
  );
  return [...(isFolder('path', fields) ? [''] : []), ...prefixed.map(([key]) => key)];
}

function isPlain(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
