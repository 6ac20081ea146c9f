export { accelerate, PlatformApp, type PlatformAppProps, type ProgramProps } from './app';
export * from './argocd';
export * from './artifact';
export * from './aws';
export * from './crossplane';
export * from './external-secrets';
export { SecretReference } from './secret-reference';
export { TargetError, type Targets } from './targets';
