export * from './diagnostic';
export * from './errors';
export * from './manifest';
export * from './manifest-set';
export * from './nearest';
export * from './pointer';
export * from './world';
export * from './yaml';
