export type { Pipeline, Step } from './pipeline';
export { readPipeline } from './read-pipeline';
