import { ArgoCdError } from './errors';

type Fields = Readonly<Record<string, unknown>>;

const TOOLS = ['helm', 'kustomize', 'directory', 'plugin'];

/**
 * Refuses sources that Argo CD refuses, or of which it ignores a part. Text that is still a template
 * is not looked at.
 *
 * @param spec of an Application, or of a template.
 * @param place what it is of, for messages: `Application 'web'`.
 * @param optional whether none at all is fine, since a patch may bring it.
 * @throws {ArgoCdError} `ARGOCD_SOURCE_INVALID`
 */
export function checkSources(spec: Fields, place: string, optional: boolean): void {
  const given = ['source', 'sources', 'sourceHydrator'].filter((key) => isGiven(spec[key]));
  if (given.length > 1) {
    refuse(place, `has ${given.join(' and ')}`, 'keep one of source, sources and sourceHydrator');
  }
  if (given.length === 0 && !optional) {
    refuse(place, 'has no source', "write source: { repoURL, path }, or an artifact's source()");
  }
  const { source, sources, sourceHydrator } = spec;
  if (isGiven(source)) {
    checkSource(fields(source), `source of ${place}`);
    if (fields(source)['ref'] !== undefined) {
      refuse(
        `source of ${place}`,
        'has a ref, which counts in sources only',
        'write sources: [ … ]',
      );
    }
  }
  if (Array.isArray(sources)) checkListed(sources, place);
  if (sourceHydrator !== undefined) checkHydrator(fields(sourceHydrator), place);
}

function checkListed(sources: readonly unknown[], place: string): void {
  const list = sources.map(fields);
  if (list.length === 0) refuse(place, 'has sources without a source', 'write one, or source');
  const refs = new Set<string>();
  list.forEach((source, i) => {
    const at = `sources[${i}] of ${place}`;
    checkSource(source, at);
    const ref = text(source['ref']);
    if (ref === undefined) return;
    if (!/^[a-zA-Z0-9_-]+$/.test(ref)) {
      refuse(at, `has the ref '${ref}'`, 'write letters, digits, dashes and underscores');
    }
    if (refs.has(ref)) refuse(at, `has the ref '${ref}' of another source`, 'write another ref');
    if (source['chart'] !== undefined || isOci(source)) {
      refuse(at, `has the ref '${ref}', but is no git repository`, 'refer to files of git');
    }
    refs.add(ref);
  });
  list.forEach((source, i) => checkReferences(source, refs, `sources[${i}] of ${place}`));
}

/** Files of other sources: `$values/prod.yaml`. */
function checkReferences(source: Fields, refs: ReadonlySet<string>, at: string): void {
  const { valueFiles, fileParameters } = fields(source['helm']);
  const parameters = Array.isArray(fileParameters) ? fileParameters.map(fields) : [];
  const files = [
    ...(Array.isArray(valueFiles) ? valueFiles : []),
    ...parameters.map((p) => p['path']),
  ];
  for (const file of files) {
    const [, ref] = /^\$([^/]*)/.exec(text(file) ?? '') ?? [];
    if (ref === undefined || refs.has(ref)) continue;
    refuse(
      at,
      `reads '${String(file)}', but no source has the ref '${ref}'`,
      refs.size > 0 ? `write one of ${[...refs].join(', ')}` : `give a source ref: '${ref}'`,
    );
  }
}

function checkSource(source: Fields, at: string): void {
  const { repoURL, path, chart, ref, targetRevision } = source;
  if (typeof repoURL !== 'string' && !isObject(repoURL)) {
    refuse(at, 'has no repoURL', 'write the URL of the repository');
  }
  checkTools(source, at);
  if (chart !== undefined && path !== undefined) {
    refuse(at, `has the chart '${String(chart)}' and a path`, 'leave path out: a chart has none');
  }
  if (isOci(source)) checkOci(source, at);
  if (chart !== undefined && (targetRevision === undefined || targetRevision === '')) {
    refuse(at, `has the chart '${String(chart)}' without version`, 'write targetRevision');
  }
  if ((path === undefined || path === '') && chart === undefined && ref === undefined) {
    refuse(at, 'has neither path nor chart', "write path: '.' for the top of the repository");
  }
}

function checkOci(source: Fields, at: string): void {
  const url = String(source['repoURL']);
  if (source['chart'] !== undefined) {
    refuse(
      at,
      `is '${url}' with a chart, which Argo CD would ignore`,
      `write path: '.', or for a Helm registry repoURL: '${url.slice('oci://'.length)}'`,
    );
  }
  const [, repository = '', revision = ''] = /^(oci:\/\/[^/]*\/[^:@]*)[:@](.*)$/.exec(url) ?? [];
  if (repository !== '') {
    refuse(
      at,
      `has a tag or digest in '${url}'`,
      `write repoURL: '${repository}' and targetRevision: '${revision}'`,
    );
  }
  const { targetRevision } = source;
  if (targetRevision === undefined || targetRevision === '') {
    refuse(at, `is '${url}' without targetRevision`, 'write a digest or a tag');
  }
}

function checkTools(source: Fields, at: string): void {
  const tools = TOOLS.filter((tool) => source[tool] !== undefined);
  if (tools.length > 1) {
    refuse(at, `has ${tools.join(' and ')}`, `keep one of ${tools.join(', ')}`);
  }
  const { values, valuesObject } = fields(source['helm']);
  if (values !== undefined && valuesObject !== undefined) {
    refuse(at, 'has helm.values, which helm.valuesObject overrides', 'keep one of the two');
  }
}

function checkHydrator({ drySource, syncSource, hydrateTo }: Fields, place: string): void {
  const at = `sourceHydrator of ${place}`;
  const dry = fields(drySource);
  for (const key of ['repoURL', 'path', 'targetRevision']) {
    if (!dry[key]) refuse(at, `has no drySource.${key}`, 'write it');
  }
  checkTools(dry, `drySource of ${place}`);
  const { targetBranch, path } = fields(syncSource);
  if (!targetBranch) refuse(at, 'has no syncSource.targetBranch', 'write the branch to commit to');
  const folder = text(path);
  if (folder !== undefined && !/^.{2,}|[^./]$/.test(folder)) {
    refuse(
      at,
      `has the syncSource.path '${folder}'`,
      'write a folder: hydrating would empty the branch',
    );
  }
  if (path === undefined) refuse(at, 'has no syncSource.path', 'write a folder of its own');
  if (hydrateTo !== undefined && !fields(hydrateTo)['targetBranch']) {
    refuse(at, 'has no hydrateTo.targetBranch', 'write it, or leave hydrateTo out');
  }
}

/** An empty object says nothing, as a template's that a patch fills in. */
function isGiven(value: unknown): boolean {
  return value !== undefined && !(isObject(value) && Reflect.ownKeys(value).length === 0);
}

function isOci({ repoURL }: Fields): boolean {
  return typeof repoURL === 'string' && repoURL.startsWith('oci://');
}

/** Text that is known; `undefined` for a template. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' && !value.includes('{{') ? value : undefined;
}

function fields(value: unknown): Fields {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function refuse(at: string, problem: string, hint: string): never {
  throw new ArgoCdError('ARGOCD_SOURCE_INVALID', `${at} ${problem}`, hint);
}
