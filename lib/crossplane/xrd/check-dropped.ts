import type { Pointer } from '../../core';
import { show, type Node } from '../../schema';
import type { Fact } from '../fact';
import { isObject, own, type JsonObject } from '../json';
import { objectIn, textIn, type DefinedVersion, type Definition } from './definition';
import { ROOT_KEPT, SPEC_KEPT, STATUS_KEPT } from './derive';
import { NOTES } from './keywords';
import { claimMachinery, specMachinery, statusMachinery } from './machinery';

/** Told of what the derivation loses; returns nothing for what is as it was written. */
type Tell = (pointer: Pointer, message: string, hint: string, severity?: 'warning') => void;

/**
 * Tells what the CRD that Crossplane derives does not have: keywords at the roots of the schema, of
 * spec, status and metadata, and fields whose place Crossplane's own take.
 */
export function checkDropped(
  definition: Definition,
  version: DefinedVersion,
  report: (fact: Fact) => void,
): void {
  const at = `${version.pointer}/schema/openAPIV3Schema`;
  const schema = version.schema ?? {};
  const tell: Tell = (pointer, message, hint, severity) => {
    const fact = { pointer: at + pointer, message, hint, ...(severity && { severity }) };
    report({ rule: 'xrd-schema-dropped', ...fact });
  };
  const parts = objectIn(schema, 'properties');
  checkRoot(schema, parts, tell);
  checkMetadata(objectIn(parts, 'metadata'), tell);
  const spec = objectIn(parts, 'spec');
  checkPart(spec, '/properties/spec', SPEC_KEPT, tell);
  const claims = definition.claim ? claimMachinery() : {};
  const machinery = { ...claims, ...specMachinery(definition.scope) };
  checkCollisions(spec, '/properties/spec', machinery, tell);
  const status = objectIn(parts, 'status');
  checkPart(status, '/properties/status', STATUS_KEPT, tell);
  checkCollisions(status, '/properties/status', statusMachinery(definition.scope), tell);
}

function checkRoot(schema: JsonObject, parts: JsonObject, tell: Tell): void {
  for (const keyword of Object.keys(schema)) {
    if (['type', 'properties', 'required', ...ROOT_KEPT, ...NOTES].includes(keyword)) continue;
    tell(
      `/${keyword}`,
      `is dropped: Crossplane keeps ${keyword} below spec and status only`,
      REPAIR,
    );
  }
  const required = own(schema, 'required');
  const others = (Array.isArray(required) ? (required as unknown[]) : []).filter(
    (name) => name !== 'spec' && !OBJECT_FIELDS.includes(String(name)),
  );
  if (others.length > 0) {
    tell(
      '/required',
      `is dropped: Crossplane requires spec, and not ${others.map(show).join(', ')}`,
      'remove it',
    );
  }
  for (const name of Object.keys(parts)) {
    if (['spec', 'status', ...OBJECT_FIELDS].includes(name)) continue;
    tell(
      `/properties/${name}`,
      'is dropped: Crossplane keeps spec and status only',
      `move it to spec.${name}`,
    );
  }
}

const OBJECT_FIELDS = ['apiVersion', 'kind', 'metadata'];
const REPAIR = 'move it to a field, or say it as a CEL rule in x-kubernetes-validations';

function checkMetadata(metadata: JsonObject, tell: Tell): void {
  for (const [name, node] of Object.entries(objectIn(metadata, 'properties'))) {
    if (!isObject(node)) continue;
    for (const keyword of Object.keys(node)) {
      if (['type', ...NOTES].includes(keyword) || (name === 'name' && keyword === 'maxLength'))
        continue;
      const pointer = `/properties/metadata/properties/${name}/${keyword}`;
      tell(
        pointer,
        'is dropped: of metadata Crossplane keeps the maxLength of name only',
        'write a CEL rule at the root of the schema',
      );
    }
  }
}

function checkPart(part: JsonObject, at: Pointer, kept: readonly string[], tell: Tell): void {
  for (const [keyword, value] of Object.entries(part)) {
    if (kept.includes(keyword) || NOTES.includes(keyword)) continue;
    // What a derived schema is anyway.
    if (keyword === 'type' && value === 'object') continue;
    if (
      value === false &&
      (keyword === 'additionalProperties' || keyword.startsWith('x-') || keyword === 'nullable')
    )
      continue;
    const hint =
      keyword === 'default'
        ? 'give the fields their defaults'
        : keyword === 'x-kubernetes-preserve-unknown-fields'
          ? 'declare the fields, or move them into one that preserves unknown fields'
          : REPAIR;
    tell(
      `${at}/${keyword}`,
      `is dropped: Crossplane keeps ${keyword} below the first level only`,
      hint,
    );
  }
}

/** Who declares the field as Crossplane has it loses little; another type is lost altogether. */
function checkCollisions(
  part: JsonObject,
  at: Pointer,
  machinery: Readonly<Record<string, Node>>,
  tell: Tell,
): void {
  for (const [name, node] of Object.entries(objectIn(part, 'properties'))) {
    if (!Object.hasOwn(machinery, name)) continue;
    const same = textIn(node, 'type') === machinery[name]?.type;
    const message = "is replaced by Crossplane's own field of that name";
    const hint = same ? 'leave it out' : 'rename it';
    tell(`${at}/properties/${name}`, message, hint, same ? 'warning' : undefined);
  }
}
