import type { Writer } from '../writer';
import { horizontalPodAutoscaler } from './horizontal-pod-autoscaler';
import { scaledObject } from './scaled-object';

/** Every controller we know to write fields of other people's objects; one file each. */
export const writers: readonly Writer[] = [horizontalPodAutoscaler, scaledObject];
