import { ManifestSet, type Manifest } from '../../lib/core';
import { expandApplicationSet, expandFleet, groupFleet } from '../../lib/render';

const clusters = [
  { name: 'eu-1', server: 'https://10.0.0.1', labels: { region: 'eu-west-1' } },
  { name: 'us-1', server: 'https://10.0.0.2', labels: { region: 'us-east-1' } },
];
const destination = { server: 'https://10.0.0.1', namespace: 'n' };

interface Parts {
  readonly generators?: readonly unknown[];
  readonly name?: string;
  readonly destination?: Readonly<Record<string, string>>;
  readonly set?: string;
  readonly goTemplate?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
}

const list = (...elements: readonly object[]) => [{ list: { elements } }];

function applicationSet(parts: Parts): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: parts.set ?? 's', namespace: 'argocd' },
    spec: {
      goTemplate: parts.goTemplate ?? true,
      generators: parts.generators ?? list({ name: 'a' }, { name: 'b' }),
      template: {
        metadata: { name: parts.name ?? '{{.name}}', labels: parts.labels },
        spec: { project: 'p', destination: parts.destination ?? destination },
      },
    },
  };
}

const expand = (parts: Parts, mode?: 'controller' | 'lenient') =>
  expandApplicationSet(applicationSet(parts), { clusters, mode });
const rulesOf = (parts: Parts) =>
  expand(parts).diagnostics.map(({ rule, pointer }) => `${rule} ${pointer}`);

describe('after the expansion', () => {
  const name = '/spec/template/metadata/name';
  const target = '/spec/template/spec/destination';
  test.each<{ title: string; given: Parts; reports: readonly string[] }>([
    { title: 'nothing is wrong with good names and clusters', given: {}, reports: [] },
    {
      title: 'a name that is no DNS name is reported',
      given: { name: '{{.name}}_x' },
      reports: [`application-name-invalid ${name}`],
    },
    {
      title: 'an empty name is no DNS name',
      given: { name: '{{ if false }}x{{ end }}', generators: list({ name: 'a' }) },
      reports: [`application-name-invalid ${name}`],
    },
    {
      title: 'a template that gives something else each time is reported as that',
      given: { name: '{{ now.Unix }}' },
      reports: [`application-set-not-repeatable ${name}`],
    },
    {
      title: 'a name that two Applications have is reported',
      given: { name: 'same' },
      reports: [`application-name-duplicate ${name}`],
    },
    {
      title: 'a destination with server and name is reported',
      given: { destination: { ...destination, name: 'eu-1' } },
      reports: [`application-destination-invalid ${target}`],
    },
    {
      title: 'a destination without server and name is reported',
      given: { destination: { namespace: 'n' } },
      reports: [`application-destination-invalid ${target}`],
    },
    {
      title: 'a server that no cluster has is reported',
      given: { destination: { server: 'https://nowhere' } },
      reports: [`application-destination-unknown ${target}`],
    },
    {
      title: 'a name that no cluster has is reported',
      given: { destination: { name: 'eu-9' } },
      reports: [`application-destination-unknown ${target}`],
    },
    {
      title: 'in-cluster needs no entry',
      given: { destination: { name: 'in-cluster' } },
      reports: [],
    },
    {
      title: 'no Applications at all are reported',
      given: { generators: list() },
      reports: ['application-set-empty /spec/generators'],
    },
    {
      title: 'a generator that nobody knows is reported, not emptiness',
      given: { generators: [{ lists: { elements: [] } }] },
      reports: ['application-set-generator-unknown /spec/generators/0'],
    },
    {
      title: 'a parameter that is missing shows in the result',
      given: { labels: { x: '{{.nope}}' } },
      reports: ['application-parameter-missing /spec/template/metadata/labels/x'],
    },
    {
      title: 'a tag that nobody fills shows in the result without goTemplate',
      given: { goTemplate: false, name: '{{name}}', labels: { x: '{{nope}}' } },
      reports: ['application-parameter-missing /spec/template/metadata/labels/x'],
    },
    {
      title: 'a generator whose input is not given is reported, with what it needs',
      given: { generators: [{ git: { repoURL: 'r', directories: [{ path: '*' }] } }] },
      reports: ['application-set-input-missing /spec/generators/0/git/repoURL'],
    },
  ])('$title', ({ given, reports }) => {
    expect(rulesOf(given)).toEqual(reports);
  });

  test('a destination by a name that two clusters have is reported', () => {
    const twins = [...clusters, { name: 'eu-1', server: 'https://10.0.0.9' }];
    const named = applicationSet({ destination: { name: 'eu-1' } });
    const { diagnostics } = expandApplicationSet(named, { clusters: twins });
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['application-destination-ambiguous']);
  });

  test('a server is known with and without a slash at its end', () => {
    const slashed = [{ name: 'eu-1', server: 'https://10.0.0.1/' }];
    expect(expandApplicationSet(applicationSet({}), { clusters: slashed }).diagnostics).toEqual([]);
    const named = applicationSet({ destination: { server: 'https://10.0.0.1/' } });
    expect(expandApplicationSet(named, { clusters }).diagnostics).toEqual([]);
  });

  test('more Applications than a status holds are reported', () => {
    const elements = Array.from({ length: 5000 }, (_, i) => ({ name: `a${i}` }));
    expect(rulesOf({ generators: list(...elements) })).toEqual([
      'application-set-too-large /spec/generators',
    ]);
  });

  test('a misspelt generator gets a suggestion', () => {
    const [diagnostic] = expand({ generators: [{ cluster: {} }] }).diagnostics;
    expect(diagnostic?.hint).toBe('write clusters');
  });
});

