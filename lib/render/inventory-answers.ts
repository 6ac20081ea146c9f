import type { Pointer } from '../core';
import type { Answers, DecisionResource, Decisions, PluginAnswer } from './answers';
import type { PullRequest, ScmBranch } from './answers';
import type { InventoryReader } from './inventory-reader';

type Map = Readonly<Record<string, unknown>>;

const SCM = 'repository url branch sha organization repository_id labels paths'.split(' ');
const PULL = 'number title branch target_branch head_sha author labels'.split(' ');

/** The sections of an inventory that record answers; those that are not there are left out. */
export function readAnswers(root: Map, reader: InventoryReader): Answers {
  const section = <T>(key: string, read: (value: unknown, pointer: Pointer) => T) =>
    root[key] === undefined ? {} : { [key]: reader.byName(root[key], `/${key}`, read) };
  return {
    ...section('scm', (value, at) =>
      reader.list(value, at, (item, pointer) => scmBranch(item, pointer, reader)),
    ),
    ...section('pullRequests', (value, at) =>
      reader.list(value, at, (item, pointer) => pullRequest(item, pointer, reader)),
    ),
    ...section('plugins', (value, at) => pluginAnswer(value, at, reader)),
    ...section('decisions', (value, at) => decisions(value, at, reader)),
  };
}

function scmBranch(value: unknown, pointer: Pointer, reader: InventoryReader): ScmBranch {
  const what = 'a branch';
  const map = reader.map(value, pointer, what);
  reader.known(map, SCM, pointer);
  const { organization, repository_id: id, labels, paths } = map;
  if (id !== undefined && typeof id !== 'string' && !Number.isInteger(id)) {
    reader.refuse(id, `${pointer}/repository_id`, 'a whole number or a text');
  }
  return {
    repository: reader.text(map, 'repository', pointer, what),
    url: reader.text(map, 'url', pointer, what),
    branch: reader.text(map, 'branch', pointer, what),
    sha: reader.text(map, 'sha', pointer, what),
    labels: reader.texts(labels, `${pointer}/labels`),
    ...(organization !== undefined && {
      organization: reader.anyText(organization, `${pointer}/organization`),
    }),
    ...(id !== undefined && { repository_id: id as string | number }),
    ...(paths !== undefined && { paths: reader.texts(paths, `${pointer}/paths`) }),
  };
}

function pullRequest(value: unknown, pointer: Pointer, reader: InventoryReader): PullRequest {
  const what = 'a pull request';
  const map = reader.map(value, pointer, what);
  reader.known(map, PULL, pointer);
  if (!Number.isInteger(map.number)) {
    reader.refuse(map.number, `${pointer}/number`, 'a whole number');
  }
  return {
    number: map.number as number,
    title: reader.anyText(map.title, `${pointer}/title`),
    branch: reader.text(map, 'branch', pointer, what),
    target_branch: reader.text(map, 'target_branch', pointer, what),
    head_sha: reader.text(map, 'head_sha', pointer, what),
    author: reader.anyText(map.author, `${pointer}/author`),
    labels: reader.texts(map.labels, `${pointer}/labels`),
  };
}

function pluginAnswer(value: unknown, pointer: Pointer, reader: InventoryReader): PluginAnswer {
  const objects = (items: unknown, at: Pointer) =>
    reader.list(items, at, (item, place) => reader.map(item, place, 'a set of parameters'));
  if (Array.isArray(value)) return objects(value, pointer);
  const map = reader.map(value, pointer, 'the answers to each input, or write a list: it');
  reader.known(map, ['answers'], pointer);
  return {
    answers: reader.list(map.answers, `${pointer}/answers`, (item, at) => {
      const answer = reader.map(item, at, 'an answer');
      reader.known(answer, ['input', 'parameters'], at);
      return {
        input: reader.map(answer.input ?? {}, `${at}/input`, 'input'),
        parameters: objects(answer.parameters, `${at}/parameters`),
      };
    }),
  };
}

function decisions(value: unknown, pointer: Pointer, reader: InventoryReader): Decisions {
  const map = reader.map(value, pointer, 'what a ConfigMap for decisions says');
  reader.known(map, ['matchKey', 'statusListKey', 'resources'], pointer);
  return {
    matchKey: reader.text(map, 'matchKey', pointer, 'this'),
    ...(map.statusListKey !== undefined && {
      statusListKey: reader.text(map, 'statusListKey', pointer, 'this'),
    }),
    resources: reader.list(map.resources, `${pointer}/resources`, (item, at) =>
      decisionResource(item, at, reader),
    ),
  };
}

/** As exported from a hub: what else it holds is not looked at. */
function decisionResource(
  value: unknown,
  pointer: Pointer,
  reader: InventoryReader,
): DecisionResource {
  const resource = reader.map(value, pointer, 'a resource');
  const at = `${pointer}/metadata`;
  const metadata = reader.map(resource.metadata, at, 'metadata');
  return {
    metadata: {
      name: reader.text(metadata, 'name', at, 'a resource'),
      labels: reader.textMap(metadata.labels, `${at}/labels`),
    },
    status: reader.map(resource.status ?? {}, `${pointer}/status`, 'a status'),
  };
}
