import { Crash, Failure } from '../../crossplane/failure';
import { formatFieldPath, parseFieldPath, type Segment } from '../../crossplane/field-path';
import { isObject, own, set, toValidJson, type Draft } from '../../crossplane/json';
import { merge, type MergeOptions } from './merge';
import type { JsonObject } from './protocol';
import { quote } from '../../template/quote';

const MAX_INDEX = 1024;

/**
 * The value at a field path.
 *
 * @throws {Failure} `notFound` where a field or an element is missing, also below null; without it
 *   where the path goes through something that is no object or list.
 */
export function getValue(object: JsonObject, path: string): unknown {
  return getSegments(object, parseFieldPath(path));
}

/** The value, or `undefined` where reading it fails for any reason. */
export function tryValue(object: JsonObject, path: string): unknown {
  try {
    return getValue(object, path);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function getSegments(object: unknown, segments: readonly Segment[]): unknown {
  // Of an empty path upstream says null, not the object.
  let value = segments.length === 0 ? null : object;
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i] as Segment;
    if (typeof segment === 'number') {
      if (!Array.isArray(value)) throw new Failure(`${shown(segments, i)}: not an array`);
      if (segment >= value.length) {
        throw new Failure(`${shown(segments, i + 1)}: no such element`, true);
      }
      value = value[segment];
    } else if (isObject(value)) {
      if (!Object.hasOwn(value, segment)) {
        throw new Failure(`${shown(segments, i + 1)}: no such field`, true);
      }
      value = value[segment];
    } else if (value === null) {
      throw new Failure(`${shown(segments, i)}: expected map, got nil`, true);
    } else throw new Failure(`${shown(segments, i)}: not an object`);
  }
  return value;
}

function shown(segments: readonly Segment[], end: number): string {
  return formatFieldPath(segments.slice(0, end));
}

/** Sets a value, merged with what is there as `options` say; makes what is missing on the way. */
export function mergeValue(
  object: Draft,
  path: string,
  value: unknown,
  options?: MergeOptions,
): void {
  const segments = parseFieldPath(path);
  if (!options) {
    setSegments(object, segments, toValidJson(value));
    return;
  }
  let target: unknown;
  try {
    target = getSegments(object, segments);
  } catch (error) {
    if (!(error instanceof Failure && error.notFound)) throw error;
  }
  setSegments(object, segments, toValidJson(merge(target, value, options)));
}

export function setValue(object: Draft, path: string, value: unknown): void {
  mergeValue(object, path, value);
}

function setSegments(object: Draft, segments: readonly Segment[], value: unknown): void {
  for (const segment of segments) {
    if (typeof segment === 'number' && segment > MAX_INDEX) {
      throw new Failure(`index ${segment} is greater than max allowed index ${MAX_INDEX}`);
    }
  }
  let inside: unknown = object;
  segments.forEach((segment, i) => {
    const next = segments[i + 1];
    if (typeof segment === 'number') {
      if (!Array.isArray(inside)) throw new Failure(`${shown(segments, i)} is not an array`);
      if (next === undefined) inside[segment] = value;
      else inside[segment] = prepared(inside[segment] ?? undefined, next);
      inside = inside[segment];
    } else {
      if (!isObject(inside)) throw new Failure(`${shown(segments, i)} is not an object`);
      const fields = inside as Draft;
      if (next === undefined) set(fields, segment, value);
      else set(fields, segment, prepared(own(fields, segment), next));
      inside = fields[segment];
    }
  });
}

/** What a path goes on through: made where it is missing, a list as long as the next index needs. */
function prepared(value: unknown, next: Segment): unknown {
  if (value === undefined) {
    return typeof next === 'number' ? Array<null>(next + 1).fill(null) : {};
  }
  if (typeof next === 'number' && Array.isArray(value)) {
    while (value.length <= next) value.push(null);
  }
  return value;
}

/**
 * The paths that a path with `[*]` stands for in `object`: those of which every part is there.
 *
 * @throws {Failure} where the wildcard meets neither a list nor an object.
 */
export function expandWildcards(object: JsonObject, path: string): readonly string[] {
  const segments = parseFieldPath(path);
  try {
    return expand(object, segments).map(formatFieldPath);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const text = quote(formatFieldPath(segments));
    throw error.within(`cannot expand wildcards for segments: ${text}`);
  }
}

function expand(object: JsonObject, segments: readonly Segment[]): readonly (readonly Segment[])[] {
  for (let i = 0; i < segments.length; i++) {
    if (segments[i] === '*') {
      const holder = i === 0 ? object : getSegments(object, segments.slice(0, i));
      return keysOf(holder, quote(shown(segments, i))).flatMap((key) => {
        const expanded = [...segments.slice(0, i), key, ...segments.slice(i + 1)];
        try {
          return expand(object, expanded);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          throw error.within(`${quote(formatFieldPath(expanded))}: cannot expand wildcards`);
        }
      });
    }
    try {
      getSegments(object, segments.slice(0, i + 1));
    } catch (error) {
      if (error instanceof Failure && error.notFound) return [];
      throw error;
    }
  }
  return [segments];
}

function keysOf(holder: unknown, shownPath: string): readonly Segment[] {
  if (Array.isArray(holder)) return [...holder.keys()];
  if (isObject(holder)) {
    const keys = Object.keys(holder).map((key) => key.replace(/^['"]+|['"]+$/g, ''));
    if (!keys.includes('*')) return keys;
    throw new Crash(`${shownPath} has a field named '*', of whose expansion there is no end`);
  }
  if (holder === null) {
    throw new Failure(`wildcard field ${shownPath} is not found in the path`, true);
  }
  throw new Failure(`${shownPath}: unexpected wildcard usage`);
}
