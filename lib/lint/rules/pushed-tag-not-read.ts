import { nameOf } from '../../drift';
import { deliveries } from '../pipeline/readers';
import { rule } from '../rule';

export const pushedTagNotRead = rule({
  id: 'pushed-tag-not-read',
  category: 'gitops',
  severity: 'error',
  summary: 'A tag that an Application reads is one that the pipeline can push.',
  hint: 'pin the digest that the push printed, or write the tag as it is pushed',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/oci/',

  *check(_set, context) {
    for (const { push, tag, feeds, misses } of deliveries(context)) {
      const readers = [...feeds, ...misses.slice(0, 1)];
      if (readers.some((reader) => reader.tag === undefined || tag.couldBe(reader.tag))) continue;
      const [reader] = readers;
      if (!reader) continue;
      const message = `pushes the tag ${tag.text}, but ${nameOf(reader.at)} reads ${reader.tag}`;
      yield { step: push.step, message };
    }
  },
});
