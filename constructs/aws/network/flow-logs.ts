import { Group } from '../../../imports/aws/cloudwatchlogs';
import * as ec2 from '../../../imports/aws/ec2';
import * as iam from '../../../imports/aws/iam';
import { format, formatJson } from '../../crossplane';
import { partOf, specOf, type NetworkScope } from './scope';
import { own, part } from '../parts';
import { tagsOf } from '../shared';

/** Records who talks to whom, accepted and rejected. */
export function addFlowLogs(scope: NetworkScope): void {
  const { flowLogs = 'CloudWatch' } = scope.props;
  const common = { vpcIdSelector: own(), trafficType: 'ALL', maxAggregationInterval: 60 };
  const add = (destination: object) =>
    scope.add('flow-logs', ec2.FlowLog, {
      spec: specOf(scope, 'flow-logs', { ...common, ...destination }),
    });
  if (flowLogs !== 'CloudWatch') {
    add({ logDestinationType: 's3', logDestination: flowLogs.bucketArn });
    return;
  }
  addGroup(scope);
  add({
    logDestinationType: 'cloud-watch-logs',
    logDestinationSelector: own('flow-log-group'),
    iamRoleArnSelector: own('flow-log-role'),
  });
}

function addGroup(scope: NetworkScope): void {
  const { xr, add, props, stage } = scope;
  const { region, partition = 'aws', tags } = props;
  const name = format`/aws/vpc-flow-logs/${xr.metadata.uid}`;
  add('flow-log-group', Group, {
    metadata: { ...part('flow-log-group'), annotations: { 'crossplane.io/external-name': name } },
    spec: specOf(scope, 'flow-logs', { retentionInDays: stage.flowLogDays }),
  });
  add('flow-log-role', iam.Role, {
    metadata: part('flow-log-role'),
    spec: {
      ...partOf(scope),
      forProvider: {
        description: format`Flow logs of Network ${xr.metadata.namespace}/${xr.metadata.name}`,
        assumeRolePolicy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        }),
        tags: tagsOf(xr, tags),
      },
    },
  });
  add('flow-log-policy', iam.RolePolicy, {
    spec: {
      ...partOf(scope),
      forProvider: {
        roleSelector: own('flow-log-role'),
        policy: formatJson({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: [
                'logs:CreateLogStream',
                'logs:DescribeLogGroups',
                'logs:DescribeLogStreams',
                'logs:PutLogEvents',
              ],
              Resource: [
                format`arn:${partition}:logs:${region}:*:log-group:${name}`,
                format`arn:${partition}:logs:${region}:*:log-group:${name}:*`,
              ],
            },
          ],
        }),
      },
    },
  });
}
