import { runInNewContext } from 'node:vm';
import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { CodedError } from '../../lib/core';
import { passOf, SynthPass, withPass } from '../../lib/synth';

const thing = (chart: Chart, id: string, fields: object = {}) =>
  new ApiObject(chart, id, { apiVersion: 'v1', kind: 'Thing', metadata: { name: id }, ...fields });

const produced = (produce: () => unknown) => Lazy.any({ produce });

describe('SynthPass.objectsOf', () => {
  it('gives manifests with their constructs and paths', () => {
    const chart = new Chart(new App(), 'c', { namespace: 'shop', labels: { a: '1' } });
    const construct = thing(chart, 'x', { spec: { b: 1, a: null } });
    expect(new SynthPass(App.of(chart)).objectsOf(chart)).toEqual([
      {
        manifest: {
          apiVersion: 'v1',
          kind: 'Thing',
          metadata: { name: 'x', namespace: 'shop', labels: { a: '1' } },
          spec: { b: 1 },
        },
        construct,
        path: 'c/x',
      },
    ]);
  });

  it('resolves each object once in a pass', () => {
    let count = 0;
    const chart = new Chart(new App(), 'c');
    thing(chart, 'x', { spec: produced(() => (count += 1)) });
    const pass = new SynthPass(App.of(chart));
    expect(pass.objectsOf(chart)).toBe(pass.objectsOf(chart));
    pass.textOf(chart);
    pass.release(chart);
    pass.textOf(chart);
    expect(count).toBe(1);
  });

  it('may be asked from a Lazy for the objects of another chart', () => {
    const app = new App();
    const [a, b] = [new Chart(app, 'a'), new Chart(app, 'b')];
    let count = 0;
    thing(a, 'x', {
      spec: produced(() =>
        passOf(a)
          ?.objectsOf(b)
          .map(({ manifest }) => manifest.kind),
      ),
      more: produced(() => (count += 1)),
    });
    thing(b, 'y');
    withPass(app, (pass) => {
      expect(pass.objectsOf(a)[0]?.manifest.spec).toEqual(['Thing']);
      // What was called from a is still known when b, which calls nothing, is done.
      pass.release(a);
      pass.textOf(a);
    });
    expect(count).toBe(1);
  });

  it('names the circle of an object that needs its own chart', () => {
    const app = new App();
    const [a, b] = [new Chart(app, 'a'), new Chart(app, 'b')];
    thing(a, 'x', { spec: produced(() => passOf(a)?.objectsOf(b).length) });
    thing(b, 'y', { spec: produced(() => passOf(b)?.objectsOf(a).length) });
    expect(() => withPass(app, (pass) => pass.objectsOf(a))).toThrow(
      expect.objectContaining({
        code: 'SYNTH_CYCLE',
        message: "'a/x' needs 'b/y' needs chart 'a', which is being resolved for it",
      }),
    );
  });

  it('names that circle behind a class that overrides toJson, too', () => {
    class Typed extends ApiObject {
      override toJson() {
        return super.toJson() as object;
      }
    }
    const chart = new Chart(new App(), 'c');
    const spec = produced(() => passOf(chart)?.objectsOf(chart));
    new Typed(chart, 'x', { apiVersion: 'v1', kind: 'Thing', spec } as never);
    expect(() => withPass(App.of(chart), (pass) => pass.objectsOf(chart))).toThrow(
      expect.objectContaining({ code: 'SYNTH_CYCLE' }),
    );
  });

  it('lets an error on purpose through as it is, and wraps others as cdk8s does', () => {
    class OwnError extends CodedError<'OWN_FAULT'> {}
    const fault = new OwnError('OWN_FAULT', 'no database', 'add one');
    const fail = (error: Error) => () => {
      const chart = new Chart(new App(), 'c');
      const refuse = () => {
        throw error;
      };
      thing(chart, 'x', { spec: produced(refuse) });
      new SynthPass(App.of(chart)).objectsOf(chart);
    };
    expect(fail(fault)).toThrow(fault);
    expect(fail(new Error('no'))).toThrow(
      "Failed serializing construct at path 'c/x' with name 'x': Error: no",
    );
  });

  it('applies patches before the first fields are put in front', () => {
    const chart = new Chart(new App(), 'c');
    thing(chart, 'x').addJsonPatch(JsonPatch.remove('/kind'), JsonPatch.add('/kind', 'Other'));
    const [first] = new SynthPass(App.of(chart)).objectsOf(chart);
    expect(Object.entries(first?.manifest ?? {}).at(1)).toEqual(['kind', 'Other']);
  });

  it('takes plain objects of another realm for plain objects', () => {
    const chart = new Chart(new App(), 'c');
    thing(chart, 'x', { spec: runInNewContext('({ b: [{ c: 1 }], a: 2 })') as object });
    const [first] = new SynthPass(App.of(chart)).objectsOf(chart);
    expect(JSON.stringify(first?.manifest.spec)).toBe('{"a":2,"b":[{"c":1}]}');
  });

  it('resolves a list that is a token, as cdk8s does', () => {
    const chart = new Chart(new App(), 'c');
    const build = (id: string) =>
      thing(chart, id, { spec: Object.assign([1], { resolve: () => ({ a: 1 }) }) });
    const theirs = build('x').toJson() as unknown;
    const [ours] = new SynthPass(App.of(chart)).objectsOf(chart);
    expect(ours?.manifest).toEqual(theirs);
  });

  it.each<{ title: string; change: (object: ApiObject) => void }>([
    { title: 'lost its name', change: ({ metadata }) => Reflect.set(metadata, 'name', undefined) },
    {
      title: 'is written by a class of its own',
      change: ({ metadata }) => Reflect.set(metadata, 'toJson', () => ({ name: 'own' })),
    },
    { title: 'has a field of its own', change: ({ metadata }) => metadata.add('b', { a: [] }) },
  ])('has what cdk8s has when metadata $title', ({ change }) => {
    const chart = new Chart(new App(), 'c');
    const object = thing(chart, 'x');
    change(object);
    const [ours] = new SynthPass(App.of(chart)).renderedOf(chart);
    expect(ours?.value).toEqual(object.toJson());
  });

  it('has what a chart with a toJson of its own returns, by the names of its objects', () => {
    class Filtered extends Chart {
      override toJson() {
        const extra = { apiVersion: 'v1', kind: 'Extra', metadata: { name: 'e' } };
        return [...super.toJson().slice(1), extra];
      }
    }
    const chart = new Filtered(new App(), 'c');
    thing(chart, 'x');
    const z = thing(chart, 'z');
    const pass = new SynthPass(App.of(chart));
    expect(pass.objectsOf(chart).map(({ construct }) => construct)).toEqual([z, chart]);
    expect(pass.textOf(chart)).toBe(
      'apiVersion: v1\nkind: Thing\nmetadata:\n  name: z\n---\napiVersion: v1\nkind: Extra\nmetadata:\n  name: e\n',
    );
  });

  it('asks a class that overrides toJson', () => {
    class Typed extends ApiObject {
      override toJson() {
        return { ...(super.toJson() as object), typed: true };
      }
    }
    const chart = new Chart(new App(), 'c');
    new Typed(chart, 'x', { apiVersion: 'v1', kind: 'Thing' });
    const [first] = new SynthPass(App.of(chart)).objectsOf(chart);
    expect(first?.manifest.typed).toBe(true);
  });

  it('leaves out what is no manifest, which the text has', () => {
    class Odd extends ApiObject {
      override toJson() {
        return undefined;
      }
    }
    const chart = new Chart(new App(), 'c');
    new Odd(chart, 'x', { apiVersion: 'v1', kind: 'Thing' });
    const pass = new SynthPass(App.of(chart));
    expect(pass.objectsOf(chart)).toEqual([]);
    expect(pass.textOf(chart)).toBe('\n');
  });

  it('keeps keys as they come when told so, but for metadata', () => {
    const chart = new Chart(new App(), 'c', { labels: { b: '1', a: '2' } });
    thing(chart, 'x', { spec: { b: 1, a: 2 } });
    const pass = new SynthPass(App.of(chart), { sortKeys: false });
    const manifest = pass.objectsOf(chart)[0]?.manifest;
    expect(JSON.stringify([manifest?.spec, manifest?.metadata])).toBe(
      '[{"b":1,"a":2},{"labels":{"a":"2","b":"1"},"name":"x"}]',
    );
  });

  it('refuses a chart of another app', () => {
    const pass = new SynthPass(new App());
    expect(() => pass.objectsOf(new Chart(new App(), 'c'))).toThrow("'c' is no chart of this app");
  });

  it('leaves the tree as it was', () => {
    const chart = new Chart(new App(), 'c');
    const [x, y] = [thing(chart, 'x'), thing(new Chart(chart, 'inner'), 'y')];
    x.addDependency(y);
    withPass(App.of(chart), (pass) => pass.textOf(chart));
    expect(x.node.dependencies).toEqual([y]);
    expect(chart.node.dependencies).toEqual([]);
  });
});

