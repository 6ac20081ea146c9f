import type { Manifest } from '../core';
import type { GeneratorInputs } from './generator';
import type { Report } from './report';

/** Something that Argo CD or the API server refuses about Applications after they are generated. */
export type Check = (
  applications: readonly Manifest[],
  inputs: GeneratorInputs,
  report: Report,
) => void;
