import { pick, tableOf, unpackFacts, type Facts } from './facts';
import { unpackKubernetes } from './kubernetes-facts';
import { products } from './products';
import { byText } from './schema';
import { kubernetesText, tableText } from './table';
import { typescriptOf } from './typescript';

/** The committed facts: path below imports/facts without extension (`aws/rds`) to bytes. */
export type FactFiles = ReadonlyMap<string, Uint8Array>;

/** Everything made from the facts: path below imports to text. Equal facts give equal text. */
export function outputsOf(files: FactFiles): Map<string, string> {
  const facts = new Map<string, Facts>();
  const groups = new Map<string, Set<string>>();
  const outputs = new Map<string, string>();
  for (const [name, bytes] of files) if (name !== KUBERNETES) facts.set(name, unpackFacts(bytes));
  for (const product of products) {
    const all = facts.get(product.facts) ?? { crds: [], shapes: [] };
    const wanted = product.groups;
    const own = wanted ? pick(all, ({ group }) => wanted.includes(group)) : all;
    for (const { group } of own.crds) note(groups, group, product.name);
    const table = tableOf(own);
    outputs.set(`${product.name}.ts`, typescriptOf(table));
    outputs.set(`schemas/${product.name}.json`, tableText(table));
  }
  for (const [name, { crds }] of facts)
    for (const { group } of crds) if (!groups.has(group)) note(groups, group, `facts/${name}`);
  const kubernetes = unpackKubernetes(files.get(KUBERNETES) ?? new Uint8Array());
  for (const { kinds } of Object.values(kubernetes.versions))
    for (const id of Object.keys(kinds)) note(groups, groupOf(id), KUBERNETES);
  outputs.set('schemas/kubernetes.json', kubernetesText(kubernetes));
  outputs.set('schemas/groups.json', groupsText(groups));
  return outputs;
}

/** Name of the facts and the table of Kubernetes' own kinds. */
export const KUBERNETES = 'kubernetes';

function note(groups: Map<string, Set<string>>, group: string, name: string): void {
  const names = groups.get(group) ?? new Set();
  groups.set(group, names.add(name));
}

/** The group in a kind's id: `''` in `v1/Pod`. */
function groupOf(id: string): string {
  return id.split('/').length === 3 ? (id.split('/')[0] ?? '') : '';
}

/** Which tables hold an API group: those of imports/schemas, else the facts themselves. */
function groupsText(groups: ReadonlyMap<string, ReadonlySet<string>>): string {
  const lines = [...groups]
    .sort(([a], [b]) => byText(a, b))
    .map(([group, names]) => `${JSON.stringify(group)}:${JSON.stringify([...names].sort())}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}
