const structs = new WeakSet<object>();

/** Marks a map that is a struct in Go: its keys keep their order. */
export function inOrder<T extends object>(map: T): T {
  structs.add(map);
  return map;
}

export function isInOrder(map: object): boolean {
  return structs.has(map);
}
