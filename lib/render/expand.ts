import type { Diagnostic, Manifest, Origin } from '../core';
import { isMap, readOptions, TemplateError, type MissingKey } from '../template';
import { applicationPlan } from './application';
import { checkApplications } from './checks';
import { checkReproducible } from './checks/reproducible';
import { ExpansionFailure } from './failure';
import type { GeneratorEntry, GeneratorInputs } from './generator';
import { generators } from './generators';
import { Renderer } from './renderer';
import { Report } from './report';
import { overrideTemplate } from './override-template';
import { transform } from './transform';

export interface ExpandInputs extends GeneratorInputs {
  /**
   * `controller` (default): one failure withholds every Application of the set, as Argo CD freezes
   * the whole set. `lenient`: what can be expanded is.
   */
  readonly mode?: 'controller' | 'lenient';
  /** Where the ApplicationSet comes from, for diagnostics. Default unknown. */
  readonly origin?: Origin;
}

export interface Expansion {
  /** In the order of generators and their parameter sets; clusters by name. */
  readonly applications: Manifest[];
  readonly diagnostics: Diagnostic[];
}

/**
 * The Applications that Argo CD's controller would make of an ApplicationSet.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/
 */
export function expandApplicationSet(applicationSet: Manifest, inputs: ExpandInputs): Expansion {
  const report = new Report(applicationSet, inputs.origin ?? {});
  const applications = expandAll(applicationSet, inputs, report);
  const withheld = report.failed && inputs.mode !== 'lenient';
  const kept = withheld ? [] : applications;
  checkReproducible(report);
  if (!withheld) checkApplications(kept, inputs, report);
  return { applications: kept, diagnostics: report.diagnostics() };
}

function expandAll(applicationSet: Manifest, inputs: ExpandInputs, report: Report): Manifest[] {
  const spec = isMap(applicationSet.spec) ? applicationSet.spec : {};
  const renderer = rendererOf(spec, report);
  if (!renderer) return [];
  const entries = Array.isArray(spec.generators) ? (spec.generators as GeneratorEntry[]) : [];
  const warn = report.warn.bind(report);
  const context = { applicationSet, inputs, renderer, warn };
  const applications: Manifest[] = [];
  entries.forEach((entry, i) => {
    const pointer = `/spec/generators/${i}`;
    if (!isMap(entry) || !generators.some(({ key }) => isMap(entry[key]))) {
      report.unknownGenerator(entry, pointer);
      return;
    }
    const results = report.attempt(() => transform(entry, pointer, context)) ?? [];
    for (const { spec: generatorSpec, params } of results) {
      const template = overrideTemplate(generatorSpec.template, spec.template);
      const plan = applicationPlan(applicationSet, template, renderer);
      for (const set of params) {
        const application = report.attempt(() => plan(set), set);
        if (!application) continue;
        applications.push(application);
        report.made(application, set);
      }
    }
  });
  return applications;
}

function rendererOf(spec: Readonly<Record<string, unknown>>, report: Report): Renderer | undefined {
  const options = Array.isArray(spec.goTemplateOptions) ? spec.goTemplateOptions.map(String) : [];
  return report.attempt(
    () => new Renderer({ goTemplate: spec.goTemplate === true, missingKey: missingKeyOf(options) }),
  );
}

function missingKeyOf(options: readonly string[]): MissingKey {
  try {
    return readOptions(options);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new ExpansionFailure(error.message, {
      hint: error.hint,
      pointer: '/spec/goTemplateOptions',
    });
  }
}
