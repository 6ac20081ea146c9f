import { step, type Step } from '../../crossplane';
import { checkSetting } from '../check-settings';
import { GROUP } from '../shared';
import { clusterVending } from './schema';
import type { ArgoCdOnAws } from './settings';

const APPLICATION = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application' } as const;

/** Name of the Secret in the composition. */
export const SECRET = 'cluster-secret';

/** Label by which cluster generators find a cluster, as a text: `true` or `false`. */
export const MANAGED = `${GROUP}/managed`;

/** How many Applications the status names. */
const NAMED = 5;

/**
 * Counts the Applications that are left on a cluster that drains, in the status, and says in condition
 * `Drained` whether it is. They are read while it drains only, and not before the Secret has lost its
 * label: an ApplicationSet could make more until then, and none would look like drained.
 *
 * The condition is always there: Crossplane keeps one that no function repeats.
 *
 * @see https://github.com/crossplane-contrib/function-go-templating
 */
export function drainStep({ clusterLabel }: ArgoCdOnAws): Step {
  return step('drain', {
    function: 'function-go-templating',
    composes: false,
    reads: [APPLICATION],
    input: {
      apiVersion: 'gotemplating.fn.crossplane.io/v1beta1',
      kind: 'GoTemplate',
      source: 'Inline',
      inline: { template: `${template(clusterLabel).join('\n')}\n` },
    },
  });
}

/** @throws {AwsSettingError} for a key that labels cannot have. */
export function checkClusterLabel({ clusterLabel: key }: ArgoCdOnAws): void {
  const isKey = key === undefined || LABEL_KEY.test(key);
  const hint = "write a key such as 'acme.io/cluster'";
  checkSetting(isKey, `argocd.clusterLabel is '${key ?? ''}', no key of a label`, hint);
}

const LABEL_KEY =
  /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

function template(clusterLabel: string | undefined): readonly string[] {
  const { apiVersion, kind } = clusterVending.v1alpha1.GVK;
  const xr = [`apiVersion: ${apiVersion}`, `kind: ${kind}`];
  const selector =
    clusterLabel === undefined ? 'dict' : `dict ${JSON.stringify(clusterLabel)} $name`;
  return [
    '{{- $xr := .observed.composite.resource }}',
    '{{- $name := $xr.metadata.name }}',
    '{{- $secret := dig "resources" ' + JSON.stringify(SECRET) + ' "resource" (dict) .observed }}',
    `{{- $managed := dig "metadata" "labels" ${JSON.stringify(MANAGED)} "" $secret }}`,
    '{{- $drains := dig "spec" "drain" false $xr }}',
    '{{- $asks := and $drains (ne $managed "true") }}',
    '{{- $knows := and $asks (hasKey (.requiredResources | default dict) "applications") }}',
    // The API server's address as Argo CD compares it, and as it once was: a Secret may still have that.
    '{{- $server := dig "status" "endpoint" "" $xr | trimAll "/" }}',
    '{{- $left := list }}',
    '{{- if $knows }}',
    '{{- range (dig "applications" "items" (list) .requiredResources) }}',
    '{{- $to := dig "spec" "destination" (dict) .resource }}',
    '{{- $at := dig "server" "" $to | trimAll "/" }}',
    '{{- if or (eq (dig "name" "" $to) $name) (and $at (eq $at $server)) }}',
    '{{- $left = append $left (printf "%s/%s" .resource.metadata.namespace .resource.metadata.name) }}',
    '{{- end }}',
    '{{- end }}',
    '{{- end }}',
    '{{- $count := len $left }}',
    `{{- $first := slice (sortAlpha $left) 0 (min $count ${NAMED} | int) }}`,
    '{{- if $asks }}',
    '---',
    'apiVersion: meta.gotemplating.fn.crossplane.io/v1alpha1',
    'kind: ExtraResources',
    'requirements:',
    '  applications:',
    `    apiVersion: ${APPLICATION.apiVersion}`,
    `    kind: ${APPLICATION.kind}`,
    `    matchLabels: {{ ${selector} | toJson }}`,
    '{{- end }}',
    '{{- if $knows }}',
    '---',
    ...xr,
    'status:',
    '  drain:',
    '    applications: {{ $count }}',
    '    waitingFor: {{ $first | default list | toJson }}',
    '{{- with $xr.metadata.generation }}',
    '    observedGeneration: {{ int64 . }}',
    '{{- end }}',
    '{{- end }}',
    // The function forgets what others said of the readiness of the XR.
    '{{- if eq (dig "composite" "ready" "" .desired) "READY_FALSE" }}',
    '---',
    ...xr,
    'metadata: { annotations: { gotemplating.fn.crossplane.io/ready: "False" } }',
    '{{- end }}',
    '---',
    'apiVersion: meta.gotemplating.fn.crossplane.io/v1alpha1',
    'kind: ClaimConditions',
    'conditions:',
    '- type: Drained',
    '{{- if not $drains }}',
    '  status: "False"',
    '  reason: NotDraining',
    '{{- else if not $asks }}',
    '  status: "False"',
    '  reason: Announcing',
    `  message: the label ${MANAGED} of the Secret is about to become false`,
    '{{- else if not $knows }}',
    '  status: "False"',
    '  reason: Counting',
    '{{- else if $left }}',
    '  status: "False"',
    '  reason: ApplicationsLeft',
    `  message: {{ printf "%d left: %s%s" $count (join ", " $first) (ternary ", …" "" (gt $count ${NAMED})) | toJson }}`,
    '{{- else }}',
    '  status: "True"',
    '  reason: NoApplicationLeft',
    '{{- end }}',
  ];
}
