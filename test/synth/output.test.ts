import { ApiObject, App, Chart, YamlOutputType, type AppProps } from 'cdk8s';
import { Construct } from 'constructs';
import { allManifests, outputOf, SynthPass, writeOutput, yamlOf } from '../../lib/synth';
import { memoryWorld } from '../support/memory-world';

const { FILE_PER_APP, FILE_PER_RESOURCE, FOLDER_PER_CHART_FILE_PER_RESOURCE } = YamlOutputType;

interface Place {
  readonly chart?: string;
  readonly id: string;
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** An app with objects at these places; a chart per name. */
function appWith(props: AppProps, places: readonly Place[]): App {
  const app = new App(props);
  for (const place of places) {
    const { chart: chartId = 'c', id, kind = 'Thing', apiVersion = 'v1' } = place;
    const chart = (app.node.tryFindChild(chartId) as Chart | undefined) ?? new Chart(app, chartId);
    const { name = 'same', namespace } = place;
    new ApiObject(chart, id, { apiVersion, kind, metadata: { name, namespace } });
  }
  return app;
}

const synth = (app: App) => [...outputOf(new SynthPass(app)).files.keys()];

describe('two objects that would be applied as one', () => {
  it.each<{ title: string; places: Place[]; type?: YamlOutputType }>([
    { title: 'in a chart', places: [{ id: 'x' }, { id: 'y' }] },
    {
      title: 'in a chart, of two versions of a group',
      places: [
        { id: 'x', apiVersion: 'apps/v1' },
        { id: 'y', apiVersion: 'apps/v2' },
      ],
    },
    {
      title: 'in a namespace',
      places: [
        { id: 'x', namespace: 'a' },
        { id: 'y', namespace: 'a' },
      ],
    },
    {
      title: 'in two charts of one file',
      places: [{ id: 'x' }, { id: 'y', chart: 'd' }],
      type: FILE_PER_APP,
    },
    {
      title: 'in two charts of one folder',
      places: [{ id: 'x' }, { id: 'y', chart: 'd' }],
      type: FILE_PER_RESOURCE,
    },
    {
      title: 'in the folder of a chart',
      places: [{ id: 'x' }, { id: 'y' }],
      type: FOLDER_PER_CHART_FILE_PER_RESOURCE,
    },
  ])('are refused $title', ({ places, type }) => {
    const app = appWith({ yamlOutputType: type }, places);
    const paths = places.map(({ chart = 'c', id }) => `'${chart}/${id}'`).join(' and ');
    const error = expect.objectContaining({
      code: 'SYNTH_DUPLICATE_OBJECT',
      message: expect.stringMatching(
        `^${paths} are the same object, .*Thing/(a/)?same: `,
      ) as string,
    });
    expect(() => synth(app)).toThrow(error);
    expect(() => yamlOf(new SynthPass(app))).toThrow(error);
  });

  it.each<{ title: string; places: Place[] }>([
    {
      title: 'of two namespaces',
      places: [
        { id: 'x', namespace: 'a' },
        { id: 'y', namespace: 'b' },
      ],
    },
    {
      title: 'of which one has no namespace, for where that goes is not known',
      places: [{ id: 'x', namespace: 'default' }, { id: 'y' }],
    },
    { title: 'of two kinds', places: [{ id: 'x' }, { id: 'y', kind: 'Other' }] },
    { title: 'of two groups', places: [{ id: 'x' }, { id: 'y', apiVersion: 'a.io/v1' }] },
    {
      title: 'in files of their own, which may go to two clusters',
      places: [{ id: 'x' }, { id: 'y', chart: 'd' }],
    },
  ])('are two $title', ({ places }) => {
    expect(synth(appWith({}, places))).not.toEqual([]);
  });

  it('are two when the API server names them', () => {
    const app = new App();
    const chart = new Chart(app, 'c');
    for (const id of ['x', 'y']) {
      new Unnamed(chart, id, { apiVersion: 'batch/v1', kind: 'Job' });
    }
    expect(synth(app)).toEqual(['c.k8s.yaml']);
  });
});

/** As after a patch that removes the name. */
class Unnamed extends ApiObject {
  override toJson() {
    return { apiVersion: this.apiVersion, kind: this.kind, metadata: { generateName: 'x-' } };
  }
}

describe('two files of one name', () => {
  it('are refused for objects of two namespaces', () => {
    const app = appWith({ yamlOutputType: FILE_PER_RESOURCE }, [
      { id: 'x', namespace: 'a' },
      { id: 'y', namespace: 'b' },
    ]);
    expect(() => synth(app)).toThrow(
      expect.objectContaining({
        code: 'SYNTH_FILE_CLASH',
        message: "'c/x' and 'c/y' would both be written to 'Thing.same.k8s.yaml'",
      }),
    );
  });

  it('are refused for charts', () => {
    const app = new App();
    const outer = new Construct(app, 'x');
    // An id that leaves no trace in names.
    for (const scope of [outer, new Construct(outer, 'Default')]) new Chart(scope, 'y');
    expect(() => synth(app)).toThrow(
      expect.objectContaining({
        code: 'SYNTH_FILE_CLASH',
        message: expect.stringMatching(/^'x\/Default\/y' and 'x\/y' would both/) as string,
      }),
    );
  });
});

describe('text that has no bytes', () => {
  it('is refused with the place', () => {
    const app = appWith({}, []);
    const chart = new Chart(app, 'c');
    new ApiObject(chart, 'x', {
      apiVersion: 'v1',
      kind: 'Thing',
      spec: { a: ['\ud83d'] },
    } as never);
    expect(() => synth(app)).toThrow(
      expect.objectContaining({
        code: 'SYNTH_LONE_SURROGATE',
        message: expect.stringMatching(/^cannot write 'c\/x': .*'\/spec\/a\/0'/) as string,
      }),
    );
  });

  it('is refused for functions', () => {
    const app = appWith({}, []);
    const spec = { run: () => 1 };
    new ApiObject(new Chart(app, 'c'), 'x', { apiVersion: 'v1', kind: 'Thing', spec } as never);
    expect(() => synth(app)).toThrow(expect.objectContaining({ code: 'SYNTH_UNWRITABLE' }));
  });
});

it('writes no file for an object that becomes nothing', () => {
  class Nothing extends ApiObject {
    override toJson() {
      return undefined;
    }
  }
  const app = new App({ yamlOutputType: FILE_PER_RESOURCE });
  new Nothing(new Chart(app, 'c'), 'x', { apiVersion: 'v1', kind: 'Thing' });
  expect(synth(app)).toEqual([]);
});

it('refuses an object without metadata where files are named after objects', () => {
  class Bare extends ApiObject {
    override toJson() {
      return { apiVersion: 'v1', kind: 'Thing' };
    }
  }
  const app = new App({ yamlOutputType: FILE_PER_RESOURCE });
  new Bare(new Chart(app, 'c'), 'x', { apiVersion: 'v1', kind: 'Thing' });
  expect(() => synth(app)).toThrow(
    expect.objectContaining({
      code: 'SYNTH_NOT_A_MANIFEST',
      message: expect.stringContaining("'c/x'") as string,
    }),
  );
});

it('tells of each manifest which construct made it and which file has it', () => {
  const app = appWith({ outdir: 'dist' }, [{ id: 'x' }, { id: 'y', chart: 'd' }]);
  const set = allManifests(new SynthPass(app));
  expect([...set].map((manifest) => set.originOf(manifest))).toEqual([
    { constructPath: 'c/x', file: 'dist/c.k8s.yaml' },
    { constructPath: 'd/y', file: 'dist/d.k8s.yaml' },
  ]);
});

describe('writeOutput', () => {
  const output = { files: new Map([['a.yaml', 'a: 1\n']]) };

  it('removes what the synth before it wrote and this one does not', () => {
    const { disk, files } = memoryWorld({
      'dist/a.yaml': 'old',
      'dist/gone/b.yaml': 'old',
      'dist/not-ours.yaml': 'kept',
    });
    writeOutput(output, disk, 'dist', ['a.yaml', 'gone/b.yaml']);
    expect(Object.fromEntries([...files].map(([path, text]) => [path, String(text)]))).toEqual({
      '/work/dist/a.yaml': 'a: 1\n',
      '/work/dist/not-ours.yaml': 'kept',
    });
  });

  it('removes nothing when writing fails', () => {
    const { disk, files } = memoryWorld({ 'dist/gone.yaml': 'old' });
    const full = {
      ...disk,
      write: () => {
        throw new Error('full');
      },
    };
    expect(() => writeOutput(output, full, 'dist', ['gone.yaml'])).toThrow('full');
    expect([...files.keys()]).toEqual(['/work/dist/gone.yaml']);
  });
});
