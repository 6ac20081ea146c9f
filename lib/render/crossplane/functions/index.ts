import type { CompositionFunction } from '../protocol';
import { autoReady } from './auto-ready';
import { environmentConfigs } from './environment-configs';
import { goTemplating } from './go-templating';
import { patchAndTransform } from './patch-and-transform';
import { sequencer } from './sequencer';

/** The functions that render in this process, by the last part of their package's name. */
export const functions: readonly CompositionFunction[] = [
  patchAndTransform,
  autoReady,
  environmentConfigs,
  goTemplating,
  sequencer,
];
