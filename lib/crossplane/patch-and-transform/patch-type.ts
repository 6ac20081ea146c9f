import type { Patch } from './input';

export function typeOf({ type }: Patch): string {
  return type || 'FromCompositeFieldPath';
}

const COMBINES = [
  'CombineFromComposite',
  'CombineToComposite',
  'CombineFromEnvironment',
  'CombineToEnvironment',
];

export function isCombine(type: string): boolean {
  return COMBINES.includes(type);
}
