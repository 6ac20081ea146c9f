import { App, Chart } from 'cdk8s';
import {
  AwsSettingError,
  Bucket,
  BUCKET_STAGES,
  ClusterVending,
  EksCluster,
  EncryptionKey,
  Network,
  NetworkError,
} from '../../../constructs/aws';
import { withStages } from '../../../constructs/aws/check-settings';

/* What a program without types says, and AWS would refuse late, or take for something else. */

type Composing = { composition(scope: Chart, id: string, props: never): unknown };
const region = 'eu-west-1';
const argocd = { roleArns: ['arn:aws:iam::111122223333:role/argocd'] };

function compose(kind: Composing, props: object): () => unknown {
  return () => kind.composition(new Chart(new App({ outdir: 'unused' }), 'c'), 'x', props as never);
}

it.each(
  (
    [
      [ClusterVending, { region, argocd: { roleArn: 'x' } }, 'argocd.roleArns names no role'],
      [ClusterVending, { region, argocd: { roleArns: [] } }, 'argocd.roleArns names no role'],
      [
        ClusterVending,
        { region, argocd: { roleArns: ['argocd'] } },
        "argocd.roleArns has 'argocd', no ARN of a role",
      ],
      [
        ClusterVending,
        { region, argocd: { ...argocd, clusterLabel: 'a b' } },
        "argocd.clusterLabel is 'a b', no key of a label",
      ],
      [
        EksCluster,
        { region, stages: { dev: { minNodes: 5, maxNodes: 2 } } },
        'stages.dev has 5 nodes at least, and 2 at most',
      ],
      [EksCluster, { region, stages: { prod: {} } }, "stages has 'prod'"],
      [Bucket, { region, stages: { production1: {} } }, "stages has 'production1'"],
      [Bucket, { region, namePrefix: 'Acme_Corp' }, "namePrefix is 'Acme_Corp'"],
      [Bucket, { region, namePrefix: 'a'.repeat(27) }, 'which S3 refuses in front of a uid'],
      [EncryptionKey, { region, policy: { accountId: '1111' } }, "policy.accountId is '1111'"],
    ] as const
  ).map(([kind, props, message]) => ({ title: `${kind.name}: ${message}`, kind, props, message })),
)('$title is refused', ({ kind, props, message }) => {
  expect(compose(kind, props)).toThrow(AwsSettingError);
  expect(compose(kind, props)).toThrow(message);
});

it('a network refuses zones that are no list', () => {
  const made = compose(Network, { environment: 'dev', region, zones: 'eu-west-1a' });
  expect(made).toThrow(NetworkError);
  expect(made).toThrow("has the zones 'eu-west-1a', no list");
});

it.each(
  (
    [
      [ClusterVending, { region, argocd: { ...argocd, clusterLabel: 'acme.io/cluster' } }],
      [ClusterVending, { region, argocd: { roleArns: ['arn:aws-cn:iam::111122223333:role/a/b'] } }],
      [EksCluster, { region, stages: { dev: { minNodes: 2, maxNodes: 2 } } }],
      [Bucket, { region, namePrefix: 'a'.repeat(26), stages: { dev: { noncurrentDays: 1 } } }],
    ] as const
  ).map(([kind, props]) => ({ title: `${kind.name} with ${JSON.stringify(props)}`, kind, props })),
)('$title is taken', ({ kind, props }) => {
  expect(compose(kind, props)).not.toThrow();
});

it('a stage that was not named keeps its defaults', () => {
  const stages = withStages(BUCKET_STAGES, { dev: { noncurrentDays: 1 } });
  expect(stages).toEqual({ ...BUCKET_STAGES, dev: { noncurrentDays: 1 } });
});
