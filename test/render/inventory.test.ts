import { parseInventory } from '../../lib/render';

const base64 = (text: string) => Buffer.from(text).toString('base64');

const secret = `
clusters:
- apiVersion: v1
  kind: Secret
  metadata:
    name: cluster-eu-1
    labels: { argocd.argoproj.io/secret-type: cluster, environment: production }
    annotations: { owner: core }
  data:
    name: ${base64('eu-1')}
    server: ${base64('https://10.0.0.1')}
    config: ${base64('{"bearerToken":"hunter2"}')}
- kind: Secret
  metadata: { labels: { argocd.argoproj.io/secret-type: cluster } }
  stringData: { name: us-1, server: https://10.0.0.2, project: shop }
`;

describe('an inventory', () => {
  test('names clusters by their facts, with defaults', () => {
    const text = `
clusters:
- { name: eu-1, server: https://10.0.0.1, labels: { environment: production }, project: shop }
- { name: us-1, server: https://10.0.0.2, annotations: { owner: core } }
repositories: { https://github.com/acme/apps.git: ./checkouts/apps }
`;
    expect(parseInventory(text, 'inventory.yaml')).toEqual({
      clusters: [
        {
          name: 'eu-1',
          server: 'https://10.0.0.1',
          labels: { environment: 'production' },
          annotations: {},
          project: 'shop',
        },
        {
          name: 'us-1',
          server: 'https://10.0.0.2',
          labels: {},
          annotations: { owner: 'core' },
          project: '',
        },
      ],
      repositories: { 'https://github.com/acme/apps.git': './checkouts/apps' },
    });
  });

  test('takes cluster Secrets as a hub exports them, without their credentials', () => {
    const { clusters } = parseInventory(secret, 'inventory.yaml');
    expect(clusters).toEqual([
      {
        name: 'eu-1',
        server: 'https://10.0.0.1',
        labels: { 'argocd.argoproj.io/secret-type': 'cluster', environment: 'production' },
        annotations: { owner: 'core' },
        project: '',
      },
      {
        name: 'us-1',
        server: 'https://10.0.0.2',
        labels: { 'argocd.argoproj.io/secret-type': 'cluster' },
        annotations: {},
        project: 'shop',
      },
    ]);
    expect(JSON.stringify(clusters)).not.toMatch(/hunter2|config/);
  });

  test('takes what kubectl get secrets -o yaml writes, as clusters or as the whole file', () => {
    const items = secret.replace('clusters:', 'items:');
    const known = parseInventory(secret, 'i.yaml').clusters;
    const exported = `apiVersion: v1\nkind: List\n${items}`;
    expect(parseInventory(exported, 'i.yaml').clusters).toEqual(known);
    const documents = secret.replace('clusters:', '').replace(/\n- /g, '\n---\n  ');
    expect(parseInventory(documents, 'i.yaml').clusters).toEqual(known);
    const below = exported.replace(/^/gm, '  ');
    expect(parseInventory(`clusters:\n${below}`, 'i.yaml').clusters).toEqual(known);
    const item = below.replace('  apiVersion', '- apiVersion');
    expect(parseInventory(`clusters:\n${item}`, 'i.yaml').clusters).toEqual(known);
  });

  test('forgets the annotation in which kubectl apply keeps all of a Secret', () => {
    const applied = `kubectl.kubernetes.io/last-applied-configuration: '{"token":"hunter2"}'`;
    const text = secret.replace('owner: core', `owner: core, ${applied}`);
    const { clusters } = parseInventory(text, 'inventory.yaml');
    expect(clusters[0]?.annotations).toEqual({ owner: 'core' });
    expect(JSON.stringify(clusters)).not.toContain('hunter2');
  });

  test('names the line of a Secret in an exported list that registers no cluster', () => {
    const text = 'kind: List\nitems:\n- kind: Secret\n  metadata: {}\n';
    expect(() => parseInventory(text, 'i.yaml')).toThrow(
      'i.yaml:4: is a Secret without the label argocd.argoproj.io/secret-type: cluster',
    );
  });

  test('refuses two clusters of one name, with the line of the second', () => {
    const text = 'clusters:\n- { name: a, server: https://1 }\n- { name: a, server: https://2 }\n';
    expect(() => parseInventory(text, 'inventory.yaml')).toThrow(
      "inventory.yaml:3: there are two clusters 'a', of which Argo CD would lose one",
    );
  });

  test.each(['', '# nothing yet\n'])('may be empty: %j', (text) => {
    expect(parseInventory(text, 'i.yaml')).toEqual({ clusters: [], repositories: {} });
  });

  test.each([
    {
      title: 'a misspelt section',
      text: 'cluster: []\n',
      message: "i.yaml:1: unknown key 'cluster'",
      hint: "write 'clusters'",
    },
    {
      title: 'a misspelt fact',
      text: 'clusters:\n- name: a\n  servr: b\n',
      message: "i.yaml:3: unknown key 'servr'",
      hint: "write 'server'",
    },
    {
      title: 'a cluster without a server',
      text: 'clusters:\n- name: a\n',
      message: 'i.yaml:2: a cluster needs a server',
      hint: 'write server',
    },
    {
      title: 'a label that YAML reads as a boolean',
      text: 'clusters:\n- name: a\n  server: b\n  labels: { canary: yes }\n',
      message: "i.yaml:4: '/clusters/0/labels/canary' is true, expected a text",
      hint: 'quote it: "true"',
    },
    {
      title: 'a list where a map belongs',
      text: '- name: a\n',
      message: 'i.yaml:1: \'\' is [{"name":"a"}], expected a map, as the inventory is',
      hint: 'write a map, as the inventory is',
    },
    {
      title: 'another kind',
      text: 'clusters:\n- { kind: ConfigMap, data: {} }\n',
      message: "i.yaml:2: is of kind 'ConfigMap'",
      hint: 'give a Secret, or name and server',
    },
    {
      title: 'a Secret that registers no cluster',
      text: 'clusters:\n- { kind: Secret, metadata: { name: x }, data: {} }\n',
      message: 'i.yaml:2: is a Secret without the label argocd.argoproj.io/secret-type: cluster',
      hint: 'give a Secret that registers a cluster',
    },
    {
      title: 'a misspelt field of a recorded answer',
      text: 'scm:\n  github/acme:\n  - repository: web\n    ulr: u\n',
      message: "i.yaml:4: unknown key 'ulr'",
      hint: "write 'url'",
    },
    {
      title: 'a pull request whose number is a text',
      text: 'pullRequests:\n  github/acme/web:\n  - number: "1"\n',
      message: `i.yaml:3: '/pullRequests/github~1acme~1web/0/number' is "1", expected a whole number`,
      hint: 'write a whole number',
    },
    {
      title: 'two documents',
      text: 'clusters: []\n---\nclusters: []\n',
      message: 'i.yaml:3: has more than one document',
      hint: 'write one document',
    },
  ])('refuses $title, and says where', ({ text, message, hint }) => {
    expect(() => parseInventory(text, 'i.yaml')).toThrow(
      expect.objectContaining({ code: 'INVENTORY_INVALID', message, hint }),
    );
  });
});
