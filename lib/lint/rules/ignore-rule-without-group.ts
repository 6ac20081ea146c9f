import { nearest } from '../../core';
import { applicationSpecs } from '../applications';
import { formatRule } from '../ignore-rules';
import { rule } from '../rule';

/** The kinds of the core group: for any other, a rule needs its group. */
const CORE =
  'ConfigMap Endpoints Event LimitRange Namespace Node PersistentVolume PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount'.split(
    ' ',
  );

const GROUPS: Readonly<Record<string, string>> = {
  DaemonSet: 'apps',
  Deployment: 'apps',
  ReplicaSet: 'apps',
  StatefulSet: 'apps',
  HorizontalPodAutoscaler: 'autoscaling',
  Job: 'batch',
  CronJob: 'batch',
  Ingress: 'networking.k8s.io',
  MutatingWebhookConfiguration: 'admissionregistration.k8s.io',
  ValidatingWebhookConfiguration: 'admissionregistration.k8s.io',
  CustomResourceDefinition: 'apiextensions.k8s.io',
  ClusterRole: 'rbac.authorization.k8s.io',
  Rollout: 'argoproj.io',
  ExternalSecret: 'external-secrets.io',
};

export const ignoreRuleWithoutGroup = rule({
  id: 'ignore-rule-without-group',
  category: 'drift',
  number: 'DRIFT006',
  severity: 'error',
  summary: 'A rule of ignoreDifferences names the group of its kind: without, it means core kinds.',
  hint: 'write the group of the kind',
  source: 'https://github.com/argoproj/argo-cd/issues/28590',

  *check(_set, context) {
    for (const { at, ignoreRules } of applicationSpecs(context)) {
      for (const rule of ignoreRules) {
        const { group, kind, pointer } = rule;
        if (group || kind === '' || kind.includes('*') || CORE.includes(kind)) continue;
        const known = GROUPS[kind] ?? GROUPS[nearest(kind, Object.keys(GROUPS)) ?? ''];
        yield {
          at,
          pointer,
          message: `is for ${formatRule(rule)} of the core group, which has none, so it matches nothing`,
          ...(known !== undefined && {
            hint: `write 'group: ${known}'`,
            fixes: [
              { at, edits: [{ do: 'set' as const, pointer: `${pointer}/group`, value: known }] },
            ],
          }),
        };
      }
    }
  },
});
