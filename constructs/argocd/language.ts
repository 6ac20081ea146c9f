import { ArgoCdError } from './errors';
import { fastGenerators, fastTemplate } from './fast';
import type { Generator } from './generator';

/** The parts of an ApplicationSet's spec whose text depends on the language of its templates. */
export interface Templates<T> {
  readonly goTemplate: boolean;
  readonly goTemplateOptions?: readonly string[];
  readonly generators: readonly unknown[];
  readonly template: T;
}

/** A Go template that fails on a missing key: what parameters compile to. */
export function goTemplates<T>(generators: readonly Generator[], template: T): Templates<T> {
  return {
    goTemplate: true,
    goTemplateOptions: ['missingkey=error'],
    generators: generators.map(({ spec }) => spec),
    template,
  };
}

/**
 * The same without Go templates.
 *
 * @throws {ArgoCdError} `ARGOCD_FASTTEMPLATE` for functions, defaults and conditions, and for
 *   generators whose parameters are no text then; it names the parameter and what to do.
 */
export function fastTemplates<T>(
  generators: readonly Generator[],
  template: T,
  name: string,
): Templates<T> {
  const place = `the template of ApplicationSet '${name}'`;
  return {
    goTemplate: false,
    generators: fastGenerators(generators, name),
    template: fastTemplate(template, generators, place) as T,
  };
}

/** @throws {ArgoCdError} `ARGOCD_FASTTEMPLATE` for a typed patch, which needs functions to quote. */
export function checkFastPatch(name: string, patch: unknown): void {
  if (typeof patch !== 'function') return;
  throw new ArgoCdError(
    'ARGOCD_FASTTEMPLATE',
    `ApplicationSet '${name}' has a templatePatch of parameters, which nothing quotes without goTemplate`,
    'write the patch as text, or leave goTemplate: false out',
  );
}
