/** The names that cosign gives to types of predicates. */
export const PREDICATE_TYPES: Readonly<Record<string, string>> = {
  slsaprovenance: 'https://slsa.dev/provenance/v0.2',
  slsaprovenance02: 'https://slsa.dev/provenance/v0.2',
  slsaprovenance1: 'https://slsa.dev/provenance/v1',
  cyclonedx: 'https://cyclonedx.org/bom',
  spdx: 'https://spdx.dev/Document',
  spdxjson: 'https://spdx.dev/Document',
  openvex: 'https://openvex.dev/ns',
};

/** The address that a name or an address stands for; `undefined` for neither. */
export function predicateType(text: string): string | undefined {
  if (Object.hasOwn(PREDICATE_TYPES, text)) return PREDICATE_TYPES[text];
  return URL.canParse(text) ? text : undefined;
}
