import type { SchemaObject } from 'ajv';

/** A web address or other name of a type, builder or place. */
const uri = { type: 'string', pattern: '^[a-z][a-z0-9+.-]*:[^\\s]+$' };
const time = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' };

/** Something that a build took in or made: one of its address, digest and content must be there. */
const resource = {
  type: 'object',
  additionalProperties: false,
  properties: {
    name: { type: 'string' },
    uri,
    digest: {
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: 'string', pattern: '^[0-9a-f]+$' },
    },
    content: { type: 'string' },
    downloadLocation: uri,
    mediaType: { type: 'string' },
    annotations: { type: 'object' },
  },
  anyOf: ['uri', 'digest', 'content'].map((key) => ({ required: [key] })),
};

/**
 * What the specification asks of a predicate of `https://slsa.dev/provenance/v1`: its required fields,
 * the types of all, and no others, since a reader ignores what it does not know.
 *
 * @see https://slsa.dev/spec/v1.1/provenance
 * @see https://github.com/in-toto/attestation/blob/v1.1.0/spec/v1/resource_descriptor.md
 */
export const SLSA_PROVENANCE: SchemaObject = {
  type: 'object',
  additionalProperties: false,
  required: ['buildDefinition', 'runDetails'],
  properties: {
    buildDefinition: {
      type: 'object',
      additionalProperties: false,
      required: ['buildType', 'externalParameters'],
      properties: {
        buildType: uri,
        externalParameters: { type: 'object', minProperties: 1 },
        internalParameters: { type: 'object' },
        resolvedDependencies: { type: 'array', items: resource },
      },
    },
    runDetails: {
      type: 'object',
      additionalProperties: false,
      required: ['builder'],
      properties: {
        builder: {
          type: 'object',
          additionalProperties: false,
          required: ['id'],
          properties: {
            id: uri,
            version: { type: 'object', additionalProperties: { type: 'string' } },
            builderDependencies: { type: 'array', items: resource },
          },
        },
        metadata: {
          type: 'object',
          additionalProperties: false,
          properties: { invocationId: { type: 'string' }, startedOn: time, finishedOn: time },
        },
        byproducts: { type: 'array', items: resource },
      },
    },
  },
};
