import type { Library } from '../signature';
import type { List } from '../values';
import { contains } from './operators';

export const sets: Library = {
  'sets.contains(list(A), list(A)): bool': includes,
  'sets.equivalent(list(A), list(A)): bool': (a: List, b: List) => includes(a, b) && includes(b, a),
  'sets.intersects(list(A), list(A)): bool': (a: List, b: List) =>
    b.items().some((item) => contains(a, item)),
};

function includes(all: List, part: List): boolean {
  return part.items().every((item) => contains(all, item));
}
