import { posix } from 'node:path';
import type { Pipeline, Step, Word } from './pipeline';

/** A command that pushes an artifact. */
export interface Push {
  readonly step: Step;
  readonly tool: 'flux' | 'oras' | 'cdk8s-gitops';
  /** `registry/repository:tag`, without `oci://`. */
  readonly reference: Word;
  /** The folder that is packed, where it is known; `.` for the working directory. */
  readonly path: string | undefined;
  /** Media types of the layers, as far as the command tells. */
  readonly layers: readonly string[];
}

/** A command that checks manifests against schemas. */
export interface SchemaCheck {
  readonly step: Step;
  readonly tool: 'kubeconform' | 'kubeval';
  /** The flags that make it pass over kinds, as written. */
  readonly skips: readonly string[];
  /** Kinds that it is told to skip by name. */
  readonly kinds: readonly string[];
}

const FLUX_LAYER = 'application/vnd.cncf.flux.content.v1.tar+gzip';
const OCI_LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';

export function pushesIn(pipelines: readonly Pipeline[]): Push[] {
  return pipelines.flatMap(({ steps }) => steps.flatMap((step) => pushIn(step) ?? []));
}

export function schemaChecksIn(pipelines: readonly Pipeline[]): SchemaCheck[] {
  return pipelines.flatMap(({ steps }) => steps.flatMap((step) => checkIn(step) ?? []));
}

/** The words of a program and what follows it, wherever a command line runs it (`npx`, `docker run`). */
function callOf(step: Step, program: string): Word[] | undefined {
  const names = step.words.map((word) => programIn(word));
  if (names[0] === 'echo' || names[0] === 'printf') return undefined;
  const at = names.indexOf(program);
  return at < 0 ? undefined : step.words.slice(at + 1);
}

function programIn([first = '']: Word): string {
  return typeof first === 'string' ? posix.basename(first).replace(/[:@].*$/, '') : '';
}

function pushIn(step: Step): Push | undefined {
  return fluxPush(step) ?? orasPush(step) ?? ownPush(step);
}

function fluxPush(step: Step): Push | undefined {
  const call = callOf(step, 'flux');
  if (!call || text(call[0]) !== 'push' || text(call[1]) !== 'artifact') return undefined;
  const { rest, flags } = split(
    call.slice(2),
    new Set(['path', 'f', 'source', 'revision', 'creds']),
  );
  const [reference] = rest;
  if (!reference) return undefined;
  const path = flags.get('path') ?? flags.get('f');
  return { step, tool: 'flux', reference: bare(reference), path, layers: [FLUX_LAYER] };
}

function orasPush(step: Step): Push | undefined {
  const call = callOf(step, 'oras');
  if (!call || text(call[0]) !== 'push') return undefined;
  const valued = new Set([
    'artifact-type',
    'config',
    'annotation',
    'a',
    'u',
    'p',
    'username',
    'password',
  ]);
  const [reference, ...files] = split(call.slice(1), valued).rest;
  if (!reference) return undefined;
  const parts = files.map(
    (file) => /^(.*?)(?::([\w.+-]+\/[\w.+-]+))?$/.exec(text(file) ?? '') ?? [],
  );
  const [only] = parts;
  return {
    step,
    tool: 'oras',
    reference: bare(reference),
    path: parts.length === 1 ? only?.[1] : undefined,
    layers: parts.map(([, file = '', type]) => type ?? (isFile(file) ? '' : OCI_LAYER)),
  };
}

function ownPush(step: Step): Push | undefined {
  const call = callOf(step, 'cdk8s-gitops');
  if (!call || text(call[0]) !== 'push') return undefined;
  const valued = new Set(['path', 'p', 'layout', 'name', 'source', 'revision', 'tag', 't']);
  const { rest, flags } = split(call.slice(1), valued);
  const [reference] = rest;
  if (!reference) return undefined;
  const path = flags.get('path') ?? flags.get('p');
  return { step, tool: 'cdk8s-gitops', reference: bare(reference), path, layers: [OCI_LAYER] };
}

function checkIn(step: Step): SchemaCheck | undefined {
  const tool = (['kubeconform', 'kubeval'] as const).find((name) => callOf(step, name));
  if (!tool) return undefined;
  const words = (callOf(step, tool) ?? []).map((word) => text(word) ?? '');
  const skips: string[] = [];
  const kinds: string[] = [];
  for (const [i, word] of words.entries()) {
    const [, flag = '', value] = /^--?([\w-]+)(?:=(.*))?$/.exec(word) ?? [];
    if (flag === 'ignore-missing-schemas' && value !== 'false') skips.push(word);
    if (flag !== 'skip' && flag !== 'skip-kinds') continue;
    const list = value ?? words[i + 1] ?? '';
    skips.push(value === undefined ? `${word} ${list}` : word);
    kinds.push(...list.split(',').map((kind) => kind.replace(/^.*\//, '')));
  }
  return { step, tool, skips, kinds };
}

/** Positional words and the values of flags; `valued` names the flags that take the next word. */
function split(words: readonly Word[], valued: ReadonlySet<string>) {
  const rest: Word[] = [];
  const flags = new Map<string, string>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? [];
    const [, name = '', value] =
      /^--?([\w-]+)(?:=([\s\S]*))?$/.exec(text(word) ?? start(word)) ?? [];
    if (name === '') rest.push(word);
    else if (value !== undefined) flags.set(name, text(word) === undefined ? '' : value);
    else if (valued.has(name)) flags.set(name, text(words[++i] ?? []) ?? '');
  }
  return { rest, flags };
}

/** The text of a word that is known as a whole. */
function text(word: Word | undefined): string | undefined {
  if (!word || word.some((part) => typeof part !== 'string')) return undefined;
  return word.join('');
}

/** What is known of a word's beginning, enough to tell a flag. */
function start([first = '']: Word): string {
  return typeof first === 'string' ? first.replace(/=[\s\S]*/, '=') : '';
}

function bare([first, ...more]: Word): Word {
  return typeof first === 'string'
    ? [first.replace(/^oci:\/\//, ''), ...more]
    : [first ?? '', ...more];
}

function isFile(path: string): boolean {
  return /\.(ya?ml|json|txt|tgz|gz|tar)$/i.test(path);
}
