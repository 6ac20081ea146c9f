import { App, Chart, Lazy } from 'cdk8s';
import { PlatformApp } from '../../../constructs';
import { compositeResource, legacyCompositeResource, Type } from '../../../constructs/crossplane';
import { SynthError } from '../../../lib/synth';
import { tempFolder } from '../../support/temp-folder';

const outdir = tempFolder();

const Store = compositeResource({
  group: 'acme.io',
  kind: 'Store',
  scope: 'Namespaced',
  versions: {
    v1: {
      spec: Type.Object(
        {
          region: Type.String(),
          gigabytes: Type.Integer({ minimum: 20, default: 50 }),
          most: Type.Integer({ default: 100 }),
        },
        {
          'x-kubernetes-validations': [
            { rule: 'self.most >= self.gigabytes', message: 'most must be at least gigabytes' },
          ],
        },
      ),
    },
  },
});

function synth(spec: object, app: App = new PlatformApp({ outdir })): () => void {
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new Store.v1(chart, 'store', { spec: spec as never });
  return () => app.synth();
}

const region = 'eu-west-1';

describe('an XR whose definition is in no chart', () => {
  it.each([
    ['a value that is too small', { region, gigabytes: 10 }, '/spec/gigabytes is 10, less than 20'],
    ['a type', { region, gigabytes: '50' }, "/spec/gigabytes is '50', not an integer"],
    ['a field that is missing', {}, '/spec/region is missing'],
    ['a misspelt field', { region, gigabyte: 50 }, "did you mean 'gigabytes'"],
    ['a rule in CEL', { region, most: 60, gigabytes: 70 }, 'most must be at least gigabytes'],
    ['a rule in CEL, by a default', { region, gigabytes: 200 }, 'most must be at least gigabytes'],
  ])('does not synthesize with %s', (_, spec, message) => {
    expect(synth(spec)).toThrow(SynthError);
    expect(synth(spec)).toThrow(`[shop/store] /spec`);
    expect(synth(spec)).toThrow(message);
    expect(synth(spec, new App({ outdir }))).toThrow(message);
  });

  it.each([
    ['defaults', { region }],
    ["Crossplane's own fields", { region, crossplane: { compositionRef: { name: 'x' } } }],
    ['what is known late', { region: Lazy.any({ produce: () => 'eu-west-1' }) }],
  ])('synthesizes with %s', (_, spec) => {
    expect(synth(spec)).not.toThrow();
    expect(synth(spec, new App({ outdir }))).not.toThrow();
  });
});

test('XRs of Crossplane 1, which keep its fields among theirs, are left alone', () => {
  const Old = legacyCompositeResource({
    group: 'acme.io',
    kind: 'XOld',
    versions: { v1: { spec: Type.Object({ region: Type.String() }) } },
  });
  const app = new PlatformApp({ outdir });
  const spec = { region, compositionRef: { name: 'x' } };
  new Old.v1(new Chart(app, 'shop'), 'old', { spec });
  expect(() => app.synth()).not.toThrow();
});
