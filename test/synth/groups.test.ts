import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import {
  filesOf,
  manifestsOf,
  outputOf,
  passOf,
  SynthPass,
  type Layout,
  type SynthOptions,
} from '../../lib/synth';

const thing = (scope: Construct, id: string, name = 'same') =>
  new ApiObject(scope, id, { apiVersion: 'v1', kind: 'Thing', metadata: { name } });

/** A construct whose charts travel together, in a folder of its name. */
class Bundle extends Construct {}

const layout: Layout = (chart) => {
  const root = chart.node.scopes.find((scope) => scope instanceof Bundle);
  return root && { root, folder: `bundles/${root.node.id}` };
};

const pathsOf = (app: App, options: SynthOptions = { layout }) => [
  ...outputOf(new SynthPass(app, options)).files.keys(),
];

describe('a group of charts', () => {
  it('gets a folder, and names from the path below its root', () => {
    const app = new App();
    const bundle = new Bundle(app, 'core');
    thing(new Chart(bundle, 'web'), 'x');
    new Chart(new Construct(bundle, 'Data_Base'), 'Replica');
    thing(new Chart(app, 'hub'), 'x');
    expect(pathsOf(app)).toEqual([
      'hub.k8s.yaml',
      'bundles/core/web.k8s.yaml',
      'bundles/core/data_base-replica.k8s.yaml',
    ]);
  });

  it('has index prefixes from its own dependencies alone', () => {
    const app = new App();
    const [first, second] = ['first', 'second'].map((id) => new Bundle(app, id));
    const charts = [first, second].map((bundle) => new Chart(bundle as Bundle, 'b'));
    const a = new Chart(first as Bundle, 'a');
    new Chart(app, 'hub').addDependency(...charts);
    charts[0]?.addDependency(a, charts[1] as Chart);
    expect(pathsOf(app)).toEqual([
      'hub.k8s.yaml',
      'bundles/first/0000-a.k8s.yaml',
      'bundles/first/0001-b.k8s.yaml',
      'bundles/second/b.k8s.yaml',
    ]);
  });

  it('is in the same order whatever depends on its charts from outside', () => {
    const names = (outside: (app: App, charts: Chart[]) => void) => {
      const app = new App();
      const bundle = new Bundle(app, 'core');
      const charts = ['a', 'b', 'c'].map((id) => new Chart(bundle, id));
      charts[0]?.addDependency(charts[1] as Chart);
      outside(app, charts);
      return pathsOf(app).filter((path) => path.startsWith('bundles/'));
    };
    expect(names((app, charts) => new Chart(app, '0').addDependency(charts[2] as Chart))).toEqual(
      names(() => undefined),
    );
  });

  it('is depended on as a whole by its root, and depends as a whole', () => {
    const app = new App();
    const hub = new Chart(app, 'hub');
    const bundles = new Construct(app, 'bundles');
    const [a, b] = ['a', 'b'].map((id) => {
      const bundle = new Bundle(bundles, id);
      for (const chart of ['x', 'y']) new Chart(bundle, chart);
      return bundle;
    }) as [Bundle, Bundle];
    const last = new Chart(app, 'last');
    a.node.addDependency(b);
    b.node.addDependency(last);
    hub.node.addDependency(bundles);
    expect(new SynthPass(app, { layout }).charts.map(({ node }) => node.path)).toEqual([
      'last',
      'bundles/b/x',
      'bundles/b/y',
      'bundles/a/x',
      'bundles/a/y',
      'hub',
    ]);
  });

  it('holds nested charts of its charts, wherever its root is', () => {
    const app = new App();
    const adopted = new Chart(app, 'adopted');
    new Chart(adopted, 'inner');
    const root = new Bundle(app, 'core');
    const adopting: Layout = (chart) => (chart === adopted ? { root, folder: 'core' } : undefined);
    expect(pathsOf(app, { layout: adopting })).toEqual([
      'core/0000-adopted-inner.k8s.yaml',
      'core/0001-adopted.k8s.yaml',
    ]);
  });

  it('may be a chart', () => {
    const app = new App();
    const root = new Chart(app, 'web');
    expect(pathsOf(app, { layout: () => ({ root, folder: 'stack' }) })).toEqual([
      'stack/web.k8s.yaml',
    ]);
  });

  it('is applied as a whole, so an object may not be in two of its charts', () => {
    const app = new App();
    const bundle = new Bundle(app, 'core');
    for (const id of ['a', 'b']) thing(new Chart(bundle, id), 'x');
    expect(() => pathsOf(app)).toThrow(
      expect.objectContaining({
        code: 'SYNTH_DUPLICATE_OBJECT',
        message: expect.stringContaining("'core/a/x' and 'core/b/x'") as string,
      }),
    );
    expect(pathsOf(app, {})).toHaveLength(2);
  });

  it('refuses charts whose names differ in case or in a dash only', () => {
    const app = new App();
    const bundle = new Bundle(app, 'core');
    new Chart(bundle, 'web-db');
    new Chart(new Construct(bundle, 'Web'), 'db');
    expect(() => pathsOf(app)).toThrow(
      expect.objectContaining({
        code: 'SYNTH_FILE_CLASH',
        message:
          "'core/web-db' and 'core/Web/db' would both be written to 'bundles/core/web-db.k8s.yaml'",
      }),
    );
  });

  it.each([
    [YamlOutputType.FILE_PER_APP, ['bundles/core/app.k8s.yaml']],
    [
      YamlOutputType.FILE_PER_RESOURCE,
      ['bundles/core/Thing.x.k8s.yaml', 'bundles/core/Thing.y.k8s.yaml'],
    ],
    [
      YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
      ['bundles/core/a/Thing.x.k8s.yaml', 'bundles/core/b/Thing.y.k8s.yaml'],
    ],
  ])('is divided by the output type of the app (%s)', (yamlOutputType, expected) => {
    const app = new App({ yamlOutputType });
    const bundle = new Bundle(app, 'core');
    thing(new Chart(bundle, 'a'), 'o', 'x');
    thing(new Chart(bundle, 'b'), 'o', 'y');
    expect(pathsOf(app)).toEqual(expected);
  });

  it('gives its files and manifests without the rest being resolved', () => {
    const app = new App({ outdir: 'dist' });
    const bundle = new Bundle(app, 'core');
    thing(new Chart(bundle, 'web'), 'x');
    const hub = new Chart(app, 'hub');
    const broken = thing(hub, 'x');
    broken.metadata.add('broken', new Map());
    const pass = new SynthPass(app, { layout });
    expect([...filesOf(pass, bundle)]).toEqual([
      ['bundles/core/web.k8s.yaml', 'apiVersion: v1\nkind: Thing\nmetadata:\n  name: same\n'],
    ]);
    const set = manifestsOf(pass, bundle);
    expect([...set.entries()].map(({ origin }) => origin)).toEqual([
      { constructPath: 'core/web/x', file: 'dist/bundles/core/web.k8s.yaml' },
    ]);
    expect(filesOf(pass, hub).size).toBe(0);
    expect(() => outputOf(pass)).toThrow("can't render non-simple object of type 'Map'");
  });

  it('is refused in a circle with another group', () => {
    const app = new App();
    const [a, b] = ['a', 'b'].map((id) => new Chart(new Bundle(app, id), 'x')) as [Chart, Chart];
    a.addDependency(b);
    b.addDependency(a);
    expect(() => pathsOf(app)).toThrow('Dependency cycle detected: a/x => b/x => a/x');
  });
});

it('finds no pass outside a synthesis', () => {
  expect(passOf(new App())).toBeUndefined();
});
