import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCrd, type Crd } from './crd';
import { factsOf, packFacts, pick, tableOf, unpackFacts } from './facts';
import { products } from './products';
import type { JsonRecord } from './schema';
import { typescriptOf } from './typescript';

/**
 * Writes imports/*.ts and imports/schemas from imports/facts; with `--from <folder>`, imports/facts
 * from a folder of distilled definitions first (`crds/<project>/*.json`, `kubernetes/v*.json`).
 */
function main(root: string): void {
  const { values } = parseArgs({ options: { from: { type: 'string' } } });
  const imports = join(root, 'imports');
  if (values.from !== undefined) writeFacts(values.from, join(imports, 'facts'));
  for (const { name, facts, groups } of products) {
    const all = unpackFacts(readFileSync(join(imports, 'facts', `${facts}.json.br`)));
    const table = tableOf(groups ? pick(all, ({ group }) => groups.includes(group)) : all);
    write(join(imports, `${name}.ts`), typescriptOf(table));
  }
}

function writeFacts(from: string, to: string): void {
  const crds = join(from, 'crds');
  for (const project of readdirSync(crds).sort()) {
    const byFile = new Map<string, Crd[]>();
    for (const file of readdirSync(join(crds, project)).sort()) {
      const manifest = JSON.parse(readFileSync(join(crds, project, file), 'utf8')) as JsonRecord;
      const read = readCrd(manifest);
      if ('problem' in read) throw new Error(`${project}/${file} ${read.problem.message}`);
      const name = factsFile(project, read.value.group);
      byFile.set(name, [...(byFile.get(name) ?? []), read.value]);
    }
    for (const [name, list] of byFile) write(join(to, `${name}.json.br`), packFacts(factsOf(list)));
  }
}

const AWS = /^(?:(.+)\.)?aws(?:\.m)?\.upbound\.io$/;

/** A file per project; for AWS, per service, with both scopes. */
function factsFile(project: string, group: string): string {
  const match = AWS.exec(group);
  return match ? `aws/${match[1] ?? 'provider'}` : project;
}

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function packageRoot(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : packageRoot(dirname(from));
}

if (require.main === module) main(packageRoot(__dirname));
