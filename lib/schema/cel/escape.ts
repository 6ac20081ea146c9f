const RESERVED = new Set(
  (
    'true false null in as break const continue else for function if import let loop package ' +
    'namespace return var void while'
  ).split(' '),
);

/** The escaped name of a word that CEL keeps to itself, which newer releases let stand as it is. */
export function escapedKeyword(name: string): string | undefined {
  return RESERVED.has(name) ? `__${name}__` : undefined;
}

const PARTS: Readonly<Record<string, string>> = {
  __: '__underscores__',
  '.': '__dot__',
  '-': '__dash__',
  '/': '__slash__',
};

/**
 * The name that an expression has for a field: `namespace` is `__namespace__`, `a-b` is
 * `a__dash__b`; `undefined` for a field that none can name.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
 */
export function escapeName(name: string): string | undefined {
  if (RESERVED.has(name)) return `__${name}__`;
  if (!/^[A-Za-z_./-][\w./-]*$/.test(name)) return undefined;
  return name.replace(/__|[./-]/g, (part) => PARTS[part] ?? part);
}
