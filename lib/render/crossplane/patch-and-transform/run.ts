import { quote } from '../../../template/quote';
import { Crash, Failure, within } from '../../../crossplane/failure';
import { clone, isObject, type Draft } from '../../../crossplane/json';
import { kindOf, nameOf, namespaceOf, setMetadata, textAt } from '../manifest-text';
import { ENVIRONMENT_KEY } from '../protocol';
import type {
  ConnectionDetails,
  FunctionRequest,
  FunctionResource,
  JsonObject,
  State,
} from '../protocol';
import {
  composeConnectionSecret,
  extractConnectionDetails,
  supportsConnectionDetails,
} from './connection';
import { missingKind, type Document } from './document';
import type { ComposedTemplate, Patch } from '../../../crossplane/patch-and-transform/input';
import { applyCombinePatch, applyFieldPatch, type Source } from './patch';
import { isCombine, typeOf } from '../../../crossplane/patch-and-transform/patch-type';
import { isReady } from './readiness';
import type { ReadResources } from '../../../crossplane/patch-and-transform/read';

export interface PatchAndTransformResult {
  readonly desired: State;
  readonly environment: JsonObject;
}

/**
 * @param warn told of what does not end the pipeline, as it happens.
 * @throws {Failure} for what does.
 */
export function runPatchAndTransform(
  { input, templates }: ReadResources,
  request: FunctionRequest,
  warn: (message: string) => void,
): PatchAndTransformResult {
  return new Run(request, warn).run(templates, input);
}

class Run {
  readonly #xr: Source;
  readonly #desiredXr: Document;
  readonly #environment: Document;
  readonly #resources: Record<string, FunctionResource>;
  #connectionDetails: ConnectionDetails;

  constructor(
    readonly request: FunctionRequest,
    readonly warn: (message: string) => void,
  ) {
    const { observed, desired, context } = request;
    const xr = observed.composite?.resource ?? {};
    this.#xr = { object: xr, floats: true };
    const dxr: Draft = clone(desired.composite?.resource ?? {});
    dxr['apiVersion'] = textAt(xr, 'apiVersion');
    dxr['kind'] = textAt(xr, 'kind');
    this.#desiredXr = { object: dxr, floats: true };
    this.#environment = { object: environmentIn(context[ENVIRONMENT_KEY]), floats: true };
    this.#connectionDetails = desired.composite?.connectionDetails ?? {};
    this.#resources = {};
    for (const [name, { resource, ready }] of Object.entries(desired.resources)) {
      this.#resources[name] = { resource, ready };
    }
  }

