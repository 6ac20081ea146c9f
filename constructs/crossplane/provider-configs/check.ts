import { nearest } from '../../../lib/core';
import type { PackageError } from '../packages/errors';

export type Loose = Readonly<Record<string, unknown>>;

/** An error at the place of the configuration: what is wrong there, and the repair. */
export type Fail = (what: string, hint: string) => PackageError;

/**
 * Fields of an object: `true` where something must stand, else the fields below. A name that ends with
 * `?` may be missing.
 */
export interface Shape {
  readonly [field: string]: true | Shape;
}

/** What the provider's code reads for one source of credentials. */
export interface SourceFacts {
  /** Fields of `credentials` beside the source. */
  readonly credentials: Shape;
  /** Settings beside `credentials` that must be there. Default: none. */
  readonly needs?: readonly string[];
  /** Settings that may be there and that other sources do not read. Default: none. */
  readonly takes?: readonly string[];
}

/** What a kind of provider configuration has. */
export interface SettingsFacts {
  /** Settings beside `credentials`, whatever the source is. */
  readonly settings: Shape;
  readonly sources: Readonly<Record<string, SourceFacts>>;
}

export const SECRET: Shape = { name: true, key: true, 'namespace?': true };

/** The sources that Crossplane's runtime has code for, whichever the provider. */
export const COMMON: Readonly<Record<'Environment' | 'Filesystem' | 'Secret', SourceFacts>> = {
  Environment: { credentials: { env: { name: true } } },
  Filesystem: { credentials: { fs: { path: true } } },
  Secret: { credentials: { secretRef: SECRET } },
};

/**
 * What the provider would find out at the first managed resource, or never: the API server drops
 * fields that are misspelt, and providers take no notice of what their source of credentials does not
 * have.
 *
 * @throws {PackageError} `PROVIDER_CONFIG_INVALID`
 */
export function checkSettings(spec: Loose, { settings, sources }: SettingsFacts, fail: Fail): void {
  const always = namesOf(settings);
  const bySource = Object.values(sources).flatMap(({ needs = [], takes = [] }) => [
    ...needs,
    ...takes,
  ]);
  const known = [...new Set([...always, 'credentials', ...bySource])].sort();
  for (const field of Object.keys(spec).filter((each) => !known.includes(each))) {
    const near = nearest(snake(field), known) ?? nearest(field, known);
    throw fail(
      `has the field '${field}', which the provider does not know`,
      near ? `write ${near}` : `write one of ${known.join(', ')}`,
    );
  }
  const { credentials } = spec as { readonly credentials?: Loose };
  const source = checkSource(credentials, sources, fail);
  const { needs = [], takes = [] } = sources[source] ?? {};
  for (const field of Object.keys(spec).filter((each) => spec[each] !== undefined)) {
    if (always.includes(field) || [...needs, ...takes, 'credentials'].includes(field)) continue;
    throw fail(`has ${field}, of which the source ${source} takes no notice`, 'remove it');
  }
  for (const field of needs.filter((each) => !spec[each])) {
    throw fail(`has credentials of the source ${source} without ${field}`, `write ${field}`);
  }
  const { credentials: _, ...rest } = spec;
  checkShape(rest, { ...settings, ...anything([...needs, ...takes]) }, '', fail);
}

function checkSource(
  credentials: Loose | undefined,
  sources: SettingsFacts['sources'],
  fail: Fail,
): string {
  const source = String(credentials?.['source'] ?? '');
  if (!credentials || !Object.hasOwn(sources, source)) {
    const near = nearest(source, Object.keys(sources));
    throw fail(
      source ? `has credentials of the source '${source}'` : 'has no credentials',
      near ? `write source: '${near}'` : `write one of ${Object.keys(sources).join(', ')}`,
    );
  }
  const { source: _, ...rest } = credentials;
  checkFieldsOfSource(rest, sources[source]?.credentials ?? {}, source, fail);
  return source;
}

/**
 * What stands beside a source, of credentials or of an identity.
 *
 * @param place `credentials` or `identity`, for messages.
 */
export function checkFieldsOfSource(
  fields: Loose,
  shape: Shape,
  source: string,
  fail: Fail,
  place = 'credentials',
): void {
  const given = Object.keys(fields).filter((field) => fields[field] !== undefined);
  const stray = given.find((field) => !namesOf(shape).includes(field));
  const missing = Object.keys(shape).find((field) => !field.endsWith('?') && !fields[field]);
  if (stray !== undefined) {
    throw fail(
      `has ${place}.${stray}, of which the source ${source} takes no notice`,
      missing === undefined ? 'remove it' : `write ${missing} in its place`,
    );
  }
  if (missing !== undefined) {
    throw fail(`has ${place} of the source ${source} without ${missing}`, `write ${missing}`);
  }
  checkShape(fields, shape, `${place}.`, fail);
}

function checkShape(value: Loose, shape: Shape, path: string, fail: Fail): void {
  for (const [name, below] of Object.entries(shape)) {
    const field = name.replace(/\?$/, '');
    const given = value[field];
    if (given === undefined && name.endsWith('?')) continue;
    if (given === undefined || given === '' || given === null) {
      throw fail(`has no ${path}${field}`, `write ${field}`);
    }
    if (below === true || isDeferred(given)) continue;
    if (typeof given !== 'object' || Array.isArray(given)) {
      throw fail(
        `has ${path}${field} ${JSON.stringify(given)}`,
        `write an object with ${namesOf(below).join(', ')}`,
      );
    }
    const stray = Object.keys(given).find((each) => !namesOf(below).includes(each));
    if (stray !== undefined) {
      throw fail(
        `has the field '${path}${field}.${stray}', which the provider does not know`,
        `write ${nearest(stray, namesOf(below)) ?? `one of ${namesOf(below).join(', ')}`}`,
      );
    }
    checkShape(given as Loose, below, `${path}${field}.`, fail);
  }
}

/** Values that are known when the program is synthesized. */
function isDeferred(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'resolve' in value;
}

function anything(fields: readonly string[]): Shape {
  return Object.fromEntries(fields.map((field) => [`${field}?`, true]));
}

function namesOf(shape: Shape): string[] {
  return Object.keys(shape).map((name) => name.replace(/\?$/, ''));
}

function snake(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
