import { checkIgnore } from './check-kustomization';
import { checkDurations, checkKubeConfig, checkNamespace, fieldsOf, type Fields } from './checks';
import { FluxError } from './errors';

const CODE = 'FLUX_RELEASE_INVALID';
const DURATIONS = [
  ...['interval', 'timeout', 'install.timeout', 'upgrade.timeout', 'rollback.timeout'],
  ...['uninstall.timeout', 'test.timeout', 'chart.spec.interval'],
  ...['install.strategy.retryInterval', 'upgrade.strategy.retryInterval'],
];

/**
 * Refuses what helm-controller or Helm refuses, or takes no notice of beside something else.
 *
 * @param spec as it is written; of a program without types, anything.
 * @throws {FluxError} `FLUX_RELEASE_INVALID`, `FLUX_DURATION_INVALID`, `FLUX_NAME_INVALID`.
 */
export function checkHelmRelease(place: string, spec: unknown): void {
  const fields = fieldsOf(spec);
  const { chart, chartRef, driftDetection, maxHistory, releaseName } = fields;
  if ((chart === undefined) === (chartRef === undefined)) {
    refuse(
      place,
      chart === undefined ? 'has no chart' : 'has chart and chartRef',
      'write one of chart and chartRef',
    );
  }
  checkDurations(place, fields, DURATIONS);
  checkNamespace(place, 'targetNamespace', fields['targetNamespace']);
  checkNamespace(place, 'storageNamespace', fields['storageNamespace']);
  checkKubeConfig(CODE, place, fields['kubeConfig']);
  checkIgnore(CODE, place, 'driftDetection.ignore', fieldsOf(driftDetection)['ignore']);
  if (chart !== undefined) checkChart(place, fieldsOf(fieldsOf(chart)['spec']));
  for (const action of ['install', 'upgrade'])
    checkRemedies(place, action, fieldsOf(fields[action]));
  checkWaiting(place, fields);
  checkValues(place, fields);
  if (maxHistory !== undefined && !isCount(maxHistory, 0)) {
    refuse(place, `has maxHistory ${JSON.stringify(maxHistory)}`, 'write a number; 0 keeps all');
  }
  if (releaseName === undefined) return;
  if (typeof releaseName === 'string' && RELEASE.test(releaseName) && releaseName.length <= 53)
    return;
  refuse(
    place,
    `has the releaseName ${JSON.stringify(releaseName)}`,
    'write at most 53 lower-case letters, digits, dashes and dots',
  );
}

const RELEASE = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function checkChart(place: string, { chart, sourceRef, version, verify, ...rest }: Fields): void {
  if (typeof chart !== 'string' || chart === '' || chart.length > 2048) {
    refuse(place, 'has a chart without name', 'write chart.spec.chart: a name, or a folder');
  }
  const { kind } = fieldsOf(sourceRef);
  if (kind === 'HelmRepository') {
    if (rest['reconcileStrategy'] !== 'Revision') return;
    refuse(
      place,
      "has reconcileStrategy 'Revision', which is for charts of git and buckets",
      'leave it out',
    );
  }
  if (version !== undefined) {
    refuse(
      place,
      `has a version, of which charts of a ${String(kind)} take no notice`,
      'leave it out',
    );
  }
  if (verify !== undefined) {
    refuse(place, `has verify, which charts of a ${String(kind)} do not take`, 'leave it out');
  }
}

function checkRemedies(place: string, action: string, { strategy, remediation }: Fields): void {
  const { name, retryInterval } = fieldsOf(strategy);
  if (name === 'RetryOnFailure' && remediation !== undefined) {
    refuse(
      place,
      `has ${action}.remediation, which strategy RetryOnFailure does not read`,
      'keep one of the two',
    );
  }
  if (name !== 'RetryOnFailure' && retryInterval !== undefined) {
    refuse(
      place,
      `has ${action}.strategy.retryInterval, which RetryOnFailure alone reads`,
      "write name: 'RetryOnFailure', or leave it out",
    );
  }
  const { retries } = fieldsOf(remediation);
  if (retries === undefined || isCount(retries, -1)) return;
  refuse(
    place,
    `has ${action}.remediation.retries ${JSON.stringify(retries)}`,
    'write a number; -1 is for ever',
  );
}

function checkWaiting(place: string, { waitStrategy, healthCheckExprs }: Fields): void {
  if (healthCheckExprs === undefined || fieldsOf(waitStrategy)['name'] !== 'legacy') return;
  refuse(
    place,
    'has healthCheckExprs, which the wait strategy legacy does not evaluate',
    "write waitStrategy: { name: 'poller' }",
  );
}

const KEY = /^[-._a-zA-Z0-9]{1,253}$/;
const TARGET = /^([a-zA-Z0-9_\-.\\/]|\[[0-9]{1,5}\])+$/;

function checkValues(place: string, { values, valuesFrom }: Fields): void {
  if (values !== undefined && (typeof values !== 'object' || Array.isArray(values))) {
    refuse(place, 'has values that are no map', 'write values: { … }');
  }
  for (const one of Array.isArray(valuesFrom) ? valuesFrom : []) {
    const { kind, name, valuesKey, targetPath } = fieldsOf(one);
    const known = (kind === 'Secret' || kind === 'ConfigMap') && typeof name === 'string' && name;
    if (!known)
      refuse(place, 'takes values from what is no ConfigMap or Secret', 'write kind and name');
    if (valuesKey !== undefined && !KEY.test(String(valuesKey as string))) {
      refuse(
        place,
        `takes values from the key ${JSON.stringify(valuesKey)}`,
        'write a key of data',
      );
    }
    if (targetPath !== undefined && !TARGET.test(String(targetPath as string))) {
      refuse(place, `puts values at ${JSON.stringify(targetPath)}`, 'write a path: a.b[0]');
    }
  }
}

function isCount(value: unknown, least: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least;
}

function refuse(place: string, problem: string, hint: string): never {
  throw new FluxError(CODE, `${place} ${problem}`, hint);
}
