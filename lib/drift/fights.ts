import { valueAt, type Manifest } from '../core';
import type * as BuiltIn from './simulate/built-in';
import type { Claim, Strategy } from './writer';

/**
 * Whether what the set holds now fights the controller under `strategy`: Argo CD reports the field, or
 * a sync overwrites it. Then it is written, it is not the value that the API server fills in, or it
 * stands in what a sync replaces as a whole. A claim on an object that is elsewhere may fight.
 */
export function fights(claim: Claim, strategy?: Strategy): boolean {
  const { at, pointer, repair, under } = claim;
  if (strategy !== undefined && under && !under.includes(strategy)) return false;
  if (!at || repair.do === 'set' || repair.do === 'remove') return true;
  const value = valueAt(at, pointer);
  if (repair.do === 'write') return JSON.stringify(value) !== JSON.stringify(repair.value);
  // A JSON merge patch, which the client makes for a custom resource, leaves null out.
  if (value === null && strategy === 'clientSide') return isBuiltIn(at);
  if (value !== undefined) return true;
  return strategy !== undefined && (claim.unwritten?.includes(strategy) ?? false);
}

function isBuiltIn({ apiVersion, kind }: Manifest): boolean {
  // Null is rare, and the table of built-in kinds is long.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { builtInType } = require('./simulate/built-in') as typeof BuiltIn;
  return builtInType(apiVersion, kind) !== undefined;
}
