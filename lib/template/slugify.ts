import { FunctionFailure } from './errors';
import { variadic } from './functions';
import { normalizeName } from './normalize';
import { Int, typeName } from './values';

/**
 * Argo CD's `slugify [length [smart]] name`: the normalized name without dots, cut to the length
 * (default 50), at a `-` when smart (the default).
 *
 * @see https://github.com/gosimple/slug
 */
export const slugify = variadic([], 'any', (...args) => {
  const name = args.at(-1);
  const [length = new Int(50n), smart = true] = args.slice(0, -1);
  if (!(length instanceof Int && length.type === 'int')) return refuse(length, 'int');
  if (typeof smart !== 'boolean') return refuse(smart, 'bool');
  if (args.length === 0) return '';
  return typeof name === 'string'
    ? slug(name, Number(length.value), smart)
    : refuse(name, 'string');
});

function slug(name: string, length: number, smart: boolean): string {
  let out = normalizeName(name);
  if (!smart && out.length >= length) {
    if (length < 0) fail(`runtime error: slice bounds out of range [:${length}]`);
    out = out.slice(0, length);
  }
  out = out
    .replace(/[^a-z0-9-]/g, '-')
    .replace(/-+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (length <= 0 || !smart || out.length <= length) return out;
  const cut = out.lastIndexOf('-', length);
  return cut >= 0 ? out.slice(0, cut) : out.slice(0, length);
}

function refuse(value: unknown, wanted: string): never {
  const type = value === null || value === undefined ? 'nil' : typeName(value);
  return fail(`interface conversion: interface {} is ${type}, not ${wanted}`);
}

function fail(message: string): never {
  throw new FunctionFailure(message);
}
