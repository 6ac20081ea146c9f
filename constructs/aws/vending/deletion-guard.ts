import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterVending } from './schema';

const { plural, group } = clusterVending.composite;

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
        validations: [
          {
            expression: 'has(oldObject.spec.drain) && oldObject.spec.drain',
            message:
              'this cluster is not drained: set spec.drain to true, and delete it once its Applications are gone',
          },
        ],
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
