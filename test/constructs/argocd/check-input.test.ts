import { Chart, Testing } from 'cdk8s';
import { ApplicationSet, clusters } from '../../../constructs/argocd';

const template = () => ({
  metadata: { name: 'x' },
  spec: { project: 'p', source: {}, destination: { server: 's', namespace: 'n' } },
});

const make = (props: object) => () =>
  new ApplicationSet(new Chart(Testing.app({ outdir: 'unused' }), 'c'), 'set', {
    generators: clusters({ matchLabels: { a: 'b' } }),
    template,
    ...props,
  } as never);

it('takes what the types allow', () => {
  expect(make({})).not.toThrow();
  expect(make({ generators: [clusters({ matchLabels: { a: 'b' } })] })).not.toThrow();
});

it.each([
  ['no generators', { generators: [] }, /'set' has no generators/],
  [
    'a generator as YAML has it',
    { generators: [{ clusters: {} }] },
    /has the generator \{"clusters"/,
  ],
  ['nothing for a generator', { generators: undefined }, /has the generator undefined/],
  ['a template that is no function', { template: template() }, /a template of type object/],
  ['a template of nothing', { template: () => undefined }, /a template of nothing/],
  ['a template without metadata', { template: () => ({ spec: {} }) }, /without metadata/],
  ['a template without spec', { template: () => ({ metadata: {} }) }, /without spec/],
])('refuses %s in plain JavaScript', (_, props, message) => {
  expect(make(props)).toThrow(message);
});
