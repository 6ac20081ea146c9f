import { ApiObject, App, Chart } from 'cdk8s';
import { Construct, DependencyGroup } from 'constructs';
import fc from 'fast-check';
import { SynthPass } from '../../lib/synth';

const object = (scope: Construct, id: string) =>
  new ApiObject(scope, id, { apiVersion: 'v1', kind: 'Thing', metadata: { name: `name-${id}` } });

const orderOf = (chart: Chart) =>
  new SynthPass(App.of(chart)).objectsOf(chart).map(({ path }) => path);
const chartsOf = (app: App) => new SynthPass(app).charts.map(({ node }) => node.path);

describe('the order of objects and charts', () => {
  it('is that of cdk8s for any dependencies without circles', () => {
    fc.assert(
      fc.property(tree, (spec) => {
        const [ours, theirs] = [build(spec), build(spec)];
        const shown = theirs.synthYaml();
        const pass = new SynthPass(ours);
        expect(pass.charts.map(({ node }) => node.path)).toEqual(
          theirs.charts.map(({ node }) => node.path),
        );
        const names = pass.charts.flatMap((chart) =>
          pass.objectsOf(chart).map(({ manifest }) => manifest.metadata.name),
        );
        expect(names).toEqual(Array.from(shown.matchAll(/^ {2}name: (.*)$/gm), ([, name]) => name));
      }),
      { numRuns: Number(process.env.SYNTH_RUNS ?? 300) },
    );
  });

  it('puts ids that are numbers first, as they are keys of a JavaScript object', () => {
    const app = new App();
    for (const id of ['b', '10', 'a', '9', '007']) object(new Chart(app, id), `of-${id}`);
    expect(chartsOf(app)).toEqual(['9', '10', 'b', 'a', '007']);
  });

  it('puts a nested chart before the chart around it', () => {
    const outer = new Chart(new App(), 'outer');
    new Chart(outer, 'inner');
    expect(chartsOf(App.of(outer))).toEqual(['outer/inner', 'outer']);
  });

  it('follows a group of constructs to its members', () => {
    const chart = new Chart(new App(), 'c');
    const [first, ...others] = ['x', 'y', 'z'].map((id) => object(chart, id));
    first?.node.addDependency(new DependencyGroup(...others));
    expect(orderOf(chart)).toEqual(['c/y', 'c/z', 'c/x']);
  });

  it('passes over what depends on itself', () => {
    const chart = new Chart(new App(), 'c');
    const alone = object(chart, 'x');
    for (const construct of [alone, chart]) construct.node.addDependency(construct);
    expect(orderOf(chart)).toEqual(['c/x']);
    expect(chartsOf(App.of(chart))).toEqual(['c']);
  });

  it('keeps what depends on itself in its place', () => {
    const chart = new Chart(new App(), 'c');
    const [x] = ['x', 'y'].map((id) => object(chart, id));
    x?.addDependency(x);
    expect(orderOf(chart)).toEqual(['c/x', 'c/y']);
  });

  it('takes what the outer constructs depend on first', () => {
    const build = () => {
      const chart = new Chart(new App(), 'c');
      const outer = new Construct(chart, 'outer');
      const inner = new Construct(outer, 'inner');
      object(inner, 'x');
      inner.node.addDependency(object(chart, 'y'));
      outer.node.addDependency(object(chart, 'z'));
      return chart;
    };
    expect(orderOf(build())).toEqual(['c/z', 'c/y', 'c/outer/inner/x']);
    expect(
      build()
        .toJson()
        .map(({ metadata }) => metadata.name),
    ).toEqual(['name-z', 'name-y', 'name-x']);
  });

  it('puts numbers even before charts that are deep in the first of them', () => {
    const build = () => {
      const app = new App();
      new Chart(new Construct(new Chart(app, '9'), 'part'), 'deep');
      new Chart(app, '10');
      return app;
    };
    const expected = ['9', '10', '9/part/deep'];
    expect(chartsOf(build())).toEqual(expected);
    expect(build().charts.map(({ node }) => node.path)).toEqual(expected);
  });

  it('lets all of a construct wait for one object in it', () => {
    const chart = new Chart(new App(), 'c');
    const parts = new Construct(chart, 'parts');
    for (const id of ['x', 'y']) object(parts, id);
    parts.node.addDependency(object(parts, 'z'));
    expect(orderOf(chart)).toEqual(['c/parts/z', 'c/parts/x', 'c/parts/y']);
  });

  it('counts a construct that was replaced as the one in its place', () => {
    const chart = new Chart(new App(), 'c');
    const first = object(chart, 'a');
    first.addDependency(object(chart, 'b'));
    chart.node.tryRemoveChild('b');
    object(chart, 'b');
    expect(orderOf(chart)).toEqual(['c/b', 'c/a']);
  });

  it('refuses a dependency on what is in no chart, as cdk8s does', () => {
    const app = new App();
    const chart = new Chart(app, 'c');
    chart.node.addDependency(new Construct(app, 'outside'));
    expect(() => chartsOf(app)).toThrow('cannot find a parent chart (directly or indirectly)');
  });

  it('is found at once in layers that each depend on the whole layer before', () => {
    const chart = new Chart(new App(), 'c');
    const layers = Array.from({ length: 60 }, (_, layer) => {
      const construct = new Construct(chart, `layer-${60 - layer}`);
      for (let i = 0; i < 60; i += 1) object(construct, `${layer}-${i}`);
      return construct;
    });
    layers.reduce((before, layer) => (layer.node.addDependency(before), layer));
    // cdk8s would take 60 to the power of 60 steps.
    const layerOf = (path: string) => Number(/(\d+)-\d+$/.exec(path)?.[1]);
    const order = orderOf(chart).map(layerOf);
    expect(order).toHaveLength(3_600);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('is found for a chain that is deeper than the stack', () => {
    const chart = new Chart(new App(), 'c');
    const chain = Array.from({ length: 20_000 }, (_, i) => object(chart, `o${i}`));
    chain.reduce((dependant, dependency) => (dependant.addDependency(dependency), dependency));
    expect(orderOf(chart)[0]).toBe('c/o19999');
  });
});

describe('a circle of dependencies', () => {
  it.each([
    { title: 'of objects', ids: ['a', 'b', 'c'], circle: 'c/a => c/b => c/c => c/a' },
    { title: 'of two', ids: ['a', 'b'], circle: 'c/a => c/b => c/a' },
  ])('$title is named as it is', ({ ids, circle }) => {
    const chart = new Chart(new App(), 'c');
    const waiting = object(chart, 'waiting');
    const objects = ids.map((id) => object(chart, id));
    objects.forEach((from, i) => from.addDependency(objects[(i + 1) % ids.length] as ApiObject));
    waiting.addDependency(objects[0] as ApiObject);
    expect(() => orderOf(chart)).toThrow(
      expect.objectContaining({
        code: 'SYNTH_DEPENDENCY_CYCLE',
        message: `Dependency cycle detected: ${circle}`,
      }),
    );
  });

  it('between charts by their objects is named', () => {
    const app = new App();
    const [a, b] = ['a', 'b'].map((id) => object(new Chart(app, id), 'x')) as [
      ApiObject,
      ApiObject,
    ];
    a.addDependency(b);
    b.addDependency(a);
    expect(() => chartsOf(app)).toThrow('Dependency cycle detected: a => b => a');
  });

  it('by a construct that depends on two objects in it is named', () => {
    const chart = new Chart(new App(), 'c');
    const parts = new Construct(chart, 'parts');
    const inner = new Construct(parts, 'inner');
    for (const id of ['x', 'y']) object(inner, id);
    parts.node.addDependency(inner);
    expect(() => orderOf(chart)).toThrow(
      'Dependency cycle detected: c/parts/inner/x => c/parts/inner/y => c/parts/inner/x',
    );
  });
});

interface TreeSpec {
  /** Per construct: index of its scope among those before it, modulo their number, and its type. */
  readonly constructs: readonly (readonly [number, 'object' | 'construct' | 'chart'])[];
  readonly dependencies: readonly (readonly [number, number])[];
}

const tree: fc.Arbitrary<TreeSpec> = fc
  .record({
    constructs: fc.array(
      fc.tuple(fc.nat(30), fc.constantFrom('object', 'object', 'object', 'construct', 'chart')),
      { minLength: 5, maxLength: 24 },
    ),
    dependencies: fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { minLength: 1, maxLength: 6 }),
  })
  .filter((spec) => !isCircular(spec));

function build({ constructs, dependencies }: TreeSpec): App {
  const app = new App();
  const all: Construct[] = [new Chart(app, 'root')];
  constructs.forEach(([scope, type], i) => {
    const parent = all[scope % all.length] as Construct;
    // Ids against the order of creation, and some of them numbers.
    const id = i % 5 === 0 ? String(50 - i) : `n${i}`;
    if (type === 'object') all.push(object(parent, id));
    else if (type === 'chart') all.push(new Chart(i % 3 === 0 ? app : parent, id));
    else all.push(new Construct(parent, id));
  });
  for (const [from, to] of dependencies) {
    const [source, target] = [all[from % all.length], all[to % all.length]];
    if (source && target && source !== target) source.node.addDependency(target);
  }
  return app;
}

/** In the eyes of cdk8s; what it takes for a circle is compared by the contract test. */
function isCircular(spec: TreeSpec): boolean {
  try {
    build(spec).synthYaml();
    return false;
  } catch {
    return true;
  }
}
