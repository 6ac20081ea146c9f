import services from './data/services.json';

/** An entry of data/services.json: adding a service touches that file only. */
export interface Service {
  readonly name: string;
  readonly image: string;
  /** Pods in production, where nothing scales them; default 2. */
  readonly replicas?: number;
  readonly autoscale?: {
    readonly minReplicas: number;
    readonly maxReplicas: number;
    readonly cpuUtilization?: number;
  };
  /** Size of its PostgreSQL database; default none. */
  readonly database?: 'small' | 'medium' | 'large';
  /** Whether it has an S3 bucket. */
  readonly bucket?: boolean;
  /** Keys of `core-system/<name>` in the secret store. */
  readonly secrets?: readonly string[];
}

export const allServices = services as readonly Service[];
