import { textAt } from '../applications';
import { rule } from '../rule';

export const fluxLayerNotGzip = rule({
  id: 'flux-layer-not-gzip',
  category: 'gitops',
  severity: 'error',
  summary: 'The layer that Flux extracts is a gzip.',
  hint: 'name a layer of a type that ends in tar+gzip, or write operation: copy',
  source: 'https://fluxcd.io/flux/components/source/ocirepositories/#layer-selector',

  *check(set) {
    for (const at of set.ofKind('source.toolkit.fluxcd.io', 'OCIRepository')) {
      const mediaType = textAt(at, '/spec/layerSelector/mediaType') ?? '';
      if (textAt(at, '/spec/layerSelector/operation') === 'copy' || !NO_GZIP.test(mediaType))
        continue;
      yield {
        at,
        pointer: '/spec/layerSelector/mediaType',
        message: `is '${mediaType}', which Flux cannot extract`,
      };
    }
  },
});

const NO_GZIP = /(\.tar|\+zstd|\.zstd|\+zip|\.zip|\+json)$/;
