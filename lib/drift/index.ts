export * from './claims';
export * from './fights';
export * from './ignore-differences';
export * from './names';
export * from './scale-path';
export * from './scalers';
export { isWritten } from './values';
export * from './writer';
export * from './writers';
