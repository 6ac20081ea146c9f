import type { Pointer } from '../../core';

/** Tells what is wrong with a schema; returns false, which what it is told of is not. */
export type Tell = (pointer: Pointer, message: string, hint: string, severity?: 'warning') => false;
