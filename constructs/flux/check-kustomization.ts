import { checkDurations, checkKubeConfig, checkNamespace, fieldsOf, type Fields } from './checks';
import { FluxError } from './errors';

const CODE = 'FLUX_KUSTOMIZATION_INVALID';
const VARIABLE = /^[_A-Za-z][_A-Za-z0-9]*$/;

/**
 * Refuses what kustomize-controller refuses, or takes no notice of beside something else.
 *
 * @param spec as it is written; of a program without types, anything.
 * @throws {FluxError} `FLUX_KUSTOMIZATION_INVALID`, `FLUX_DURATION_INVALID`, `FLUX_NAME_INVALID`.
 */
export function checkKustomization(place: string, spec: unknown): void {
  const fields = fieldsOf(spec);
  checkDurations(place, fields, ['interval', 'retryInterval', 'timeout']);
  checkNamespace(place, 'targetNamespace', fields['targetNamespace']);
  checkKubeConfig(CODE, place, fields['kubeConfig']);
  checkHealth(place, fields);
  checkPath(place, fields['path']);
  checkSubstitution(place, fieldsOf(fields['postBuild']));
  checkIgnore(CODE, place, 'ignore', fields['ignore']);
  checkPatches(place, fields['patches']);
  for (const key of ['namePrefix', 'nameSuffix']) {
    const value = fields[key];
    if (value === undefined) continue;
    if (typeof value === 'string' && /^[-a-z0-9.]{1,200}$/.test(value)) continue;
    refuse(place, `has the ${key} ${JSON.stringify(value)}`, 'write a part of a name');
  }
}

function checkHealth(place: string, { wait, healthChecks, healthCheckExprs }: Fields): void {
  const some = Array.isArray(healthChecks) && healthChecks.length > 0;
  if (wait === true && some) {
    refuse(place, 'has wait, beside which healthChecks are not read', 'keep one of the two');
  }
  if (Array.isArray(healthCheckExprs) && healthCheckExprs.length > 0 && wait !== true && !some) {
    refuse(
      place,
      'has healthCheckExprs, which are read with wait or healthChecks alone',
      'write wait: true',
    );
  }
}

function checkPath(place: string, path: unknown): void {
  if (path === undefined) return;
  const inside =
    typeof path === 'string' && !path.split('/').includes('..') && !path.includes('\\');
  if (inside) return;
  refuse(place, `has the path ${JSON.stringify(path)}`, "write a folder of the source: './web'");
}

function checkSubstitution(place: string, { substitute, substituteFrom }: Fields): void {
  for (const [name, value] of Object.entries(fieldsOf(substitute))) {
    if (!VARIABLE.test(name)) {
      refuse(
        place,
        `substitutes '${name}', and fails over the name`,
        'write letters, digits and underscores: CLUSTER_NAME',
      );
    }
    if (typeof value === 'string') continue;
    refuse(
      place,
      `substitutes ${name} by ${JSON.stringify(value)}`,
      `write text: '${String(value)}'`,
    );
  }
  for (const one of Array.isArray(substituteFrom) ? substituteFrom : []) {
    const { kind, name } = fieldsOf(one);
    if ((kind === 'Secret' || kind === 'ConfigMap') && typeof name === 'string' && name) continue;
    refuse(place, 'substitutes from what is no ConfigMap or Secret', 'write kind and name');
  }
}

function checkPatches(place: string, patches: unknown): void {
  for (const one of Array.isArray(patches) ? patches : []) {
    const { patch } = fieldsOf(one);
    if (typeof patch === 'string' && patch.trim() !== '') continue;
    refuse(
      place,
      'has a patch without text',
      'write patch: a strategic merge or a JSON patch in YAML',
    );
  }
}

/** Rules of Kustomization and HelmRelease alike. */
export function checkIgnore(
  code: 'FLUX_KUSTOMIZATION_INVALID' | 'FLUX_RELEASE_INVALID',
  place: string,
  field: string,
  rules: unknown,
): void {
  for (const rule of Array.isArray(rules) ? rules : []) {
    const { paths } = fieldsOf(rule);
    const list: readonly unknown[] = Array.isArray(paths) ? paths : [];
    const wrong = list.find((path) => typeof path !== 'string' || !path.startsWith('/'));
    if (list.length > 0 && wrong === undefined) continue;
    throw new FluxError(
      code,
      `${field} of ${place} has ${list.length === 0 ? 'a rule without paths' : `the path ${JSON.stringify(wrong)}`}`,
      'write JSON pointers: /spec/replicas',
    );
  }
}

function refuse(place: string, problem: string, hint: string): never {
  throw new FluxError(CODE, `${place} ${problem}`, hint);
}
