export { XpkgError } from './errors';
export { packageStream, packXpkg, type SourceFile } from './pack-xpkg';
