import { WRITE } from '../repair-texts';
import { defaultRows, rowClaims, type Row } from '../rows';
import type { FieldPath } from '../places';
import type { DriftFacts, Writer } from '../writer';

const SPECS: readonly (readonly [kind: string, spec: FieldPath])[] = [
  ['external-secrets.io/ExternalSecret', '.spec'],
  ['external-secrets.io/ClusterExternalSecret', '.spec.externalSecretSpec'],
];

const more = {
  repair: WRITE,
  source: 'https://github.com/external-secrets/external-secrets/issues/6398',
};

const CONVERSION = { conversionStrategy: 'Default', decodingStrategy: 'None' };
const REMOTE = { ...CONVERSION, metadataPolicy: 'None' };

/** Defaults of releases before 2.9; valid on every release since 0.10, so written they always fit. */
const UNTIL_2_8: readonly Row[] = SPECS.flatMap(([kind, spec]) =>
  defaultRows(
    [kind],
    {
      ...below(`${spec}.data[].remoteRef`, REMOTE),
      ...below(`${spec}.dataFrom[].extract`, REMOTE),
      ...below(`${spec}.dataFrom[].find`, CONVERSION),
    },
    more,
  ),
);

/** Only these releases know the field, so that it is written for a declared one alone. */
const FROM_2_3_TO_2_6: readonly Row[] = SPECS.flatMap(([kind, spec]) =>
  defaultRows(
    [kind],
    Object.fromEntries(
      ['data[].remoteRef', 'dataFrom[].extract', 'dataFrom[].find'].map((at) => [
        `${spec}.${at}.nullBytePolicy`,
        'Ignore',
      ]),
    ),
    { ...more, note: 'Ignore; only of releases 2.3 to 2.6' },
  ),
);

const IN_2_7_AND_2_8: readonly Row[] = SPECS.flatMap(([kind, spec]) =>
  defaultRows(
    [kind],
    { [`${spec}.target.template.templateFrom[].valuesDecodingStrategy`]: 'None' },
    { ...more, note: 'None; only of releases 2.7 and 2.8' },
  ),
);

const GENERATORS = 'generators.external-secrets.io/v1alpha1';

const ALWAYS: readonly Row[] = [
  ...SPECS.flatMap(([kind, spec]) =>
    defaultRows(
      [kind],
      {
        [`${spec}.dataFrom[].sourceRef.generatorRef.apiVersion`]: GENERATORS,
        [`${spec}.dataFrom[].rewrite[].merge.into`]: '',
        [`${spec}.dataFrom[].rewrite[].merge.strategy`]: 'Extract',
        [`${spec}.dataFrom[].rewrite[].merge.conflictPolicy`]: 'Error',
        [`${spec}.dataFrom[].rewrite[].merge.priorityPolicy`]: 'Strict',
        [`${spec}.target.template.templateFrom[].target`]: 'Data',
        [`${spec}.target.template.templateFrom[].configMap.items[].templateAs`]: 'Values',
        [`${spec}.target.template.templateFrom[].secret.items[].templateAs`]: 'Values',
      },
      more,
    ),
  ),
  ...(
    [
      ['external-secrets.io/PushSecret', '.spec'],
      ['external-secrets.io/ClusterPushSecret', '.spec.pushSecretSpec'],
    ] as const
  ).flatMap(([kind, spec]) =>
    defaultRows(
      [kind],
      {
        [`${spec}.secretStoreRefs[].kind`]: 'SecretStore',
        [`${spec}.data[].conversionStrategy`]: 'None',
        [`${spec}.dataTo[].conversionStrategy`]: 'None',
      },
      more,
    ),
  ),
];

/** What the API server fills in below lists of the External Secrets operator. */
export const externalSecretsDefaults: Writer = {
  name: 'external-secrets-defaults',
  title: 'API server, defaults of External Secrets',
  source: 'https://external-secrets.io/latest/api/externalsecret/',
  fields: [...UNTIL_2_8, ...FROM_2_3_TO_2_6, ...IN_2_7_AND_2_8, ...ALWAYS],
  claims: (set, facts) => rowClaims(set, rowsFor(facts)),
};

function rowsFor({ targets }: DriftFacts = {}): readonly Row[] {
  const version = targets?.externalSecrets ?? '';
  let rows = known.get(version);
  if (!rows) known.set(version, (rows = rowsOf(version)));
  return rows;
}

const known = new Map<string, readonly Row[]>();

function rowsOf(version: string): readonly Row[] {
  if (version === '') return [...UNTIL_2_8, ...ALWAYS];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const at = major * 100 + minor;
  return [
    ...(at < 209 ? UNTIL_2_8 : []),
    ...(at >= 203 && at <= 206 ? FROM_2_3_TO_2_6 : []),
    ...(at === 207 || at === 208 ? IN_2_7_AND_2_8 : []),
    ...ALWAYS,
  ];
}

function below(parent: FieldPath, fields: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [`${parent}.${name}`, value]),
  );
}
