import { FluxError } from './errors';

export type Fields = Readonly<Record<string, unknown>>;

/** The fields of whatever a program without types gives; none of what is no object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** The longest name of any object. */
export const LONGEST_NAME = 253;
/** Of what Flux writes into labels of each object that it applies: its own name, and its namespace. */
export const LONGEST_LABEL = 63;

/**
 * @param place `Kustomization 'web'`
 * @throws {FluxError} `FLUX_NAME_INVALID`
 */
export function checkName(place: string, name: string, longest = LONGEST_NAME): void {
  if (SUBDOMAIN.test(name) && name.length <= longest) return;
  throw new FluxError(
    'FLUX_NAME_INVALID',
    SUBDOMAIN.test(name)
      ? `${place} has a name of ${name.length} characters, ${longest} at most`
      : `${place} has a name that no object can have`,
    longest === LONGEST_LABEL
      ? `write at most ${longest} lower-case letters, digits, dashes and dots: it becomes a label of every object`
      : `write at most ${longest} lower-case letters, digits, dashes and dots`,
  );
}

/** @throws {FluxError} `FLUX_NAME_INVALID` for what no namespace can be called. */
export function checkNamespace(place: string, field: string, namespace: unknown): void {
  if (namespace === undefined) return;
  if (typeof namespace === 'string' && /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace)) {
    return;
  }
  throw new FluxError(
    'FLUX_NAME_INVALID',
    `${field} of ${place} is ${JSON.stringify(namespace)}`,
    'write at most 63 lower-case letters, digits and dashes',
  );
}

const NANOSECONDS = { ms: 1e6, s: 1e9, m: 6e10, h: 3.6e12 } as const;

/**
 * Refuses what the CRD's pattern refuses, and what only Go does: a duration that overflows passes the
 * API server, and then the controller can read no object of that kind.
 *
 * @param units those that the field takes: timeouts of sources take no hours.
 * @throws {FluxError} `FLUX_DURATION_INVALID`
 */
export function checkDuration(
  place: string,
  field: string,
  text: unknown,
  units: 'ms|s|m|h' | 'ms|s|m' | 's|m|h' = 'ms|s|m|h',
): void {
  if (text === undefined) return;
  const known = units.split('|').join(', ');
  if (typeof text === 'string' && new RegExp(`^([0-9]+(\\.[0-9]+)?(${units}))+$`).test(text)) {
    const parts = [...text.matchAll(/([0-9.]+)(ms|s|m|h)/g)];
    const sum = parts.reduce(
      (total, [, n, unit]) => total + Number(n) * NANOSECONDS[unit as 'h'],
      0,
    );
    if (sum < 2 ** 63) return;
  }
  throw new FluxError(
    'FLUX_DURATION_INVALID',
    `${field} of ${place} is ${JSON.stringify(text)}`,
    `write a duration in ${known}: '10m', '1m30s'`,
  );
}

/** Checks the named fields of `spec` that are durations. */
export function checkDurations(place: string, spec: unknown, fields: readonly string[]): void {
  for (const field of fields) {
    const value = field.split('.').reduce<unknown>((at, key) => fieldsOf(at)[key], spec);
    checkDuration(place, field, value);
  }
}

/** @throws {FluxError} `FLUX_KUSTOMIZATION_INVALID` or `FLUX_RELEASE_INVALID`: one of the two, as the CRD says. */
export function checkKubeConfig(
  code: 'FLUX_KUSTOMIZATION_INVALID' | 'FLUX_RELEASE_INVALID',
  place: string,
  kubeConfig: unknown,
): void {
  if (kubeConfig === undefined) return;
  const { configMapRef, secretRef } = fieldsOf(kubeConfig);
  if ((configMapRef === undefined) !== (secretRef === undefined)) return;
  throw new FluxError(
    code,
    `kubeConfig of ${place} has ${configMapRef ? 'configMapRef and secretRef' : 'neither configMapRef nor secretRef'}`,
    'keep one of the two',
  );
}
