export * from './emit';
export * from './errors';