describe('SynthPass.validate', () => {
  it('names all faults, in the words of cdk8s', () => {
    const chart = new Chart(new App(), 'c');
    thing(chart, 'x').node.addValidation({ validate: () => ['first', 'second'] });
    chart.node.addValidation({ validate: () => ['of the chart'] });
    const message =
      'Validation failed with the following errors:\n  [c] of the chart\n  [c/x] first\n  [c/x] second';
    expect(() => App.of(chart).synthYaml()).toThrow(message);
    expect(() => new SynthPass(App.of(chart)).validate()).toThrow(
      expect.objectContaining({ code: 'SYNTH_INVALID', message }),
    );
  });
});

describe('withPass', () => {
  it('is one pass for nested calls, and none behind them', () => {
    const chart = new Chart(new App(), 'c');
    const app = App.of(chart);
    withPass(app, (outer) => {
      expect(withPass(app, (inner) => inner)).toBe(outer);
      expect(passOf(chart)).toBe(outer);
      expect(passOf(new App())).toBeUndefined();
    });
    expect(passOf(chart)).toBeUndefined();
  });

  it('ends when what it runs fails', () => {
    const app = new App();
    const fail = () => {
      throw new Error('no');
    };
    expect(() => withPass(app, fail)).toThrow('no');
    expect(passOf(app)).toBeUndefined();
  });
});
