/** An Application as a document, in flow style. */
export const application = (spec: string, name = 'shop') =>
  `{ apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: { name: ${name} }, spec: { ${spec} } }`;

/** An ApplicationSet whose template has this name and spec. */
export const applicationSet = ({
  more = '',
  generators = '[{ list: { elements: [] } }]',
  name = 'x',
  spec = '',
}) => `
{ apiVersion: argoproj.io/v1alpha1, kind: ApplicationSet, metadata: { name: set }, spec: { ${more}
  generators: ${generators}, template: { metadata: { name: '${name}' }, spec: { ${spec} } } } }`;

export const source = (fields: string) => application(`source: { ${fields} }`);
