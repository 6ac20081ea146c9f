import type { Json, Node } from './syntax';

/** What names mean at some place of a program; the innermost comes first. */
export type Scope = Binding | undefined;

export type Binding =
  | { readonly kind: 'variable'; readonly name: string; readonly value: Json; readonly next: Scope }
  | { readonly kind: 'label'; readonly name: string; readonly next: Scope }
  | Filter;

export interface Filter {
  readonly kind: 'filter';
  readonly name: string;
  readonly params: readonly string[];
  readonly body: Node;
  /** Where the body's names are looked up; a definition also sees itself. */
  readonly scope: Scope | 'self';
  readonly next: Scope;
}

export function variable(name: string, value: Json, next: Scope): Scope {
  return { kind: 'variable', name, value, next };
}

export function filterNamed(scope: Scope, name: string, arity: number): Filter | undefined {
  for (let at = scope; at; at = at.next) {
    if (at.kind === 'filter' && at.name === name && at.params.length === arity) return at;
  }
  return undefined;
}

export function bindingNamed<K extends 'variable' | 'label'>(
  scope: Scope,
  kind: K,
  name: string,
): Extract<Binding, { kind: K }> | undefined {
  for (let at = scope; at; at = at.next) {
    if (at.kind === kind && at.name === name) return at as Extract<Binding, { kind: K }>;
  }
  return undefined;
}
