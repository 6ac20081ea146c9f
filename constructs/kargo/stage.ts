import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { Stage as Upstream, type StageSpec } from '../../imports/kargo';
import { checkDuration, checkName, fieldsOf, listOf } from './checks';
import { KargoError } from './errors';
import type { Project } from './project';
import type { Step } from './steps';
import type { Warehouse } from './warehouse';

/** What a stage takes, and from where: at once from the warehouse, or what other stages have verified. */
export interface RequestedFreight {
  readonly origin: Warehouse;
  readonly sources:
    | { readonly direct: true; readonly stages?: undefined }
    | {
        readonly stages: readonly [Stage, ...Stage[]];
        readonly direct?: false;
        /** How long it must have been there: `1h`. Default not at all. */
        readonly requiredSoakTime?: string;
        /** In one of the stages, or in all; default OneOf. */
        readonly availabilityStrategy?: 'All' | 'OneOf';
        readonly autoPromotionOptions?: {
          /** MatchUpstream: of one stage alone. Default NewestFreight. */
          readonly selectionPolicy?: 'NewestFreight' | 'MatchUpstream';
        };
      };
}

/** Upstream's spec, beside the object's name and metadata. */
export interface StageProps extends Omit<StageSpec, 'requestedFreight' | 'promotionTemplate'> {
  /** Name of the object. Default: the construct's id. */
  readonly name?: string;
  /** Whose namespace it is in; default the chart's. */
  readonly project?: Project;
  /** Labels, annotations, namespace. Default none. */
  readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
  readonly requestedFreight: readonly [RequestedFreight, ...RequestedFreight[]];
  /** What a promotion does; without steps, the stage only hands freight on. */
  readonly promotionTemplate?: {
    readonly spec: {
      readonly vars?: readonly { readonly name: string; readonly value: string }[];
      readonly steps: readonly Step[];
    };
  };
}

/**
 * A Kargo Stage. {@link promoteRing} gives steps that pin a ring of `releases.yaml`.
 *
 * @see https://docs.kargo.io/user-guide/how-to-guides/working-with-stages
 */
export class Stage extends Upstream {
  declare readonly kind: 'Stage';

  /**
   * @throws {KargoError} `KARGO_STAGE_INVALID`, `KARGO_DURATION_INVALID`, `KARGO_NAME_INVALID` for what
   *   Kargo refuses; most of it does not compile.
   */
  constructor(scope: Construct, id: string, props: StageProps) {
    const { name = id, project, metadata, requestedFreight, ...rest } = props;
    const place = `Stage '${name}'`;
    checkName(place, name);
    const requests = listOf(requestedFreight);
    if (requests.length === 0) refuse(place, 'requests no freight', 'write requestedFreight');
    const written = requests.map((one) => requestOf(one as RequestedFreight, name, place));
    const origins = written.map(({ origin }) => origin.name);
    const twice = origins.find((origin, index) => origins.indexOf(origin) !== index);
    if (twice !== undefined) {
      refuse(place, `requests freight of '${twice}' twice`, 'put its sources together');
    }
    checkSteps(place, rest.promotionTemplate);
    super(scope, id, {
      metadata: { ...(project && { namespace: project.name }), ...metadata, name },
      spec: { ...rest, requestedFreight: written } as unknown as StageSpec,
    });
  }
}

function requestOf({ origin, sources }: RequestedFreight, name: string, place: string) {
  const { direct, stages } = fieldsOf(sources);
  const names = listOf(stages).map((one) => String(fieldsOf(one)['name']));
  if (direct !== true && names.length === 0) {
    refuse(place, 'requests freight from nowhere', 'write sources: { direct: true }, or stages');
  }
  if (names.includes(name)) refuse(place, 'waits for itself', 'leave it out of sources.stages');
  const { requiredSoakTime, autoPromotionOptions } = fieldsOf(sources);
  checkDuration(place, 'requiredSoakTime', requiredSoakTime);
  const { selectionPolicy } = fieldsOf(autoPromotionOptions);
  if (selectionPolicy === 'MatchUpstream' && (direct === true || names.length !== 1)) {
    refuse(place, 'matches upstream, but has not exactly one stage before it', 'name one stage');
  }
  return {
    origin: { kind: 'Warehouse', name: origin.name },
    sources: { ...sources, ...(names.length > 0 && { stages: names }) },
  };
}

function checkSteps(place: string, template: unknown): void {
  const { spec } = fieldsOf(template);
  const { steps } = fieldsOf(spec);
  if (template !== undefined && listOf(steps).length === 0) {
    refuse(place, 'has a promotionTemplate without steps', 'write steps, or leave it out');
  }
  const aliases = new Set<string>();
  for (const step of listOf(steps)) {
    const { uses, task, as, retry, continueOnError, config } = fieldsOf(step);
    if ((uses === undefined) === (task === undefined)) {
      refuse(place, 'has a step that has not exactly one of uses and task', 'keep one of the two');
    }
    if (task !== undefined && (retry ?? continueOnError ?? config) !== undefined) {
      refuse(place, 'has a task with config, retry or continueOnError', 'leave them out');
    }
    if (typeof as !== 'string') continue;
    if (/^(step|task)-\d+$/.test(as)) refuse(place, `calls a step '${as}'`, 'choose another name');
    if (aliases.has(as)) refuse(place, `has two steps '${as}'`, 'give one of them another name');
    aliases.add(as);
  }
}

function refuse(place: string, problem: string, hint: string): never {
  throw new KargoError('KARGO_STAGE_INVALID', `${place} ${problem}`, hint);
}
