import { ArgoCdError } from './errors';
import type { Generator } from './generator';

/*
 * What the types say already, for callers without them: plain JavaScript, and casts.
 */

/** @throws {ArgoCdError} `ARGOCD_GENERATOR_INVALID` for what no generator function made. */
export function checkGenerators(name: string, generators: unknown): void {
  const list: readonly unknown[] = Array.isArray(generators) ? generators : [generators];
  const wrong = list.findIndex((one) => !isGenerator(one));
  if (list.length > 0 && wrong < 0) return;
  throw new ArgoCdError(
    'ARGOCD_GENERATOR_INVALID',
    list.length === 0
      ? `ApplicationSet '${name}' has no generators: it would make no Application`
      : `ApplicationSet '${name}' has the generator ${JSON.stringify(list[wrong]) ?? 'undefined'}`,
    'write generators: clusters({ matchLabels: { … } }), or another of the generator functions',
  );
}

/** @throws {ArgoCdError} `ARGOCD_TEMPLATE_VALUE` for a template that is no function. */
export function checkTemplateFunction(name: string, template: unknown): void {
  if (typeof template === 'function') return;
  refuseTemplate(name, `a template of type ${typeof template}`);
}

/** @throws {ArgoCdError} `ARGOCD_TEMPLATE_VALUE` for a template without metadata or spec. */
export function checkTemplate(name: string, written: unknown): void {
  const { metadata, spec } = isRecord(written) ? written : {};
  if (isRecord(metadata) && isRecord(spec)) return;
  const missing = isRecord(metadata) ? 'spec' : 'metadata';
  refuseTemplate(
    name,
    isRecord(written) ? `a template without ${missing}` : 'a template of nothing',
  );
}

function refuseTemplate(name: string, what: string): never {
  throw new ArgoCdError(
    'ARGOCD_TEMPLATE_VALUE',
    `ApplicationSet '${name}' has ${what}`,
    'write template: (params) => ({ metadata: { name }, spec: { … } })',
  );
}

function isGenerator(value: unknown): value is Generator {
  return isRecord(value) && isRecord(value['spec']) && 'params' in value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
