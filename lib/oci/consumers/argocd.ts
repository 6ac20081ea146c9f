import { isIndex, LAYER_TAR_GZIP, LAYER_TAR, HELM_CONFIG, HELM_LAYER } from '../media-types';
import { findFolders, isStray, toolOf } from './argocd-folders';
import { megabytes, type Consumer, type ConsumerFinding, type Shown } from './consumer';

/** Layers that the repo server takes as it comes. */
const ALLOWED = [LAYER_TAR, LAYER_TAR_GZIP, HELM_LAYER];
const LAYERS = 10;
/** `--oci-manifest-max-extracted-size` */
const EXTRACTED_BYTES = 1e9;
/** `--max-combined-directory-manifests-size` */
export const FOLDER_BYTES = 1e7;

/** Argo CD from 3.1, with the settings of its repo server as they come. */
export const argocd: Consumer = {
  name: 'argocd',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/oci/',

  *check(artifact) {
    if (isIndex(artifact.mediaType)) {
      yield finding('argocd-index', 'is an index of several manifests, which has no layers', {
        hint: 'name one of its manifests by digest',
      });
      return;
    }
    yield* layers(artifact);
    if (artifact.hasSubject) {
      yield finding('argocd-subject', 'says that it is about another manifest', {
        hint: 'push it without a subject: Argo CD copies and extracts that one as well',
      });
    }
    if (artifact.files) yield* files(artifact.files);
  },
};

function* layers({ layers, config }: Shown): Generator<ConsumerFinding> {
  if (layers.length > LAYERS) {
    yield finding('argocd-layer-count', `has ${layers.length} layers, and ${LAYERS} are the most`, {
      hint: 'pack the content into one layer',
    });
  }
  const isHelm = config?.mediaType === HELM_CONFIG;
  const content = layers.filter(({ mediaType }) =>
    isHelm ? mediaType === HELM_LAYER : /(?:tar\+gzip|tar\.gzip|tar)$/.test(mediaType),
  );
  if (content.length !== 1) {
    yield finding('argocd-content-layers', `has ${content.length} layers of content, not one`, {
      hint: 'pack the content into one layer of gzipped tar',
    });
  }
  for (const { mediaType } of content.filter((layer) => !ALLOWED.includes(layer.mediaType))) {
    yield finding('argocd-layer-type', `has a layer of type '${mediaType}'`, {
      hint: 'pack it with --profile gitops, or add the type to ARGOCD_REPO_SERVER_OCI_LAYER_MEDIA_TYPES of the repo server',
    });
  }
}

function* files(all: NonNullable<Shown['files']>): Generator<ConsumerFinding> {
  const total = all.reduce((sum, { content }) => sum + content.length, 0);
  if (total > EXTRACTED_BYTES) {
    yield finding('argocd-extracted-size', `unpacks to ${megabytes(total)}`, {
      hint: 'split it into several artifacts, or raise --oci-manifest-max-extracted-size of the repo server from 1G',
    });
  }
  const folders = findFolders(all);
  for (const { path, ownBytes, allBytes } of folders.filter(({ tool }) => tool === undefined)) {
    const split = 'split it by --shards auto, or into folders, one for each source';
    const raise = 'or raise --max-combined-directory-manifests-size of the repo server from 10M';
    if (ownBytes > FOLDER_BYTES) {
      const message = `has ${megabytes(ownBytes)} of manifests in one folder`;
      yield finding('argocd-folder-size', message, { hint: `${split}, ${raise}`, path });
    } else if (allBytes > FOLDER_BYTES && !path.includes('/')) {
      yield {
        ...finding('argocd-folder-size', `has ${megabytes(allBytes)} of manifests below it`, {
          hint: `name folders in it by path instead of directory.recurse, ${raise}`,
          path,
        }),
        severity: 'warning',
      };
    }
  }
  const byPath = new Map(folders.map((folder) => [folder.path, folder]));
  for (const file of all.filter((one) => isStray(one, byPath))) {
    yield finding('argocd-stray-json', 'is JSON, and no Kubernetes object', {
      hint: 'leave it out by a line in .sourceignore: Argo CD takes every .json for a manifest',
      path: file.path,
    });
  }
  const tool = toolOf(all, '');
  const others = all.filter(({ path }) => /^[^/]+\.(?:ya?ml|json)$/.test(path));
  if (tool !== undefined && others.length > 1) {
    yield {
      ...finding('argocd-tool', `lets Argo CD render the artifact with ${tool.name}`, {
        hint: 'this is as it should be where the other files are its sources; else remove it',
        path: tool.file,
      }),
      severity: 'info',
    };
  }
}

function finding(
  rule: string,
  message: string,
  { hint, path }: { readonly hint: string; readonly path?: string },
): ConsumerFinding {
  return { rule, severity: 'error', message, hint, ...(path !== undefined && { path }) };
}
