import { CodedError } from '../../../lib/core';

/** A network that cannot be laid out. */
export class NetworkError extends CodedError<'NETWORK_LAYOUT'> {}

/** A block within a /16, by its last two octets: `{ offset: '32.0', prefix: 19 }`. */
export interface Block {
  /** Third and fourth octet. */
  readonly offset: string;
  readonly prefix: number;
}

/** How many zones a layout has room for, so that a zone can be added without moving the others. */
export const MOST_ZONES = 4;

const SIZE = 2 ** 16;

/**
 * Divides a /16 among tiers, for {@link MOST_ZONES} zones each: larger blocks first, and each at a
 * multiple of its size.
 *
 * @param tiers Prefix lengths from 17 to 28 by name: `{ private: 19, public: 22 }`.
 * @returns By name, a block for each zone.
 * @throws {NetworkError} `NETWORK_LAYOUT` for a prefix out of range, and where they do not all fit.
 */
export function layOut<T extends string>(
  tiers: Readonly<Record<T, number>>,
): Readonly<Record<T, readonly Block[]>> {
  const entries = Object.entries(tiers) as [T, number][];
  for (const [name, prefix] of entries) {
    if (Number.isInteger(prefix) && prefix >= 17 && prefix <= 28) continue;
    throw new NetworkError(
      'NETWORK_LAYOUT',
      `${name} subnets have the prefix length ${prefix}`,
      'write a whole number from 17 to 28, which is the smallest subnet that AWS makes',
    );
  }
  let next = 0;
  const laid = entries
    .sort(([, a], [, b]) => a - b)
    .map(([name, prefix]) => {
      const size = 2 ** (32 - prefix);
      const blocks = Array.from({ length: MOST_ZONES }, (_, i) => block(next + i * size, prefix));
      next += MOST_ZONES * size;
      return [name, blocks] as const;
    });
  if (next <= SIZE)
    return Object.fromEntries(laid) as Readonly<Record<string, readonly Block[]>> as never;
  const wanted = entries.map(([name, prefix]) => `${name} /${prefix}`).join(', ');
  throw new NetworkError(
    'NETWORK_LAYOUT',
    `${MOST_ZONES} subnets each of ${wanted} take ${next} addresses, and a /16 has ${SIZE}`,
    'write longer prefixes',
  );
}

function block(address: number, prefix: number): Block {
  return { offset: `${address >> 8}.${address & 255}`, prefix };
}
