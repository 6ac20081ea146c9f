import { groupOf, type Manifest } from '../../core';
import type { Fact } from '../fact';
import { isObject, own } from '../json';
import { typeOf } from '../patch-and-transform/patch-type';
import { ANYTHING, rootOf } from '../schema/place';
import { objectIn, textIn } from '../xrd/definition';
import { checkBase } from './base';
import { compositeTypeOf, type CompositeType } from './composite-type';
import { checkConnectionDetails, checkConnectionSecret } from './connection';
import { environmentOf } from './environment';
import { checkPatch, type Report, type Side } from './patch';
import { checkOtherStep } from './other-steps';
import { checkPipeline, isOpaque, stepsOf, type Step } from './pipeline';
import { checkProvider } from './provider';
import { checkReadiness, type ReadinessOfPipeline } from './readiness';
import { readPlaced, type PlacedTemplate } from './read-input';
import { checkScope } from './scope';
import { unknownKind } from './unknown-kind';
import type { CompositionWorld } from './world';

/**
 * What Crossplane would find out about a Composition when it first reconciles an XR, or never: paths
 * against the schemas of the XR and of what is composed, types through every transform, required
 * fields, scopes, functions and readiness. What the schema of Compositions itself says is not repeated.
 *
 * Pure and lazy: a schema is looked up when a resource is of its kind.
 *
 * @see https://github.com/crossplane/crossplane/tree/v1.20.0/pkg/validation/apiextensions/v1/composition
 */
export function checkComposition(composition: Manifest, world: CompositionWorld): readonly Fact[] {
  const facts = new Map<string, Fact>();
  const report: Report = (fact) => {
    const key = JSON.stringify([fact.rule, fact.pointer, fact.message]);
    if (!facts.has(key)) facts.set(key, fact);
  };
  const steps = stepsOf(composition, world);
  checkPipeline(composition, steps, world, report);
  const xr = compositeTypeOf(composition, world, report);
  const native = own(objectIn(composition, 'spec'), 'environment');
  const names: string[] = [];
  steps.forEach((step, i) => {
    const before = steps.slice(0, i);
    if (step.runs !== 'function-patch-and-transform') {
      checkOtherStep(step, before.some(isOpaque) ? undefined : names, report);
      return;
    }
    const around = { xr, world, native };
    new StepCheck(step, before, steps.slice(i + 1), around, report).run(names);
  });
  return [...facts.values()];
}

interface Surroundings {
  readonly xr: CompositeType;
  readonly world: CompositionWorld;
  /** `spec.environment`, by which Crossplane 1 fills the environment itself. */
  readonly native: unknown;
}

class StepCheck {
  readonly xr: CompositeType;
  readonly world: CompositionWorld;
  readonly #environment: Side;
  readonly #composite: Side;
  readonly #readiness: ReadinessOfPipeline;

  constructor(
    readonly step: Step,
    before: readonly Step[],
    behind: readonly Step[],
    { xr, world, native: byItself }: Surroundings,
    readonly report: Report,
  ) {
    this.xr = xr;
    this.world = world;
    const native = step.native && { native: step.native };
    this.#composite = { name: `the XR ${xr.kind}`, place: xr.place, isComposite: true, ...native };
    const place = environmentOf(step, before, world, isObject(byItself));
    this.#environment = { name: 'the environment', place };
    const autoReady = behind.find(({ runs }) => runs === 'function-auto-ready')?.name;
    this.#readiness = {
      ...(autoReady !== undefined && { autoReady }),
      unknownBehind: behind.some(isOpaque),
      ...native,
    };
  }

  /** @param names Told the resources that the step composes. */
  run(names: string[]): void {
    const { step, report } = this;
    const at = step.inputAt ?? `${step.pointer}/input`;
    if (!step.input) {
      const message = `has no input: the function refuses to run without resources`;
      report({
        rule: 'composition-input-invalid',
        pointer: step.pointer,
        message,
        hint: 'write input',
      });
      return;
    }
    const input = readPlaced(step.input, at, report, step.native);
    for (const placed of input.environment) {
      // Between the XR and the environment: one of them takes the place of a composed resource.
      const [composite, environment] = [this.#composite, this.#environment];
      const composed = typeOf(placed.patch).includes('Environment') ? composite : environment;
      checkPatch(placed, { composite, composed, environment }, report);
    }
    const scope = this.xr.scope;
    checkConnectionSecret(input, at, scope && { kind: this.xr.kind, scope }, report);
    for (const placed of input.templates) {
      names.push(placed.template.name ?? '');
      // Of any XR: its name goes in front.
      if (placed.template.connectionDetails?.length) names.push('xr-connection-secret');
      this.#resource(placed);
    }
  }

  #resource(placed: PlacedTemplate): void {
    const { template, pointer } = placed;
    const { base, name = '' } = template;
    const { report, world, xr } = this;
    if (base === undefined) {
      // What an earlier function desires under the name is not known here.
      this.#patches(placed, { name: `resource '${name}'`, place: ANYTHING });
      return;
    }
    const [apiVersion, kind] = [textIn(base, 'apiVersion'), textIn(base, 'kind')];
    if (!isObject(base) || kind === '' || apiVersion === '') {
      const message = 'is no object with apiVersion and kind, which fails the whole pipeline';
      report({ rule: 'composed-resource-invalid', pointer: `${pointer}/base`, message });
      return;
    }
    const schema = world.kindOf(apiVersion, kind);
    if (!schema) report(unknownKind({ apiVersion, kind }, `${pointer}/base`, world));
    const provider = checkProvider(groupOf(apiVersion), world.providers);
    if (provider) report({ ...provider, pointer: `${pointer}/base/apiVersion` });
    const place = schema ? rootOf(schema) : ANYTHING;
    const sides = this.#patches(placed, { name: `${kind} '${name}'`, place });
    const namespaced = xr.scope === 'Namespaced';
    if (schema) checkBase(placed, base, schema, sides, namespaced, report);
    if (xr.scope) checkScope(placed, base, schema, { kind: xr.kind, scope: xr.scope }, report);
    checkConnectionDetails(placed, base, schema, report);
    checkReadiness(placed, { apiVersion, kind }, schema, this.#readiness, report);
  }

  #patches({ patches }: PlacedTemplate, composed: Side) {
    const native = this.step.native && { native: this.step.native };
    const sides = {
      composite: this.#composite,
      composed: { ...composed, ...native },
      environment: this.#environment,
    };
    for (const patch of patches) checkPatch(patch, sides, this.report);
    return sides;
  }
}
