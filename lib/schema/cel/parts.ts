import type { Expr } from './syntax';

/** The expressions that one is made of. */
export function partsOf(e: Expr): readonly Expr[] {
  switch (e.is) {
    case 'select':
      return [e.of];
    case 'call':
      return e.target ? [e.target, ...e.args] : e.args;
    case 'list':
      return e.items;
    case 'map':
      return e.entries.flatMap(({ key, value }) => [key, value]);
    case 'each':
      return [e.range, ...(e.filter ? [e.filter] : []), e.body];
    case 'message':
      return e.fields.map(({ value }) => value);
    case 'optMap':
      return [e.of, e.body];
    default:
      return [];
  }
}
