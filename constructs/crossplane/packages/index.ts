export { AwsProviders, type AwsProvidersProps } from './aws-providers';
export { AzureProviders, type AzureProvidersProps } from './azure-providers';
export type { FamilyProviders } from './family-providers';
export { GcpProviders, type GcpProvidersProps } from './gcp-providers';
export { ConfigurationPackage, type ConfigurationPackageProps } from './configuration-package';
export type { PackageDependency } from './dependencies';
export { Configuration, type ConfigurationProps } from './configuration';
export {
  DeploymentRuntimeConfig,
  type DeploymentRuntimeConfigProps,
} from './deployment-runtime-config';
export { PackageError } from './errors';
export { Function, type FunctionProps } from './function';
export { ImageConfig, type ImageConfigProps } from './image-config';
export type { PackageProps, RuntimePackageProps } from './package-props';
export { Provider, type ProviderProps } from './provider';
export type { PackageReference } from './reference';
