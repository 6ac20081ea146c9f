/** The API group of what a package says of itself, in `crossplane.yaml`; no API server has it. */
export const META_GROUP = 'meta.pkg.crossplane.io';
