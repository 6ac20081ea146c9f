import { ArgoCdError } from './errors';
import { Choice } from './params';

/** What a patch is laid over. */
export interface PatchTarget {
  /** The template, as written. */
  readonly template: object;
  /** Whether synth adds rules and sync options to it. */
  readonly derived: boolean;
  /** Whether a RollingSync switches automated sync off. */
  readonly rolling: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Refuses what Argo CD undoes, fails over or wipes.
 *
 * @throws {ArgoCdError} `ARGOCD_TEMPLATE_PATCH`
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Template/#template-patch
 */
export function checkPatch(name: string, patch: object, target: PatchTarget): void {
  const refuse = (problem: string, hint: string): never => {
    throw new ArgoCdError(
      'ARGOCD_TEMPLATE_PATCH',
      `the templatePatch of ApplicationSet '${name}' ${problem}`,
      hint,
    );
  };
  for (const key of ['metadata', 'spec']) {
    const found = (patch as Fields)[key];
    if (found === null) refuse(`has no ${key}, which wipes it`, `leave ${key} out`);
  }
  const wiped = alternatives(patch, ['spec', 'project']);
  if (wiped.length > 0) {
    refuse('sets the project, which Argo CD puts back', 'set it in the template');
  }
  if (target.rolling && alternatives(patch, ['spec', 'syncPolicy', 'automated']).some(isObject)) {
    refuse('sets syncPolicy.automated, which RollingSync switches off', 'leave it out');
  }
  for (const path of DERIVED) {
    if (!target.derived || alternatives(patch, path).length === 0) continue;
    refuse(
      `replaces ${path.slice(1).join('.')}, and with it what the content of the artifact needs`,
      'write it in the template, where both are joined',
    );
  }
  const path = ['spec', 'source', 'helm', 'valuesObject'];
  const [written] = alternatives(target.template, path);
  for (const values of alternatives(patch, path)) {
    const clash = clashOf(written, values);
    if (clash === undefined) continue;
    refuse(
      `has the value '${clash}' of helm.valuesObject, which the template has too: Argo CD cannot merge objects there`,
      'write the whole valuesObject in the patch, or in the template',
    );
  }
}

const DERIVED = [
  ['spec', 'ignoreDifferences'],
  ['spec', 'syncPolicy', 'syncOptions'],
  ['spec', 'source', 'repoURL'],
  ['spec', 'sources'],
];

/** Values at a path, of whichever case. */
function alternatives(value: unknown, path: readonly string[]): unknown[] {
  if (value instanceof Choice) {
    const { cases, otherwise } = value;
    return [...cases.map((one) => one.value), otherwise].flatMap((one) => alternatives(one, path));
  }
  const [key, ...others] = path;
  if (key === undefined) return value === undefined ? [] : [value];
  return isObject(value) ? alternatives(value[key], others) : [];
}

/** The first key that is an object or a list on both sides. */
function clashOf(template: unknown, patch: unknown): string | undefined {
  if (!isObject(template) || !isObject(patch)) return undefined;
  const nested = (value: unknown) =>
    value instanceof Choice || (typeof value === 'object' && value !== null && isPlain(value));
  return Object.keys(patch).find((key) => nested(template[key]) && nested(patch[key]));
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && isPlain(value) && !Array.isArray(value);
}

function isPlain(value: object): boolean {
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
