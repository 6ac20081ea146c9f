import { nameOf } from '../../drift';
import { deliveries } from '../pipeline/readers';
import { rule } from '../rule';

/** What Argo CD's repo server takes unless it is told otherwise. */
const ACCEPTED = [
  'application/vnd.oci.image.layer.v1.tar',
  'application/vnd.oci.image.layer.v1.tar+gzip',
  'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
];

export const pushedLayerRefused = rule({
  id: 'pushed-layer-refused',
  category: 'gitops',
  severity: 'error',
  summary: 'An artifact for Argo CD has one layer, of a media type that it accepts.',
  hint: 'push with `cdk8s-gitops push`, whose one layer both Argo CD and Flux read',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/oci/',

  *check(_set, context) {
    for (const { push, feeds, misses } of deliveries(context)) {
      const reader = [...feeds, ...misses].find(({ by }) => by === 'argocd');
      if (!reader) continue;
      const who = `Argo CD, which reads it for ${nameOf(reader.at)},`;
      const refused = push.layers.find((layer) => layer !== '' && !ACCEPTED.includes(layer));
      if (refused !== undefined) {
        yield {
          step: push.step,
          message: `pushes a layer of type ${refused}, which ${who} refuses`,
        };
      } else if (push.layers.includes('')) {
        const message = `pushes a bare file as if it were an archive, which ${who} cannot unpack`;
        yield { step: push.step, message };
      } else if (push.layers.length > 1) {
        const message = `pushes ${push.layers.length} layers, of which ${who} takes exactly one`;
        yield { step: push.step, message };
      }
    }
  },
});
