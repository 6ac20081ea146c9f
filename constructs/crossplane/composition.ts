import type { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { Composition as CompositionObject } from '../../imports/crossplane';
import type { Compose, Composed, Composite } from './compose';
import { ComposedKinds } from './composed-kinds';
import { runCompose } from './run-compose';

export interface CompositionProps<C extends Composite, R> {
  /** The version to compose for, which must be the referenceable one: `PostgresDatabase.v1alpha1`. */
  readonly composite: C;
  /**
   * Default of `name`: the id. Every label and annotation enters the revision's hash: a value that
   * changes rolls every XR, so nothing is added here.
   */
  readonly metadata?: ApiObjectMetadata;
  /** Adds the resources and returns what goes to the status and the connection Secret. */
  readonly compose: Compose<C, R>;
  readonly functions?: FunctionNames;
}

/** `metadata.name` of the installed functions. */
export interface FunctionNames {
  /** Default: `function-patch-and-transform`. */
  readonly patchAndTransform?: string;
  /** Default: `function-auto-ready`. */
  readonly autoReady?: string;
}

/**
 * A composition of function-patch-and-transform and function-auto-ready, written as one function
 * over references. A reference in a base becomes a patch, `format` a combine, `map` a transform.
 *
 * Kinds that Crossplane may not touch by itself get a ClusterRole that is aggregated to it.
 *
 * @see https://docs.crossplane.io/latest/composition/compositions/
 */
export class Composition<
  C extends Composite = Composite,
  const R extends Composed<C> = Composed<C>,
> extends Construct {
  /** `metadata.name`, for {@link CompositeResourceDefinitionProps.defaultComposition}. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: CompositionProps<C, R>) {
    super(scope, id);
    const { composite, metadata, functions = {} } = props;
    this.name = metadata?.name ?? id;
    const where = `composition '${this.name}'`;
    const { input, entries } = runCompose(composite, props.compose as unknown as Untyped, where);
    new CompositionObject(this, 'Resource', {
      metadata: { ...metadata, name: this.name },
      spec: {
        compositeTypeRef: { apiVersion: composite.GVK.apiVersion, kind: composite.GVK.kind },
        mode: 'Pipeline',
        pipeline: [
          {
            step: 'patch-and-transform',
            functionRef: { name: functions.patchAndTransform ?? 'function-patch-and-transform' },
            input,
          },
          {
            step: 'auto-ready',
            functionRef: { name: functions.autoReady ?? 'function-auto-ready' },
          },
        ],
      },
    });
    ComposedKinds.allow(
      this,
      entries.map(({ kind }) => kind),
      this.name,
    );
  }
}

type Untyped = Parameters<typeof runCompose>[1];
