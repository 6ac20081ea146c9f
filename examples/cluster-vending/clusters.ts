import { ClusterVending } from 'cdk8s-gitops';
import type { Construct } from 'constructs';

interface ClusterFacts {
  readonly cidr: string;
  readonly version: string;
  readonly size?: 'small' | 'medium' | 'large';
  /** To be said, until the XR has the condition `Drained`, before the line is taken out. */
  readonly drain?: boolean;
}

/** The fleet: a line is a cluster. */
const CLUSTERS: Readonly<Record<string, ClusterFacts>> = {
  'eu-1': { cidr: '10.12.0.0/16', version: '1.34', size: 'medium' },
  'eu-2': { cidr: '10.13.0.0/16', version: '1.34' },
};

export function clusterFleet(scope: Construct, changes: Partial<typeof CLUSTERS> = {}): void {
  for (const [name, facts] of Object.entries(CLUSTERS)) {
    const spec = { environment: 'production', ...facts, ...changes[name] } as const;
    new ClusterVending(scope, name, { spec });
  }
}