  run(
    templates: readonly ComposedTemplate[],
    { environment, writeConnectionSecretToRef }: ReadResources['input'],
  ): PatchAndTransformResult {
    environment?.patches?.forEach((patch, i) => this.#patchEnvironment(patch, i));
    let skipped = false;
    for (const template of templates) skipped = !this.#compose(template) || skipped;
    const xr = this.#xr.object;
    const details = this.#connectionDetails;
    if (!supportsConnectionDetails(xr) && Object.keys(details).length > 0) {
      this.#resources[`${nameOf(xr)}-connection-secret`] = within(
        'cannot compose connection secret',
        () => composeConnectionSecret(xr, details, writeConnectionSecretToRef),
      );
    }
    const composite: FunctionResource = {
      resource: this.#desiredXr.object,
      ...(Object.keys(details).length > 0 && { connectionDetails: details }),
      ...(skipped && { ready: false }),
    };
    return {
      desired: { composite, resources: this.#resources },
      environment: this.#environment.object,
    };
  }

  #patchEnvironment(patch: Patch, index: number): void {
    const type = typeOf(patch);
    const toXr = /^(To|CombineTo)Composite|^FromEnvironment/.test(type);
    try {
      const [from, to] = toXr
        ? [this.#environment, this.#desiredXr]
        : [this.#xr, this.#environment];
      apply(patch, from, to);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.notFound && (patch.policy?.fromFieldPath ?? 'Optional') === 'Optional') return;
      throw error.within(`cannot apply the ${quote(type)} environment patch at index ${index}`);
    }
  }

  /** Whether the resource goes to the desired state. */
  #compose(template: ComposedTemplate): boolean {
    const { name = '', connectionDetails, readinessChecks, patches = [] } = template;
    const desired = this.#baseOf(template);
    const observed = this.request.observed.resources[name];
    let ready = false as boolean;
    if (observed) {
      const { resource } = observed;
      setMetadata(desired.object, 'namespace', namespaceOf(resource));
      setMetadata(desired.object, 'name', nameOf(resource));
      this.#attempt(
        `cannot extract composite resource connection details from composed resource ${quote(name)}`,
        () => {
          const details = extractConnectionDetails(observed, connectionDetails);
          this.#connectionDetails = { ...this.#connectionDetails, ...details };
        },
      );
      this.#attempt(`cannot check readiness of composed resource ${quote(name)}`, () => {
        ready = isReady(resource, readinessChecks);
      });
    }
    for (const [i, patch] of patches.entries()) {
      if (!this.#patchComposed(patch, i, name, desired, observed?.resource)) return false;
    }
    this.#resources[name] = { resource: desired.object, ...(ready && { ready }) };
    return true;
  }

  /** Whether the resource may go on: a required field is there, or the resource exists already. */
  #patchComposed(
    patch: Patch,
    index: number,
    name: string,
    desired: Document,
    observed: JsonObject | undefined,
  ): boolean {
    const type = typeOf(patch);
    const toComposed = /^(From|CombineFrom)/.test(type);
    if (!observed && !toComposed) return true;
    const environment = type.includes('Environment');
    try {
      if (toComposed) apply(patch, environment ? this.#environment : this.#xr, desired);
      else {
        const from = { object: observed ?? {}, floats: true };
        apply(patch, from, environment ? this.#environment : this.#desiredXr);
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const place = `${quote(type)} patch at index ${index}`;
      if (!error.notFound) {
        throw error.within(`cannot render composed resource ${quote(name)} ${place}`);
      }
      if (!isRequired(patch)) return true;
      if (toComposed && !observed) {
        const why = `because ${place} has 'policy.fromFieldPath: Required'`;
        const what = `not adding new composed resource ${quote(name)} to desired state ${why}`;
        this.warn(error.within(what).message);
        return false;
      }
      const why = "ignoring 'policy.fromFieldPath: Required' because 'to' resource already exists";
      const what = `cannot render composed resource ${quote(name)} ${place}: ${why}`;
      this.warn(error.within(what).message);
    }
    return true;
  }

  #baseOf({ name = '', base }: ComposedTemplate): Document {
    if (base === undefined) {
      const earlier = this.#resources[name];
      if (earlier) return { object: clone(earlier.resource) as Draft, floats: true };
      const why = 'has no base template, and was not produced by a previous Function';
      throw new Failure(`composed resource ${quote(name)} ${why} in the pipeline`);
    }
    return within(`cannot parse base template of composed resource ${quote(name)}`, () => {
      if (!isObject(base)) throw notAnObject(base);
      if (kindOf(base).kind === '') throw missingKind(base, { escapeHtml: false });
      return { object: clone(base) as Draft, floats: false };
    });
  }

  /** What fails here is told and passed over. */
  #attempt(what: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Failure) || error instanceof Crash) throw error;
      this.warn(error.within(what).message);
    }
  }
}

function apply(patch: Patch, from: Source, to: Document): void {
  if (isCombine(typeOf(patch))) applyCombinePatch(patch, from, to);
  else applyFieldPatch(patch, from, to);
}

function isRequired({ policy }: Patch): boolean {
  return policy?.fromFieldPath === 'Required';
}

function environmentIn(value: unknown): Draft {
  const environment: Draft = isObject(value) ? clone(value) : {};
  const { group, version, kind } = kindOf(environment);
  if (group === '' && version === '' && kind === '') {
    environment['apiVersion'] = 'internal.crossplane.io/v1alpha1';
    environment['kind'] = 'Environment';
  }
  return environment;
}

function notAnObject(base: unknown): Failure {
  const kind = Array.isArray(base) ? 'array' : typeof base === 'boolean' ? 'bool' : typeof base;
  return new Failure(
    `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`,
  );
}
