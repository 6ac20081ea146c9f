import { fluxNative } from './flux-native';
import { gitops } from './gitops';
import { imageConfig } from './image-config';
import type { ArtifactProfile } from './profile';

export type { ArtifactProfile } from './profile';

/** The profiles that any folder can be packed in, by name; the first is the default. */
export const profiles = {
  gitops,
  'flux-native': fluxNative,
  'image-config': imageConfig,
} as const satisfies Readonly<Record<string, ArtifactProfile>>;

export type ProfileName = keyof typeof profiles;
