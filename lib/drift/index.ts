export * from './claims';
export * from './ignore-differences';
export * from './names';
export * from './scale-path';
export * from './scalers';
export * from './writer';
export * from './writers';
