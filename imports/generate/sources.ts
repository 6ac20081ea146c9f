import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCrd, type Crd } from './crd';
import { factsOf, packFacts } from './facts';
import { kubernetesTable } from './kubernetes';
import { packKubernetes } from './kubernetes-facts';
import { KUBERNETES } from './outputs';
import { byText, type JsonRecord } from './schema';

/** The oldest minor release of Kubernetes whose kinds are kept. */
const OLDEST_KUBERNETES = 25;

/**
 * Reads distilled definitions.
 *
 * @param folder has `crds/<project>/*.json`, `kubernetes/v1.<minor>.<patch>.json` and
 *   `deprecations.json`
 * @returns path below imports to bytes: everything in `facts`, and `schemas/deprecations.json`
 */
export function factsIn(folder: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const project of readdirSync(join(folder, 'crds')).sort())
    for (const [name, crds] of crdsIn(join(folder, 'crds', project), project))
      files.set(`facts/${name}.json.br`, packFacts(factsOf(crds)));
  files.set(
    `facts/${KUBERNETES}.json.br`,
    packKubernetes(kubernetesIn(join(folder, 'kubernetes'))),
  );
  files.set('schemas/deprecations.json', readFileSync(join(folder, 'deprecations.json')));
  return files;
}

/** Definitions by the name of their facts: the project's, or the service's where it is AWS. */
function crdsIn(folder: string, project: string): Map<string, Crd[]> {
  const byName = new Map<string, Crd[]>();
  for (const file of readdirSync(folder).sort()) {
    const read = readCrd(JSON.parse(readFileSync(join(folder, file), 'utf8')) as JsonRecord);
    if ('problem' in read) throw new Error(`${project}/${file} ${read.problem.message}`);
    const name = factsName(project, read.value.group);
    byName.set(name, [...(byName.get(name) ?? []), read.value]);
  }
  return byName;
}

const AWS = /^(?:(.+)\.)?aws(?:\.m)?\.upbound\.io$/;

function factsName(project: string, group: string): string {
  const match = AWS.exec(group);
  return match ? `aws/${match[1] ?? 'provider'}` : project;
}

function kubernetesIn(folder: string) {
  const releases = readdirSync(folder)
    .map((file) => ({ file, minor: Number(/^v1\.(\d+)\./.exec(file)?.[1]) }))
    .filter(({ minor }) => minor >= OLDEST_KUBERNETES)
    .sort((a, b) => a.minor - b.minor || byText(a.file, b.file));
  return kubernetesTable(
    new Map(
      releases.map(({ file, minor }) => [
        `1.${minor}`,
        JSON.parse(readFileSync(join(folder, file), 'utf8')) as never,
      ]),
    ),
  );
}
