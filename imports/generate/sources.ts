import { readCrd, type Crd } from './crd';
import { factsOf, packFacts } from './facts';
import { kubernetesTable } from './kubernetes';
import { packKubernetes } from './kubernetes-facts';
import { KUBERNETES } from './outputs';
import { byText, type JsonRecord } from './schema';

/** The oldest minor release of Kubernetes whose kinds are kept. */
const OLDEST_KUBERNETES = 25;

/** A folder of files, by paths below it with slashes. */
export interface Folder {
  /** Names in a folder, sorted. */
  list(path: string): readonly string[];
  read(path: string): Buffer;
}

/**
 * Reads distilled definitions.
 *
 * @param folder has `crds/<project>/*.json`, `kubernetes/v1.<minor>.<patch>.json` and
 *   `deprecations.json`
 * @returns path below imports to bytes: everything in `facts`, and `schemas/deprecations.json`
 */
export function factsIn(folder: Folder): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const project of folder.list('crds'))
    for (const [name, crds] of crdsIn(folder, project))
      files.set(`facts/${name}.json.br`, packFacts(factsOf(crds)));
  files.set(`facts/${KUBERNETES}.json.br`, packKubernetes(kubernetesIn(folder)));
  files.set('schemas/deprecations.json', folder.read('deprecations.json'));
  return files;
}

/** Definitions by the name of their facts: the project's, or the service's where it is AWS. */
function crdsIn(folder: Folder, project: string): Map<string, Crd[]> {
  const byName = new Map<string, Crd[]>();
  for (const file of folder.list(`crds/${project}`)) {
    const read = readCrd(jsonAt(folder, `crds/${project}/${file}`));
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

function kubernetesIn(folder: Folder) {
  const releases = folder
    .list('kubernetes')
    .map((file) => ({ file, minor: Number(/^v1\.(\d+)\./.exec(file)?.[1]) }))
    .filter(({ minor }) => minor >= OLDEST_KUBERNETES)
    .sort((a, b) => a.minor - b.minor || byText(a.file, b.file));
  return kubernetesTable(
    new Map(
      releases.map(({ file, minor }) => [
        `1.${minor}`,
        jsonAt(folder, `kubernetes/${file}`) as never,
      ]),
    ),
  );
}

function jsonAt(folder: Folder, path: string): JsonRecord {
  return JSON.parse(folder.read(path).toString('utf8')) as JsonRecord;
}
