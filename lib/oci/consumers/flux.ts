import { DEFAULT_IGNORES, IGNORE_FILE, IgnoreList, readIgnoreRules } from '../ignore/ignore-list';
import { isIndex, isTarGzip } from '../media-types';
import type { Consumer } from './consumer';

/** What source-controller leaves out beside {@link DEFAULT_IGNORES}. */
const IN_CLUSTER = [
  ...['.github/', '.circleci/', '.travis.yml', '.gitlab-ci.yml', 'appveyor.yml', '.drone.yml'],
  ...['cloudbuild.yaml', 'codeship-services.yml', 'codeship-steps.yml'],
  ...['**/.goreleaser.yml', '**/.sops.yaml', '**/.flux.yaml'],
];

/** Flux: an OCIRepository that selects no layer and extracts. */
export const flux: Consumer = {
  name: 'flux',
  source: 'https://fluxcd.io/flux/components/source/ocirepositories/',

  *check({ mediaType, layers, files }) {
    const [first, ...others] = layers;
    if (isIndex(mediaType) || !first) {
      yield {
        rule: 'flux-no-layer',
        severity: 'error',
        message: isIndex(mediaType) ? 'is an index of several manifests' : 'has no layer',
        hint: 'name an artifact that holds a packed folder',
      };
      return;
    }
    if (!isTarGzip(first.mediaType)) {
      yield {
        rule: 'flux-layer-type',
        severity: 'error',
        message: `has '${first.mediaType}' as its first layer, which is no gzipped tar`,
        hint: 'put the gzipped tar first, or select it by spec.layerSelector of the OCIRepository',
      };
    }
    if (others.some((layer) => isTarGzip(layer.mediaType))) {
      yield {
        rule: 'flux-other-layers',
        severity: 'warning',
        message: `has ${layers.length} layers, of which Flux takes the first`,
        hint: 'pack the content into one layer, or select one by spec.layerSelector',
      };
    }
    if (!files) return;
    const own = files.flatMap(({ path, content }) =>
      path === IGNORE_FILE || path.endsWith(`/${IGNORE_FILE}`)
        ? readIgnoreRules(content.toString(), path.split('/').slice(0, -1))
        : [],
    );
    const defaults = [...DEFAULT_IGNORES, ...IN_CLUSTER].flatMap((line) => readIgnoreRules(line));
    const ignores = new IgnoreList([...defaults, ...own]);
    for (const { path } of files.filter((file) => ignores.leavesOut(file.path))) {
      if (path === IGNORE_FILE) continue;
      yield {
        rule: 'flux-leaves-out',
        severity: 'warning',
        message: 'is left out by Flux in the cluster',
        hint: `take it back by a line in ${IGNORE_FILE}: !${path.split('/').at(-1)}`,
        path,
      };
    }
  },
};
