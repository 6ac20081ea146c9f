import { valueAt } from '../core';
import { isWritten } from './values';
import type { Claim, Strategy } from './writer';

/**
 * Whether what the set holds now fights the controller under `strategy`: the field is written, or it
 * is not the value that the API server fills in. A claim on an object that is elsewhere may fight.
 */
export function fights(claim: Claim, strategy?: Strategy): boolean {
  const { at, pointer, repair, under } = claim;
  if (strategy !== undefined && under && !under.includes(strategy)) return false;
  if (!at || repair.do === 'set' || repair.do === 'remove') return true;
  if (repair.do !== 'write') return isWritten(at, pointer);
  return JSON.stringify(valueAt(at, pointer)) !== JSON.stringify(repair.value);
}
