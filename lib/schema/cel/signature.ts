import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  mapOf,
  NULL,
  opaque,
  optionalOf,
  param,
  STRING,
  TIMESTAMP,
  typeOf,
  UINT,
  type Type,
} from './types';
import type { Value } from './values';

/** One form of a function. */
export interface Overload {
  readonly name: string;
  readonly member: boolean;
  /** Of a method, the first is what it is called on. */
  readonly args: readonly Type[];
  readonly result: Type;
  readonly call: (...args: never[]) => Value;
  /** The first minor release of Kubernetes 1 whose API server takes it in a new rule; default any. */
  readonly since?: number;
}

/**
 * Functions as their documentation writes them, to what they do:
 * `'size(list(A)): int'`, and for methods `'string.charAt(int): string'`.
 */
export type Library = Readonly<Record<string, (...args: never[]) => Value>>;

export function overloadsOf(library: Library, since?: number): Overload[] {
  const more = since !== undefined && { since };
  return Object.entries(library).map(([signature, call]) => ({
    ...read(signature),
    call,
    ...more,
  }));
}

const SIMPLE: Readonly<Record<string, Type>> = {
  dyn: DYN,
  null: NULL,
  bool: BOOL,
  int: INT,
  uint: UINT,
  double: DOUBLE,
  string: STRING,
  bytes: BYTES,
  timestamp: TIMESTAMP,
  duration: DURATION,
  IP: opaque('net.IP'),
  CIDR: opaque('net.CIDR'),
  URL: opaque('kubernetes.URL'),
  Quantity: opaque('kubernetes.Quantity'),
  Semver: opaque('kubernetes.Semver'),
  Format: opaque('kubernetes.NamedFormat'),
};

function read(signature: string): Omit<Overload, 'call'> {
  const end = signature.lastIndexOf(': ');
  const result = typeIn(signature.slice(end + 2));
  const text = signature.slice(0, end);
  const method = /^((?:list|map|optional)\(.*?\)+|[A-Za-z]+)\.(@?\w+)\((.*)\)$/.exec(text);
  const receiver = method && !isNamespace(method[1] ?? '') ? method[1] : undefined;
  const [, name = '', args = ''] =
    receiver === undefined
      ? (/^([^(]+)\((.*)\)$/.exec(text) ?? [])
      : [text, method?.[2], method?.[3]];
  const types = partsOf(args).map(typeIn);
  return receiver === undefined
    ? { name, member: false, args: types, result }
    : { name, member: true, args: [typeIn(receiver), ...types], result };
}

function isNamespace(word: string): boolean {
  return !word.includes('(') && !Object.hasOwn(SIMPLE, word) && !/^[A-Z]$/.test(word);
}

function typeIn(text: string): Type {
  const open = text.indexOf('(');
  if (open < 0) return (Object.hasOwn(SIMPLE, text) && SIMPLE[text]) || param(text);
  const [first = DYN, second = DYN] = partsOf(text.slice(open + 1, -1)).map(typeIn);
  switch (text.slice(0, open)) {
    case 'list':
      return listOf(first);
    case 'map':
      return mapOf(first, second);
    case 'optional':
      return optionalOf(first);
    default:
      return typeOf(first);
  }
}

/** Splits at the commas that stand in no brackets. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const letter of text) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += letter;
  }
  return part.trim() === '' ? parts : [...parts, part.trim()];
}
