import { SyntaxProblem, type EachKind, type Expr } from './syntax';

/** How many arguments a macro takes with one name, and with two. */
const EACH: Readonly<
  Record<string, { readonly kind: EachKind; readonly args: readonly number[] }>
> = {
  all: { kind: 'all', args: [2, 3] },
  exists: { kind: 'exists', args: [2, 3] },
  exists_one: { kind: 'existsOne', args: [2] },
  existsOne: { kind: 'existsOne', args: [3] },
  filter: { kind: 'filter', args: [2] },
  map: { kind: 'map', args: [2, 3] },
  transformList: { kind: 'transformList', args: [3, 4] },
  transformMap: { kind: 'transformMap', args: [3, 4] },
  transformMapEntry: { kind: 'transformMapEntry', args: [3, 4] },
};

/**
 * A method call, or the macro that has its name and its number of arguments.
 *
 * @param isStandard whether only macros of CEL itself are known, none of its extensions.
 */
export function macro(
  name: string,
  target: Expr,
  args: readonly Expr[],
  at: number,
  isStandard: boolean,
): Expr {
  const each = Object.hasOwn(EACH, name) ? EACH[name] : undefined;
  if (isStandard) {
    const plain = each !== undefined && !isExtended(each.kind, args.length);
    if (plain && each.args.includes(args.length)) return eachOf(each.kind, target, args, at);
    return { is: 'call', name, target, args, at };
  }
  if (each?.args.includes(args.length)) return eachOf(each.kind, target, args, at);
  if ((name === 'optMap' || name === 'optFlatMap') && args.length === 2) {
    const [first, body] = args as readonly [Expr, Expr];
    const flat = name === 'optFlatMap';
    return { is: 'optMap', of: target, name: nameIn(first), body, flat, at };
  }
  if (name === 'sortBy' && args.length === 2) {
    const keys = eachOf('map', target, args, at);
    return { is: 'call', name: '@sortByAssociatedKeys', target, args: [keys], at };
  }
  return { is: 'call', name, target, args, at };
}

function isExtended(kind: EachKind, args: number): boolean {
  return kind.startsWith('transform') || (kind !== 'map' && args === 3);
}

function eachOf(kind: EachKind, range: Expr, args: readonly Expr[], at: number): Expr {
  const transforms = kind.startsWith('transform');
  const twoNames = transforms || (kind !== 'map' && args.length === 3);
  const names = args.slice(0, twoNames ? 2 : 1);
  const vars = names.map(nameIn);
  if (vars.length === 2 && vars[0] === vars[1]) {
    throw new SyntaxProblem(at, `duplicate variable name: ${vars[0] ?? ''}`);
  }
  const rest = args.slice(names.length);
  const body = rest.at(-1) as Expr;
  const [filter] = rest.length === 2 ? rest : [];
  return { is: 'each', kind, range, vars, body, at, ...(filter && { filter }) };
}

function nameIn(expression: Expr): string {
  if (expression.is === 'ident') return expression.name;
  throw new SyntaxProblem(expression.at, 'argument must be a simple name');
}
