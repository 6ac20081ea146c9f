/**
 * What the controller's Go types make of a field. They know every field: others vanish, and what is
 * empty is not written.
 */
export type Shape =
  | 'string'
  | 'bool'
  | 'int'
  | 'int-or-string'
  /** Any JSON, kept as it is. */
  | 'json'
  | { readonly list: Shape }
  | { readonly map: Shape }
  | Struct;

export interface Struct {
  readonly fields: Readonly<Record<string, Field>>;
}

export interface Field {
  readonly shape: Shape;
  /**
   * When it is written: unless it is empty; whenever it is there (a pointer in Go); or always, as
   * an empty one where it is missing.
   */
  readonly written: 'unless-empty' | 'if-present' | 'always';
}

/** A struct; a bare shape is written unless it is empty, a bare struct if it is there. */
export function struct(fields: Readonly<Record<string, Shape | Field>>): Struct {
  return {
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, isField(field) ? field : bare(field)]),
    ),
  };
}

export function always(shape: Shape): Field {
  return { shape, written: 'always' };
}

export function pointer(shape: Shape): Field {
  return { shape, written: 'if-present' };
}

export function isStruct(shape: Shape): shape is Struct {
  return typeof shape === 'object' && 'fields' in shape;
}

function bare(shape: Shape): Field {
  return isStruct(shape) || shape === 'json' ? pointer(shape) : { shape, written: 'unless-empty' };
}

function isField(field: Shape | Field): field is Field {
  return typeof field === 'object' && 'written' in field;
}
