import type { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { Composition as CompositionObject, type CompositionSpec } from '../../imports/crossplane';
import type { Compose, Composed, Composite } from './compose';
import { ComposedKinds } from './composed-kinds';
import { registerComposition } from './derived/compositions';
import { checkInstalled } from './derived/installed';
import { atConstruct } from './errors';
import { packageAround, packagedFunctions } from './packages/package-content';
import { assemble, judgesItself, type FunctionNames } from './pipeline/assemble';
import { sequencerInput, type SequencingOptions } from './pipeline/sequence';
import type { Step } from './pipeline/step';
import { hasLegacyUsages } from './protection/in-use';
import { compile, runCompose } from './run-compose';

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
  /** Steps of other functions in front of function-patch-and-transform. Default: none. */
  readonly before?: readonly Step[];
  /** Steps behind it, in front of function-auto-ready. Default: none. */
  readonly after?: readonly Step[];
  /**
   * Steps at the very end, which compose nothing: what they are handed or put into the context reaches
   * no other function. Default: none.
   */
  readonly last?: readonly Step[];
  /** How what is ordered by `after` and `sequence` comes and goes. Default: it comes in order. */
  readonly sequencing?: SequencingOptions;
  /**
   * Where connection Secrets of XRs that are in no namespace go, and those of what they compose.
   * Default: the XR says where; a cluster-scoped XR with a connection needs one.
   */
  readonly connectionNamespace?: string;
  readonly functions?: FunctionNames;
}

class CompositionOf extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: CompositionProps<Composite, unknown>) {
    super(scope, id);
    this.name = props.metadata?.name ?? id;
    atConstruct(this.node.path, () => {
      this.#compose(props);
    });
  }

  #compose(props: CompositionProps<Composite, unknown>): void {
    const {
      composite,
      metadata,
      functions = {},
      before = [],
      after = [],
      last = [],
      sequencing = {},
      connectionNamespace,
    } = props;
    const where = `composition '${this.name}'`;
    const parts = runCompose(
      composite,
      props.compose as unknown as Untyped,
      connectionNamespace,
      where,
      hasLegacyUsages(this),
    );
    const { entries, sequences } = parts;
    const legacy = composite.composite.scope === 'LegacyCluster';
    const alone = judgesItself(entries, after, where);
    const compiled = compile(parts, composite, alone, where);
    const { patchAndTransform, environmentConfigs, status, reads: waits } = compiled;
    const pipeline = assemble(
      {
        patchAndTransform,
        environmentConfigs,
        status,
        ...(sequences.length > 0 && {
          sequencer: sequencerInput(sequences, waits, sequencing, legacy, where),
        }),
        before,
        after,
        last,
        functions: { ...(packageAround(this) && packagedFunctions), ...functions },
        judgesItself: alone,
      },
      where,
    ) as CompositionSpec['pipeline'];
    new CompositionObject(this, 'Resource', {
      metadata: { ...metadata, name: this.name },
      spec: {
        compositeTypeRef: { apiVersion: composite.GVK.apiVersion, kind: composite.GVK.kind },
        mode: 'Pipeline',
        pipeline,
        ...(legacy &&
          connectionNamespace !== undefined && {
            writeConnectionSecretsToNamespace: connectionNamespace,
          }),
      },
    });
    const kinds = entries.map(({ kind }) => kind);
    const reads = [...before, ...after, ...last].flatMap((step) => step.reads);
    ComposedKinds.allow(this, { composed: kinds, read: reads }, this.name);
    const names = (pipeline ?? []).map(({ functionRef }) => functionRef.name);
    const facts = { name: this.name, construct: this, kinds, functions: [...new Set(names)] };
    registerComposition(facts);
    this.node.addValidation({ validate: () => checkInstalled(this, facts) });
  }
}

/**
 * A composition of function-patch-and-transform and function-auto-ready, written as one function
 * over references. A reference in a base becomes a patch, `format` a combine, `map` a transform.
 *
 * Kinds that Crossplane may not touch by itself get a ClusterRole that is aggregated to it.
 *
 * @see https://docs.crossplane.io/latest/composition/compositions/
 */
export interface Composition extends Construct {
  /** `metadata.name`, for {@link CompositeResourceDefinitionProps.defaultComposition}. */
  readonly name: string;
}

/** What types the arguments; the construct that they make has none, so anyone can export one. */
interface CompositionClass {
  new <C extends Composite, const R extends Composed<C>>(
    scope: Construct,
    id: string,
    props: CompositionProps<C, R>,
  ): Composition;
}

export const Composition = CompositionOf as unknown as CompositionClass;
Object.defineProperty(Composition, 'name', { value: 'Composition' });

type Untyped = Parameters<typeof runCompose>[1];
