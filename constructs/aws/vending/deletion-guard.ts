import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { GROUP } from '../shared';
import { clusterVending } from './schema';

const { plural, group } = clusterVending.composite;

/** Annotation with the name of the XR as its value: it is deleted whatever is left on the cluster. */
const ABANDON = `${GROUP}/abandon`;

/**
 * Whether it was drained as it is now: what was counted before the XR was changed does not count, since
 * it may have been in the fleet again. Or somebody takes it upon himself, where no count can be had.
 */
const DRAINED = [
  '(has(oldObject.spec.drain) && oldObject.spec.drain',
  '&& has(oldObject.status) && has(oldObject.status.drain) && oldObject.status.drain.applications == 0',
  '&& has(oldObject.status.drain.observedGeneration)',
  '&& oldObject.status.drain.observedGeneration == oldObject.metadata.generation',
  '&& has(oldObject.status.conditions)',
  "&& oldObject.status.conditions.exists(c, c.type == 'Drained' && c.status == 'True'))",
  `|| (has(oldObject.metadata.annotations) && '${ABANDON}' in oldObject.metadata.annotations`,
  `&& oldObject.metadata.annotations['${ABANDON}'] == oldObject.metadata.name)`,
].join(' ');

const REFUSAL =
  'this cluster is not drained: set spec.drain to true, and delete it once its condition Drained is True (kubectl wait --for=condition=Drained)';

/**
 * Lets the API server refuse to delete a cluster that is not drained: Argo CD would forget the
 * Applications whose cluster is gone, and load balancers and volumes would stay behind and be paid for.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export class DeletionGuard extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const name = `drained-before-deletion.${plural}.${group}`;
    const v1 = 'admissionregistration.k8s.io/v1';
    new ApiObject(this, 'Policy', {
      apiVersion: v1,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            { apiGroups: [group], apiVersions: ['*'], operations: ['DELETE'], resources: [plural] },
          ],
        },
        validations: [{ expression: DRAINED, message: REFUSAL }],
      },
    });
    new ApiObject(this, 'Binding', {
      apiVersion: v1,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: { policyName: name, validationActions: ['Deny'] },
    });
  }
}
