import type { Manifest } from '../core';
import type { WriterClaim } from './writer';

/** `HorizontalPodAutoscaler 'web'`. */
export function nameOf({ kind, metadata }: Manifest): string {
  const name: unknown = metadata.name;
  return `${kind} '${typeof name === 'string' ? name : ''}'`;
}

/** Who writes a field: the object that makes its controller write, else the controller. */
export function ownerOf({ by, writer }: Pick<WriterClaim, 'by' | 'writer'>): string {
  return by ? nameOf(by) : writer.title;
}
