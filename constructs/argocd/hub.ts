import { ApiObject, Chart, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkId, checkNotNested } from '../artifact/checks';
import { register } from '../artifact/delivery';
import { bearWitness } from '../deployable';
import { Bootstrap } from './bootstrap';
import { clashesOf } from './hub-clashes';
import { checkDelivery, type HubDelivery } from './hub-delivery';
import { derivedProject } from './hub-project';
import { HubRepositories } from './hub-repositories';

export interface HubProps {
  /** How its YAML gets to Argo CD: `git({ … })` or `oci({ … })`. */
  readonly deliver: HubDelivery;
  /** The namespace that Argo CD runs in and reads its objects from; default `argocd`. */
  readonly namespace?: string;
  /**
   * URLs of the clusters that its templated destinations may be, for the derived project. Default any
   * server: a generator does not say at synth which clusters there are.
   */
  readonly servers?: readonly string[];
}

/**
 * The objects that the cluster with Argo CD in it needs: ApplicationSets, Applications, and derived
 * from them an AppProject that allows exactly what they use, and a repository Secret of type `oci`
 * for each artifact they deploy. Written to `<outdir>/<id>/`.
 *
 * What has to be there before Argo CD can read the rest stands in `<outdir>/bootstrap.k8s.yaml`, the
 * only file that is ever applied by hand.
 */
export class Hub extends Chart {
  /** Name of the derived AppProject, which is also the hub's id. */
  readonly project: string;

  constructor(scope: Construct, id: string, props: HubProps) {
    const { deliver, namespace = 'argocd', servers } = props;
    checkId(scope, id);
    checkNotNested(scope, id);
    checkDelivery(id, deliver);
    super(scope, id, { namespace });
    this.project = id;
    register({
      name: id,
      kind: 'hub',
      construct: this,
      parts: [{ root: this, folder: '' }],
      adopted: [],
      repository: deliver.kind === 'oci' ? deliver.repository : undefined,
      ...(deliver.kind === 'oci' && { tag: deliver.tag }),
      files: () => [],
    });
    const spec = Lazy.any({ produce: () => derivedProject(this, servers) });
    new ApiObject(this, 'Project', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: id },
      spec,
    });
    Bootstrap.for(this).add(this, deliver, spec);
    bearWitness(this, new HubRepositories(this));
    this.node.addValidation({ validate: () => clashesOf(this) });
  }
}
