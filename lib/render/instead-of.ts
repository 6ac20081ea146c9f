import { nearest } from '../core';
import { argocdFunctions } from '../template';
import { flatten, type Params } from './params';

/** How many parameters a hint lists. */
const LISTED = 12;

/** What repairs a failure of a template that names what it misses, if anything is near. */
export function repairOf(message: string, params: Params): string | undefined {
  const [, word] = /function "(\w+)" not defined/.exec(message) ?? [];
  if (word !== undefined) return insteadOfFunction(word, params);
  const [, key] = /map has no entry for key "([^"]+)"/.exec(message) ?? [];
  return key === undefined || !params ? undefined : insteadOf(key, params);
}

function insteadOfFunction(word: string, params: Params): string | undefined {
  if (params && Object.hasOwn(params, word)) return `write {{ .${word} }}: parameters have a dot`;
  const known = nearest(
    word,
    argocdFunctions.flatMap(({ functions }) => Object.keys(functions)),
  );
  return known === undefined ? undefined : `write ${known}`;
}

/**
 * What to write instead of a parameter that no generator gives.
 *
 * @param key its last name, or all of it: `regoin`, `metadata.labels.regoin`.
 */
export function insteadOf(key: string, params: NonNullable<Params>, goTemplate = true): string {
  const names = [...flatten(params).keys()];
  const bare = params.name === 'in-cluster' && !names.some((name) => name.startsWith('metadata.'));
  if (bare && /^metadata(?:\.|$)/.test(key)) {
    return 'select clusters by a label, which leaves out in-cluster: it has no metadata unless a Secret registers it';
  }
  const write = (name: string) => (goTemplate ? referTo(name) : `{{${name}}}`);
  const meant =
    nearest(key, [...new Set([...Object.keys(params), ...names])]) ?? nearestEnd(key, names);
  if (meant !== undefined) return `write ${write(meant)}`;
  const known = names.slice(0, LISTED).map(write);
  const more = names.length > known.length ? ' …' : '';
  const use = `use a parameter that its generators give: ${known.join(', ')}${more}`;
  return goTemplate
    ? `${use}; or read it with a default: {{ default "x" (index . "${key}") }}`
    : use;
}

/** `metadata.labels.region` for `regoin`. */
function nearestEnd(key: string, names: readonly string[]): string | undefined {
  const ends = new Map(names.map((name) => [name.slice(name.lastIndexOf('.') + 1), name]));
  const end = nearest(key, [...ends.keys()]);
  return end === undefined ? undefined : ends.get(end);
}

/** `.metadata.labels.region`; a name that Go cannot read as a field needs quotes. */
function referTo(name: string): string {
  if (/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(name)) return `.${name}`;
  const [, map, key] = /^(metadata\.(?:labels|annotations)|values)\.(.+)$/.exec(name) ?? [];
  return map === undefined ? `index . "${name}"` : `index .${map} "${key}"`;
}
