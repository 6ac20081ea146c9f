import { parseDefinitions } from './parser';
import type { Definition } from './syntax';

/**
 * The builtins that jq's manual defines by others, for paths go through these as through any filter.
 *
 * @see https://jqlang.org/manual/v1.7/
 */
const SOURCE = `
def map(f): [.[] | f];
def select(f): if f then . else empty end;
def not: if . then false else true end;
def in(x): . as $k | x | has($k);
def recurse: recurse(.[]?);
def recurse(f; cond): def again: ., (f | select(cond) | again); again;
def add(f): [f] | add;
def to_entries: [keys[] as $k | {key: $k, value: .[$k]}];
def from_entries: map({(.key // .Key // .name // .Name): if has("value") then .value else .Value end})
  | add // {};
def with_entries(f): to_entries | map(f) | from_entries;
def range($to): _range(0; $to; 1);
def range($from; $to): _range($from; $to; 1);
def range($from; $to; $by): _range($from; $to; $by);
def sort_by(f): _sort_by(map([f]));
def group_by(f): _group_by(map([f]));
def unique_by(f): _unique_by(map([f]));
def min_by(f): _min_by(map([f]));
def max_by(f): _max_by(map([f]));
def values: select(. != null);
def nulls: select(. == null);
def booleans: select(type == "boolean");
def numbers: select(type == "number");
def strings: select(type == "string");
def arrays: select(type == "array");
def objects: select(type == "object");
def iterables: select(type | . == "array" or . == "object");
def scalars: select(type | . != "array" and . != "object");
def first: .[0];
def last: .[-1];
def nth($n): .[$n];
def all: all(.);
def all(f): all(.[]; f);
def all(g; f): isempty(g | select(f | not));
def any: any(.);
def any(f): any(.[]; f);
def any(g; f): isempty(g | select(f)) | not;
def del(f): delpaths([path(f)]);
def paths: path(..) | select(. != []);
def paths(f): path(.. | select(f)) | select(. != []);
def test($re): _test($re; null);
def test($re; $flags): _test($re; $flags);
def IN(s): any(s == .; .);
def IN(source; s): any(source == s; .);
`;

let parsed: ReadonlyMap<string, Definition> | undefined;

/** By `name/arity`; read at the first use. */
export function prelude(): ReadonlyMap<string, Definition> {
  parsed ??= new Map(
    parseDefinitions(SOURCE).map((found) => [`${found.name}/${found.params.length}`, found]),
  );
  return parsed;
}