describe('a parameter that no generator gives', () => {
  const hintOf = (name: string) => {
    const set = applicationSet({ name, generators: list({ name: 'a', team: 'core' }) });
    const spec = { ...(set.spec as object), goTemplateOptions: ['missingkey=error'] };
    return expandApplicationSet({ ...set, spec }, { clusters }).diagnostics[0]?.hint;
  };

  test('is taken for one that is spelt alike', () => {
    expect(hintOf('{{ .teem }}')).toBe('write .team');
  });

  test('is told together with those that there are', () => {
    expect(hintOf('{{ .region }}')).toMatch(
      /^use a parameter that its generators give: \.name, \.team;/,
    );
  });
});

describe('one failing parameter set', () => {
  const parts: Parts = {
    name: '{{ index .name 0 | printf "%c" }}{{ .n.x }}',
    generators: list({ name: 'a', n: { x: 1 } }, { name: 'b', n: 5 }, { name: 'c', n: 6 }),
  };

  test('withholds every Application, as the controller does', () => {
    const { applications, diagnostics } = expand(parts);
    expect(applications).toEqual([]);
    expect(diagnostics).toMatchObject([
      {
        rule: 'application-set-fails',
        severity: 'error',
        pointer: '/spec/template/metadata/name',
        message: expect.stringMatching(
          /^freezes the whole ApplicationSet for 'b' and 1 more: failed/,
        ),
      },
    ]);
  });

  test('is reported beside the others in lenient mode', () => {
    const { applications, diagnostics } = expand(parts, 'lenient');
    expect(applications.map(({ metadata }) => metadata.name)).toEqual(['a1']);
    expect(diagnostics).toHaveLength(1);
  });
});

describe('a fleet', () => {
  const application: Manifest = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'a', namespace: 'argocd' },
    spec: { project: 'p', destination: { name: 'us-1' } },
  };

  test('is the Applications of every set, and those written out', () => {
    const set = ManifestSet.of([application, applicationSet({ name: 'x-{{.name}}' })]);
    const fleet = expandFleet(set, { clusters });
    expect(fleet.diagnostics).toEqual([]);
    expect(fleet.applications.map(({ metadata }) => metadata.name)).toEqual(['a', 'x-a', 'x-b']);
  });

  test('reports a name that two owners give', () => {
    const set = ManifestSet.of([application, applicationSet({}), applicationSet({ set: 't' })]);
    const { diagnostics } = expandFleet(set, { clusters });
    expect(diagnostics.map(({ rule, manifest }) => [rule, manifest?.metadata.name])).toEqual([
      ['application-name-shared', 's'],
      ['application-name-shared', 't'],
    ]);
  });

  test('reports the destination of an Application that is written out', () => {
    const lost = { ...application, spec: { project: 'p', destination: { name: 'nowhere' } } };
    const { diagnostics } = expandFleet(ManifestSet.of([lost]), { clusters });
    expect(diagnostics).toMatchObject([
      { rule: 'application-destination-unknown', pointer: '/spec/destination' },
    ]);
  });

  test('is grouped by region, cluster and project', () => {
    const set = ManifestSet.of([application, applicationSet({})]);
    const { applications } = expandFleet(set, { clusters });
    const groups = groupFleet(applications, clusters);
    expect(
      groups.map(({ region, cluster, project, applications: { length } }) => [
        region,
        cluster,
        project,
        length,
      ]),
    ).toEqual([
      ['eu-west-1', 'eu-1', 'p', 2],
      ['us-east-1', 'us-1', 'p', 1],
    ]);
  });
});
