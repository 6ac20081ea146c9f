/** What a token must allow: `repository:acme/platform:pull,push`. */
export type Scope = string;

export function pullScope(repository: string): Scope {
  return `repository:${repository}:pull`;
}

export function pushScope(repository: string): Scope {
  return `repository:${repository}:pull,push`;
}

export function deleteScope(repository: string): Scope {
  return `repository:${repository}:delete,pull`;
}

/** All that any of the scopes asks for, one per repository, sorted: the same set, the same text. */
export function mergeScopes(scopes: readonly Scope[]): Scope[] {
  const actions = new Map<string, Set<string>>();
  for (const scope of scopes) {
    const colon = scope.lastIndexOf(':');
    const name = scope.slice(0, colon);
    const known = actions.get(name) ?? new Set();
    for (const action of scope.slice(colon + 1).split(',')) known.add(action);
    actions.set(name, known);
  }
  return [...actions].map(([name, set]) => `${name}:${[...set].sort().join(',')}`).sort();
}
