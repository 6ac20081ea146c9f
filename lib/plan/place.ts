import type { Instance } from './instance';
import type { Place } from './types';

export function placeFor({ cluster, name }: Instance): Place {
  return { cluster, application: name };
}
