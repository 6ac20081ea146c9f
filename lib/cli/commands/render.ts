import type * as Core from '../../core';
import type { Manifest } from '../../core';
import type * as Crossplane from '../../render/crossplane';
import { command } from '../command';
import { CliError } from '../errors';
import type * as Grpc from '../render/grpc-client';
import type * as Context from '../render/read-context';
import type * as Files from '../render/read-files';
import type * as Annotations from '../render/override-annotations';
import type * as Schemas from '../render/read-schemas';
import type * as Refused from '../render/report-refused';
import type * as Templates from '../render/read-templates';
import { parseDuration } from '../parse-duration';

const RESULT = { apiVersion: 'render.crossplane.io/v1beta1', kind: 'Result' };
const CONTEXT = { apiVersion: 'render.crossplane.io/v1beta1', kind: 'Context' };

export const render = command({
  name: 'render',
  summary: 'Show what Crossplane makes of an XR, without a cluster or Docker.',
  args: '<xr.yaml> <composition.yaml> [functions.yaml]',
  arity: { min: 2, max: 3 },
  example: 'cdk8s-gitops render xr.yaml composition.yaml functions.yaml',
  options: {
    'observed-resources': {
      type: 'string',
      short: 'o',
      summary: 'file or folder with the composed resources that exist',
    },
    'required-resources': {
      type: 'string',
      short: 'e',
      multiple: true,
      summary: 'file or folder with objects that functions may ask for',
    },
    'extra-resources': {
      type: 'string',
      multiple: true,
      summary: 'the old name of --required-resources',
    },
    'required-schemas': {
      type: 'string',
      short: 's',
      summary: 'folder with OpenAPI v3 documents (.json), whose schemas functions may ask for',
    },
    'template-folder': {
      type: 'string',
      multiple: true,
      summary: 'path=folder: what function-go-templating has in its image (source: FileSystem)',
    },
    'context-values': {
      type: 'string',
      multiple: true,
      summary: 'key=value of the first function’s context, in YAML or JSON',
    },
    'context-files': {
      type: 'string',
      multiple: true,
      summary: 'key=file of the first function’s context, in YAML or JSON',
    },
    'function-credentials': {
      type: 'string',
      summary: 'file or folder with the Secrets that steps name as credentials',
    },
    'function-annotations': {
      type: 'string',
      short: 'a',
      multiple: true,
      summary: 'key=value of all functions, e.g. render.crossplane.io/runtime=Development',
    },
    xrd: { type: 'string', summary: 'file with the XRD, whose defaults the XR gets' },
    'include-context': {
      type: 'boolean',
      short: 'c',
      default: false,
      summary: 'print the context that is left, as an object of kind Context',
    },
    'include-full-xr': {
      type: 'boolean',
      short: 'x',
      default: false,
      summary: 'print the spec and metadata of the XR too',
    },
    'include-function-results': {
      type: 'boolean',
      short: 'r',
      default: false,
      summary: 'print events, as objects of kind Result',
    },
    'crossplane-version': {
      type: 'string',
      default: '2.3',
      summary: 'the version to render as: before 2.3 its CLI showed less',
    },
    timeout: {
      type: 'string',
      default: '1m',
      summary: 'for each call of a function in Development mode: 90s, 5m',
    },
    output: { type: 'string', values: ['yaml', 'json'], default: 'yaml', summary: 'how to print' },
  },
  async run({ flags, args: [xr = '', composition = '', functions] }, world) {
    const { disk, print } = world;
    const { emitDocuments, valueAt } = require('../../core') as typeof Core;
    const { renderCompositeWith } = require('../../render/crossplane') as typeof Crossplane;
    const { remoteFunctions } = require('../render/grpc-client') as typeof Grpc;
    const { readAll, readOne } = require('../render/read-files') as typeof Files;
    const { readContext } = require('../render/read-context') as typeof Context;

    const objects = (paths: readonly (string | undefined)[], what: string) =>
      paths.flatMap((path) => (path === undefined ? [] : readAll(path, what, disk)));
    const manifests = (paths: readonly (string | undefined)[], what: string) =>
      objects(paths, what).map(({ manifest }) => manifest);
    const composite = readOne(xr, 'the XR', disk);
    const ofXr = (kind: string, pointer: string) => (manifest: Manifest) =>
      manifest.kind === kind && valueAt(manifest, pointer) === composite.manifest.kind;
    const isComposition = ofXr('Composition', '/spec/compositeTypeRef/kind');
    const isDefinition = ofXr('CompositeResourceDefinition', '/spec/names/kind');
    const { overrideAnnotations } = require('../render/override-annotations') as typeof Annotations;
    const { readSchemas } = require('../render/read-schemas') as typeof Schemas;
    const { readTemplates } = require('../render/read-templates') as typeof Templates;
    const { 'required-schemas': schemas } = flags;
    const given = functions === undefined ? undefined : objects([functions], 'the functions');
    const remotes = remoteFunctions(parseDuration(flags.timeout));
    const definition =
      flags.xrd === undefined ? undefined : readOne(flags.xrd, 'the XRD', disk, isDefinition);
    const required = manifests(
      [...flags['required-resources'], ...flags['extra-resources']],
      'the required resources',
    );
    const rendered = await renderCompositeWith(remotes.call, {
      xr: composite,
      composition: readOne(composition, 'the Composition', disk, isComposition),
      functions: overrideAnnotations(given, flags['function-annotations']),
      definition,
      observed: manifests([flags['observed-resources']], 'the observed resources'),
      required,
      schemas: schemas === undefined ? undefined : readSchemas(schemas, disk),
      templates: readTemplates(flags['template-folder'], disk),
      credentials: manifests([flags['function-credentials']], 'the credentials'),
      context: readContext(flags['context-values'], flags['context-files'], disk),
      profile: profileOf(flags['crossplane-version']),
    }).finally(remotes.close);
    const documents = [
      flags['include-full-xr'] ? rendered.fullXr : rendered.xr,
      ...rendered.composed,
      ...(flags['include-function-results']
        ? rendered.results.map((result) => ({ ...RESULT, ...result }))
        : []),
      ...(flags['include-context'] && rendered.context
        ? [{ ...CONTEXT, fields: rendered.context }]
        : []),
    ];
    print(
      flags.output === 'json'
        ? JSON.stringify(documents, null, 2)
        : emitDocuments(documents).replace(/\n$/, ''),
    );
    const { reportRefused } = require('../render/report-refused') as typeof Refused;
    const known = definition ? [...required, definition.manifest] : required;
    reportRefused(rendered.composed, known, world);
    return 0;
  },
});

function profileOf(version: string): Crossplane.RenderProfile {
  const [, major, minor] = /^v?(\d+)\.(\d+)(?:\.\d+)?$/.exec(version) ?? [];
  if (major === undefined) {
    throw new CliError(
      'CLI_FLAG_VALUE',
      `--crossplane-version takes a version such as 2.3, not '${version}'`,
      'write --crossplane-version 2.3',
    );
  }
  const old = Number(major) < 2 || (Number(major) === 2 && Number(minor) < 3);
  return old ? '2.2' : '2.3';
}
