import { CelError, type List, type Value } from '../values';

/** `list[index]` */
export function element(list: List, index: bigint): Value {
  if (index < 0n || index >= BigInt(list.size)) {
    throw new CelError(`index out of bounds: ${index}`);
  }
  return list.at(Number(index));
}
