import { valueAt, type Manifest, type ManifestSet, type Pointer } from '../../core';
import { expandApplicationSet, type ExpandInputs, type MadeOf } from '../../render';

/** An Application that nobody wrote, and what it comes of. */
export interface Generated {
  readonly application: Manifest;
  /** The ApplicationSet. */
  readonly set: Manifest;
  readonly of: MadeOf;
  /** Where a field of it comes from in the set: the template, a generator's own, the patch. */
  readonly template: Pointer;
  /** What gave the parameters: `list element 2`, `cluster eu-1`, `folder apps/web of https://…`. */
  readonly from: readonly Parameters[];
}

/** What one generator gave. */
export interface Parameters {
  readonly text: string;
  /** In the ApplicationSet. */
  readonly pointer: Pointer;
}

const NAME = /^(?:argoproj\.io\/)?Application\/(?:[^/]+\/)?([^/]+)$/;

/**
 * The Applications of a name that ApplicationSets make; none where the name is that of another kind.
 *
 * @param name `Application/eu-1-web`, with or without group and namespace.
 */
export function findGenerated(
  name: string,
  pointer: Pointer,
  set: ManifestSet,
  inputs: ExpandInputs,
): Generated[] {
  const [, wanted] = NAME.exec(name) ?? [];
  if (wanted === undefined) return [];
  return set.ofKind('argoproj.io', 'ApplicationSet').flatMap((applicationSet) => {
    const found: Generated[] = [];
    const onApplication = (application: Manifest, of: MadeOf) => {
      if (application.metadata.name !== wanted) return;
      const template = templateOf(applicationSet, of, pointer);
      const from = leavesOf(applicationSet, of.generator, of.params ?? {});
      found.push({ application, set: applicationSet, of, template, from });
    };
    expandApplicationSet(applicationSet, { ...inputs, mode: 'lenient', onApplication });
    return found;
  });
}

/** The names of all Applications that the sets make, for a misspelt one. */
export function generatedNames(set: ManifestSet, inputs: ExpandInputs): string[] {
  return set
    .ofKind('argoproj.io', 'ApplicationSet')
    .flatMap((one) => expandApplicationSet(one, { ...inputs, mode: 'lenient' }).applications)
    .map(({ metadata: { name = '' } }) => `Application/${name}`);
}

/** A generator's own template goes before that of the set; a patch goes over both. */
function templateOf(set: Manifest, { generator }: MadeOf, pointer: Pointer): Pointer {
  const own = `${generator}/template${pointer}`;
  const value = valueAt(set, own);
  if (value !== undefined && value !== '') return own;
  const written = `/spec/template${pointer}`;
  const patch = valueAt(set, '/spec/templatePatch');
  const isPatched = valueAt(set, written) === undefined && typeof patch === 'string';
  return isPatched ? '/spec/templatePatch' : written;
}

type Params = Readonly<Record<string, unknown>>;

/** What each generator at a pointer, matrix and merge looked into, gave of these parameters. */
function leavesOf(set: Manifest, pointer: Pointer, params: Params): Parameters[] {
  const spec = valueAt(set, pointer) as Params | undefined;
  const key = pointer.slice(pointer.lastIndexOf('/') + 1);
  if (key === 'matrix' || key === 'merge') {
    const children = Array.isArray(spec?.generators) ? (spec.generators as Params[]) : [];
    return children.flatMap((child, i) =>
      Object.keys(child)
        .filter((name) => name !== 'selector')
        .flatMap((name) => leavesOf(set, `${pointer}/generators/${i}/${name}`, params)),
    );
  }
  if (key === 'list') return [listElement(spec ?? {}, pointer, params)];
  const describe = DESCRIPTIONS[key];
  return [{ text: describe ? describe(params, spec ?? {}) : `generator ${key}`, pointer }];
}

/** The first element of which all that is plain stands in the parameters. */
function listElement(spec: Params, pointer: Pointer, params: Params): Parameters {
  const elements = Array.isArray(spec.elements) ? (spec.elements as Params[]) : [];
  const isPlain = (value: unknown) =>
    ['string', 'number', 'boolean'].includes(typeof value) && !String(value).includes('{{');
  const index = elements.findIndex((element) =>
    Object.entries(element).every(
      ([key, value]) => !isPlain(value) || String(params[key]) === String(value),
    ),
  );
  return index < 0
    ? { text: 'list', pointer }
    : {
        text: `list element ${JSON.stringify(elements[index])}`,
        pointer: `${pointer}/elements/${index}`,
      };
}

const DESCRIPTIONS: Readonly<Record<string, (params: Params, spec: Params) => string>> = {
  clusters: ({ name, server }) => `cluster ${text(name)} (${text(server)})`,
  clusterDecisionResource: ({ name }) => `cluster decision ${text(name)}`,
  git: (params, spec) => {
    const { folder, file } = pathIn(params, spec);
    const isFile = spec.files !== undefined && spec.directories === undefined;
    const what = isFile ? `file ${folder}/${file}` : `folder ${folder}`;
    return `${what} of ${text(spec.repoURL)}`;
  },
  oci: (params, spec) => `${pathIn(params, spec).folder} in ${text(spec.repoURL)}`,
  scmProvider: ({ repository, branch }) => `repository ${text(repository)}, branch ${text(branch)}`,
  pullRequest: ({ number, title }) => `pull request ${text(number)} ${text(title)}`,
};

/** goTemplate has `.path.path`, fasttemplate `path`. */
function pathIn(params: Params, { pathParamPrefix }: Params): { folder: string; file: string } {
  const inside = typeof pathParamPrefix === 'string' ? params[pathParamPrefix] : params;
  const path = (inside as Params | undefined)?.path;
  return typeof path === 'object' && path !== null
    ? { folder: text((path as Params).path), file: text((path as Params).filename) }
    : { folder: text(path), file: text(params['path.filename']) };
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '?';
}
