import {
  at,
  compositeResource,
  printerColumns,
  scaleOf,
  Type,
} from '../../../constructs/crossplane';

const spec = Type.Object({
  size: Type.String(),
  replicas: Type.Integer(),
  ratio: Type.Optional(Type.Number()),
  on: Type.Optional(Type.Boolean()),
  zones: Type.Optional(Type.Array(Type.String())),
  tags: Type.Optional(Type.Record(Type.String(), Type.String())),
});
const status = Type.Object({
  replicas: Type.Optional(Type.Integer()),
  selector: Type.Optional(Type.String()),
  since: Type.Optional(Type.String({ format: 'date-time' })),
});

test('columns and scales have the path and the type of their fields', () => {
  const Thing = compositeResource({
    group: 'acme.io',
    kind: 'Thing',
    scope: 'Namespaced',
    versions: {
      v1: {
        spec,
        status,
        additionalPrinterColumns: printerColumns({ spec, status }, (xr) => ({
          SIZE: xr.spec.size,
          RATIO: xr.spec.ratio,
          ON: { field: xr.spec.on, priority: 1, description: 'whether it runs' },
          ZONE: at(xr.spec.zones, 0),
          TEAM: at(xr.spec.tags, 'acme.io/team'),
          SINCE: xr.status.since,
          NAME: xr.metadata.name,
        })),
        scale: scaleOf({ spec, status }, (xr) => ({
          replicas: xr.spec.replicas,
          current: xr.status.replicas,
          selector: xr.status.selector,
        })),
      },
    },
  });
  const [version] = Thing.composite.versions;
  expect(version?.additionalPrinterColumns).toEqual([
    { name: 'SIZE', type: 'string', jsonPath: '.spec.size' },
    { name: 'RATIO', type: 'number', jsonPath: '.spec.ratio' },
    {
      name: 'ON',
      type: 'boolean',
      jsonPath: '.spec.on',
      priority: 1,
      description: 'whether it runs',
    },
    { name: 'ZONE', type: 'string', jsonPath: '.spec.zones[0]' },
    { name: 'TEAM', type: 'string', jsonPath: '.spec.tags.acme\\.io/team' },
    { name: 'SINCE', type: 'date', jsonPath: '.status.since' },
    { name: 'NAME', type: 'string', jsonPath: '.metadata.name' },
  ]);
  expect(version?.scale).toEqual({
    specReplicasPath: '.spec.replicas',
    statusReplicasPath: '.status.replicas',
    labelSelectorPath: '.status.selector',
  });
});

test('a column shows a scalar, and a field that there is', () => {
  const list = () => printerColumns({ spec }, (xr) => ({ ZONES: xr.spec.zones }));
  expect(list).toThrow(/column ZONES shows spec\.zones, which is no text/);
  const upper = () => printerColumns({ spec }, (xr) => ({ SIZE: xr.spec.size.toUpper() }));
  expect(upper).toThrow(/column SIZE shows spec\.size/);
  const lost = (xr: object) => ({ X: (xr as { spec: { sise: never } }).spec.sise });
  expect(() => printerColumns({ spec }, lost)).toThrow(/spec has no field 'sise'/);
});

/** Never run: what is below is for the compiler. */
export function mistakes(): void {
  // @ts-expect-error misspelt field
  printerColumns({ spec, status }, (xr) => ({ SIZE: xr.spec.sise }));
  scaleOf({ spec, status }, (xr) => ({
    // @ts-expect-error a text is no number of replicas
    replicas: xr.spec.size,
    current: xr.status.replicas,
  }));
}
