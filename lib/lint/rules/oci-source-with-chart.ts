import { isOci, sourcesOf } from '../applications';
import { rule } from '../rule';

export const ociSourceWithChart = rule({
  id: 'oci-source-with-chart',
  category: 'gitops',
  severity: 'error',
  summary: 'A source with oci:// has no chart: Argo CD ignores the field and reads the repository.',
  hint: "append the chart to repoURL and write 'path: .', or remove 'oci://' for Helm's own protocol",
  source: 'https://github.com/argoproj/argo-cd/issues/25513',

  *check(_set, context) {
    for (const { at, source } of sourcesOf(context)) {
      if (!isOci(source) || source.chart === undefined) continue;
      const pointer = `${source.pointer}/chart`;
      yield { at, pointer, message: `is '${source.chart}', which Argo CD ignores beside oci://` };
    }
  },
});
