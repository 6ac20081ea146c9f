import { valueAt, type Diagnostic, type Manifest, type Origin, type Pointer } from '../core';
import { isMap, readOptions, TemplateError } from '../template';
import { applicationPlan } from './application';
import { hasGenerator } from './argocd-version';
import { checkApplications } from './checks';
import { ExpansionFailure } from './failure';
import type { GeneratorEntry, GeneratorInputs } from './generator';
import { generators } from './generators';
import { Renderer } from './renderer';
import { Report } from './report';
import { overrideTemplate } from './override-template';
import type { Params } from './params';
import { transform } from './transform';

export interface ExpandInputs extends GeneratorInputs {
  /**
   * `controller` (default): one failure withholds every Application of the set, as Argo CD freezes
   * the whole set. `lenient`: what can be expanded is.
   */
  readonly mode?: 'controller' | 'lenient';
  /** Where the ApplicationSet comes from, for diagnostics. Default unknown. */
  readonly origin?: Origin;
  /** Told of each Application what it comes of. Default nobody. */
  readonly onApplication?: (application: Manifest, of: MadeOf) => void;
}

/** What one Application comes of. */
export interface MadeOf {
  /** Of the generator: `/spec/generators/0/matrix`. */
  readonly generator: Pointer;
  readonly params: Params;
}

type Spec = Readonly<Record<string, unknown>>;

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
  if (!withheld) checkApplications(kept, inputs, report);
  return { applications: kept, diagnostics: report.diagnostics() };
}

function expandAll(applicationSet: Manifest, inputs: ExpandInputs, report: Report): Manifest[] {
  const spec = isMap(applicationSet.spec) ? applicationSet.spec : {};
  const renderer = rendererOf(spec);
  const entries = Array.isArray(spec.generators) ? (spec.generators as GeneratorEntry[]) : [];
  const warn = report.warn.bind(report);
  const context = { applicationSet, inputs, renderer, warn };
  const applications: Manifest[] = [];
  entries.forEach((entry, i) => {
    const pointer = `/spec/generators/${i}`;
    const known = generators.filter((generator) => hasGenerator(inputs, generator));
    if (!isMap(entry) || !known.some(({ key }) => isMap(entry[key]))) {
      report.unknownGenerator(entry, pointer, inputs.argocd);
      return;
    }
    const results = report.attempt(() => transform(entry, pointer, context)) ?? [];
    for (const { generator, spec: generatorSpec, params } of results) {
      const { template: own } = generatorSpec;
      const template = overrideTemplate(own, spec.template);
      const plan = applicationPlan(applicationSet, template, renderer);
      const locate = locateIn(own, `${pointer}/${generator.key}/template`);
      for (const set of params) {
        const application = report.attempt(() => locate(() => plan(set)), set);
        if (!application) continue;
        applications.push(application);
        report.made(application, set);
        inputs.onApplication?.(application, {
          generator: `${pointer}/${generator.key}`,
          params: set,
        });
      }
    }
  });
  return applications;
}

const TEMPLATE = '/spec/template';

/** A failure of a text that a generator's own template gives is in that one. */
function locateIn(own: unknown, pointer: string): <T>(work: () => T) => T {
  if (!isMap(own)) return (work) => work();
  return (work) => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ExpansionFailure)) throw error;
      const below = error.pointer.startsWith(`${TEMPLATE}/`)
        ? error.pointer.slice(TEMPLATE.length)
        : undefined;
      throw below !== undefined && textAt(own, below) !== '' ? error.at(pointer + below) : error;
    }
  };
}

function textAt(value: object, pointer: string): string {
  const found = valueAt(value, pointer);
  return typeof found === 'string' ? found : '';
}

/** Go panics over an option that it does not know, whenever it renders a text: not before. */
function rendererOf({ goTemplate, goTemplateOptions }: Spec): Renderer {
  if (goTemplate !== true) return new Renderer({ goTemplate: false, missingKey: 'default' });
  const written = Array.isArray(goTemplateOptions) ? (goTemplateOptions as unknown[]) : [];
  const options = written.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  try {
    return new Renderer({ goTemplate: true, missingKey: readOptions(options) });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const fault = new ExpansionFailure(`Argo CD panics: ${error.message}`, {
      hint: error.hint,
      pointer: '/spec/goTemplateOptions',
    });
    return new Renderer({ goTemplate: true, missingKey: 'default', fault });
  }
}
