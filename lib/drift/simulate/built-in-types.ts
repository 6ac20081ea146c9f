/**
 * The kinds of Kubernetes 1.36 whose Go structs are known here, each with its struct. Facts read from
 * k8s.io/api and from the schemas of its apply configurations.
 */
export const KINDS = `
admissionregistration.k8s.io/v1/MutatingWebhookConfiguration MutatingWebhookConfiguration
admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration ValidatingWebhookConfiguration
apps/v1/DaemonSet DaemonSet
apps/v1/Deployment Deployment
apps/v1/ReplicaSet ReplicaSet
apps/v1/StatefulSet StatefulSet
autoscaling/v1/HorizontalPodAutoscaler V1HorizontalPodAutoscaler
autoscaling/v2/HorizontalPodAutoscaler HorizontalPodAutoscaler
batch/v1/CronJob CronJob
batch/v1/Job Job
networking.k8s.io/v1/Ingress Ingress
networking.k8s.io/v1/IngressClass IngressClass
networking.k8s.io/v1/NetworkPolicy NetworkPolicy
policy/v1/PodDisruptionBudget PodDisruptionBudget
rbac.authorization.k8s.io/v1/ClusterRole ClusterRole
rbac.authorization.k8s.io/v1/ClusterRoleBinding ClusterRoleBinding
rbac.authorization.k8s.io/v1/Role Role
rbac.authorization.k8s.io/v1/RoleBinding RoleBinding
scheduling.k8s.io/v1/PriorityClass PriorityClass
storage.k8s.io/v1/StorageClass StorageClass
v1/ConfigMap ConfigMap
v1/LimitRange LimitRange
v1/Namespace Namespace
v1/PersistentVolume PersistentVolume
v1/PersistentVolumeClaim PersistentVolumeClaim
v1/Pod Pod
v1/ReplicationController ReplicationController
v1/ResourceQuota ResourceQuota
v1/Secret Secret
v1/Service Service
v1/ServiceAccount ServiceAccount
`;

/**
 * The fields of each struct: `?` may be left out of the JSON, `*` a pointer, then the shape, as
 * `built-in.ts` reads it, the struct or shape of items, `@` what a strategic merge patch does, `%`
 * what server-side apply does.
 */
export const TYPES = `
AWSElasticBlockStoreVolumeSource: fsType ?s; partition ?n; readOnly ?b; volumeID s
Affinity: nodeAffinity ?*o NodeAffinity; podAffinity ?*o PodAffinity; podAntiAffinity ?*o PodAntiAffinity
AggregationRule: clusterRoleSelectors ?l LabelSelector
AppArmorProfile: localhostProfile ?*s; type s
AzureDiskVolumeSource: cachingMode ?*s; diskName s; diskURI s; fsType ?*s; kind ?*s; readOnly ?*b
AzureFilePersistentVolumeSource: readOnly ?b; secretName s; secretNamespace *s; shareName s
AzureFileVolumeSource: readOnly ?b; secretName s; shareName s
CSIPersistentVolumeSource: controllerExpandSecretRef ?*o SecretReference %atomic; controllerPublishSecretRef ?*o SecretReference %atomic; driver s; fsType ?s; nodeExpandSecretRef ?*o SecretReference %atomic; nodePublishSecretRef ?*o SecretReference %atomic; nodeStageSecretRef ?*o SecretReference %atomic; readOnly ?b; volumeAttributes ?m s; volumeHandle s
CSIVolumeSource: driver s; fsType ?*s; nodePublishSecretRef ?*o LocalObjectReference %atomic; readOnly ?*b; volumeAttributes ?m s
Capabilities: add ?l s; drop ?l s
CephFSPersistentVolumeSource: monitors l s; path ?s; readOnly ?b; secretFile ?s; secretRef ?*o SecretReference %atomic; user ?s
CephFSVolumeSource: monitors l s; path ?s; readOnly ?b; secretFile ?s; secretRef ?*o LocalObjectReference %atomic; user ?s
CinderPersistentVolumeSource: fsType ?s; readOnly ?b; secretRef ?*o SecretReference %atomic; volumeID s
CinderVolumeSource: fsType ?s; readOnly ?b; secretRef ?*o LocalObjectReference %atomic; volumeID s
ClientIPConfig: timeoutSeconds ?*n
ClusterRole: aggregationRule ?*o AggregationRule; apiVersion ?s; kind ?s; metadata ?o ObjectMeta; rules l PolicyRule
ClusterRoleBinding: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; roleRef o RoleRef %atomic; subjects ?l Subject
ClusterTrustBundleProjection: labelSelector ?*o LabelSelector %atomic; name ?*s; optional ?*b; path s; signerName ?*s
ConfigMap: apiVersion ?s; binaryData ?m y; data ?m s; immutable ?*b; kind ?s; metadata ?o ObjectMeta
ConfigMapEnvSource: name ?s; optional ?*b
ConfigMapKeySelector: key s; name ?s; optional ?*b
ConfigMapProjection: items ?l KeyToPath; name ?s; optional ?*b
ConfigMapVolumeSource: defaultMode ?*n; items ?l KeyToPath; name ?s; optional ?*b
Container: args ?l s; command ?l s; env ?l EnvVar @merge=name %name; envFrom ?l EnvFromSource; image ?s; imagePullPolicy ?s; lifecycle ?*o Lifecycle; livenessProbe ?*o Probe; name s; ports ?l ContainerPort @merge=containerPort %containerPort+protocol; readinessProbe ?*o Probe; resizePolicy ?l ContainerResizePolicy; resources ?o ResourceRequirements; restartPolicy ?*s; restartPolicyRules ?l ContainerRestartRule; securityContext ?*o SecurityContext; startupProbe ?*o Probe; stdin ?b; stdinOnce ?b; terminationMessagePath ?s; terminationMessagePolicy ?s; tty ?b; volumeDevices ?l VolumeDevice @merge=devicePath %devicePath; volumeMounts ?l VolumeMount @merge=mountPath %mountPath; workingDir ?s
ContainerPort: containerPort n; hostIP ?s; hostPort ?n; name ?s; protocol ?s
ContainerResizePolicy: resourceName s; restartPolicy s
ContainerResourceMetricSource: container s; name s; target o MetricTarget
ContainerRestartRule: action ?s; exitCodes ?*o ContainerRestartRuleOnExitCodes
ContainerRestartRuleOnExitCodes: operator ?s; values ?l n %set
CronJob: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o CronJobSpec; status ?a
CronJobSpec: concurrencyPolicy ?s; failedJobsHistoryLimit ?*n; jobTemplate o JobTemplateSpec; schedule s; startingDeadlineSeconds ?*n; successfulJobsHistoryLimit ?*n; suspend ?*b; timeZone ?*s
CrossVersionObjectReference: apiVersion ?s; kind s; name s
DaemonSet: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o DaemonSetSpec; status ?a
DaemonSetSpec: minReadySeconds ?n; revisionHistoryLimit ?*n; selector *o LabelSelector %atomic; template o PodTemplateSpec; updateStrategy ?o DaemonSetUpdateStrategy
DaemonSetUpdateStrategy: rollingUpdate ?*o RollingUpdateDaemonSet; type ?s
Deployment: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o DeploymentSpec; status ?a
DeploymentSpec: minReadySeconds ?n; paused ?b; progressDeadlineSeconds ?*n; replicas ?*n; revisionHistoryLimit ?*n; selector *o LabelSelector %atomic; strategy ?o DeploymentStrategy @retainKeys; template o PodTemplateSpec
DeploymentStrategy: rollingUpdate ?*o RollingUpdateDeployment; type ?s
DownwardAPIProjection: items ?l DownwardAPIVolumeFile
DownwardAPIVolumeFile: fieldRef ?*o ObjectFieldSelector %atomic; mode ?*n; path s; resourceFieldRef ?*o ResourceFieldSelector %atomic
DownwardAPIVolumeSource: defaultMode ?*n; items ?l DownwardAPIVolumeFile
EmptyDirVolumeSource: medium ?s; sizeLimit ?*q
EnvFromSource: configMapRef ?*o ConfigMapEnvSource; prefix ?s; secretRef ?*o SecretEnvSource
EnvVar: name s; value ?s; valueFrom ?*o EnvVarSource
EnvVarSource: configMapKeyRef ?*o ConfigMapKeySelector %atomic; fieldRef ?*o ObjectFieldSelector %atomic; fileKeyRef ?*o FileKeySelector %atomic; resourceFieldRef ?*o ResourceFieldSelector %atomic; secretKeyRef ?*o SecretKeySelector %atomic
EphemeralContainer: args ?l s; command ?l s; env ?l EnvVar @merge=name %name; envFrom ?l EnvFromSource; image ?s; imagePullPolicy ?s; lifecycle ?*o Lifecycle; livenessProbe ?*o Probe; name s; ports ?l ContainerPort @merge=containerPort %containerPort+protocol; readinessProbe ?*o Probe; resizePolicy ?l ContainerResizePolicy; resources ?o ResourceRequirements; restartPolicy ?*s; restartPolicyRules ?l ContainerRestartRule; securityContext ?*o SecurityContext; startupProbe ?*o Probe; stdin ?b; stdinOnce ?b; targetContainerName ?s; terminationMessagePath ?s; terminationMessagePolicy ?s; tty ?b; volumeDevices ?l VolumeDevice @merge=devicePath %devicePath; volumeMounts ?l VolumeMount @merge=mountPath %mountPath; workingDir ?s
EphemeralVolumeSource: volumeClaimTemplate ?*o PersistentVolumeClaimTemplate
ExecAction: command ?l s
ExternalMetricSource: metric o MetricIdentifier; target o MetricTarget
FCVolumeSource: fsType ?s; lun ?*n; readOnly ?b; targetWWNs ?l s; wwids ?l s
FileKeySelector: key s; optional ?*b; path s; volumeName s
FlexPersistentVolumeSource: driver s; fsType ?s; options ?m s; readOnly ?b; secretRef ?*o SecretReference %atomic
FlexVolumeSource: driver s; fsType ?s; options ?m s; readOnly ?b; secretRef ?*o LocalObjectReference %atomic
FlockerVolumeSource: datasetName ?s; datasetUUID ?s
GCEPersistentDiskVolumeSource: fsType ?s; partition ?n; pdName s; readOnly ?b
GRPCAction: port n; service *s
GitRepoVolumeSource: directory ?s; repository s; revision ?s
GlusterfsPersistentVolumeSource: endpoints s; endpointsNamespace ?*s; path s; readOnly ?b
GlusterfsVolumeSource: endpoints s; path s; readOnly ?b
HPAScalingPolicy: periodSeconds n; type s; value n
HPAScalingRules: policies ?l HPAScalingPolicy; selectPolicy ?*s; stabilizationWindowSeconds ?*n; tolerance ?*q
HTTPGetAction: host ?s; httpHeaders ?l HTTPHeader; path ?s; port i; scheme ?s
HTTPHeader: name s; value s
HTTPIngressPath: backend o IngressBackend; path ?s; pathType *s
HTTPIngressRuleValue: paths l HTTPIngressPath
HorizontalPodAutoscaler: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o HorizontalPodAutoscalerSpec; status ?a
HorizontalPodAutoscalerBehavior: scaleDown ?*o HPAScalingRules; scaleUp ?*o HPAScalingRules
HorizontalPodAutoscalerSpec: behavior ?*o HorizontalPodAutoscalerBehavior; maxReplicas n; metrics ?l MetricSpec; minReplicas ?*n; scaleTargetRef o CrossVersionObjectReference
HostAlias: hostnames ?l s; ip s
HostPathVolumeSource: path s; type ?*s
IPBlock: cidr s; except ?l s
ISCSIPersistentVolumeSource: chapAuthDiscovery ?b; chapAuthSession ?b; fsType ?s; initiatorName ?*s; iqn s; iscsiInterface ?s; lun n; portals ?l s; readOnly ?b; secretRef ?*o SecretReference %atomic; targetPortal s
ISCSIVolumeSource: chapAuthDiscovery ?b; chapAuthSession ?b; fsType ?s; initiatorName ?*s; iqn s; iscsiInterface ?s; lun n; portals ?l s; readOnly ?b; secretRef ?*o LocalObjectReference %atomic; targetPortal s
ImageVolumeSource: pullPolicy ?s; reference ?s
Ingress: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o IngressSpec; status ?a
IngressBackend: resource ?*o TypedLocalObjectReference %atomic; service ?*o IngressServiceBackend
IngressClass: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o IngressClassSpec
IngressClassParametersReference: apiGroup ?*s; kind s; name s; namespace ?*s; scope *s
IngressClassSpec: controller ?s; parameters ?*o IngressClassParametersReference
IngressRule: host ?s; http ?*o HTTPIngressRuleValue
IngressServiceBackend: name s; port ?o ServiceBackendPort %atomic
IngressSpec: defaultBackend ?*o IngressBackend; ingressClassName ?*s; rules ?l IngressRule; tls ?l IngressTLS
IngressTLS: hosts ?l s; secretName ?s
Job: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o JobSpec; status ?a
JobSpec: activeDeadlineSeconds ?*n; backoffLimit ?*n; backoffLimitPerIndex ?*n; completionMode ?*s; completions ?*n; managedBy ?*s; manualSelector ?*b; maxFailedIndexes ?*n; parallelism ?*n; podFailurePolicy ?*o PodFailurePolicy; podReplacementPolicy ?*s; selector ?*o LabelSelector %atomic; successPolicy ?*o SuccessPolicy; suspend ?*b; template o PodTemplateSpec; ttlSecondsAfterFinished ?*n
JobTemplateSpec: metadata ?o ObjectMeta; spec ?o JobSpec
KeyToPath: key s; mode ?*n; path s
LabelSelector: matchExpressions ?l LabelSelectorRequirement; matchLabels ?m s
LabelSelectorRequirement: key s; operator s; values ?l s
Lifecycle: postStart ?*o LifecycleHandler; preStop ?*o LifecycleHandler; stopSignal ?*s
LifecycleHandler: exec ?*o ExecAction; httpGet ?*o HTTPGetAction; sleep ?*o SleepAction; tcpSocket ?*o TCPSocketAction
LimitRange: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o LimitRangeSpec
LimitRangeItem: default ?m q; defaultRequest ?m q; max ?m q; maxLimitRequestRatio ?m q; min ?m q; type s
LimitRangeSpec: limits l LimitRangeItem
LocalObjectReference: name ?s
LocalVolumeSource: fsType ?*s; path s
ManagedFieldsEntry: apiVersion ?s; fieldsType ?s; fieldsV1 ?*a; manager ?s; operation ?s; subresource ?s; time ?*t
MatchCondition: expression s; name s
MetricIdentifier: name s; selector ?*o LabelSelector %atomic
MetricSpec: containerResource ?*o ContainerResourceMetricSource; external ?*o ExternalMetricSource; object ?*o ObjectMetricSource; pods ?*o PodsMetricSource; resource ?*o ResourceMetricSource; type s
MetricTarget: averageUtilization ?*n; averageValue ?*q; type s; value ?*q
MutatingWebhook: admissionReviewVersions l s; clientConfig o WebhookClientConfig; failurePolicy ?*s; matchConditions ?l MatchCondition @merge=name %name; matchPolicy ?*s; name s; namespaceSelector ?*o LabelSelector %atomic; objectSelector ?*o LabelSelector %atomic; reinvocationPolicy ?*s; rules ?l RuleWithOperations; sideEffects *s; timeoutSeconds ?*n
MutatingWebhookConfiguration: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; webhooks ?l MutatingWebhook @merge=name %name
NFSVolumeSource: path s; readOnly ?b; server s
Namespace: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o NamespaceSpec; status ?a
NamespaceSpec: finalizers ?l s
NetworkPolicy: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o NetworkPolicySpec
NetworkPolicyEgressRule: ports ?l NetworkPolicyPort; to ?l NetworkPolicyPeer
NetworkPolicyIngressRule: from ?l NetworkPolicyPeer; ports ?l NetworkPolicyPort
NetworkPolicyPeer: ipBlock ?*o IPBlock; namespaceSelector ?*o LabelSelector %atomic; podSelector ?*o LabelSelector %atomic
NetworkPolicyPort: endPort ?*n; port ?*i; protocol ?*s
NetworkPolicySpec: egress ?l NetworkPolicyEgressRule; ingress ?l NetworkPolicyIngressRule; podSelector o LabelSelector %atomic; policyTypes ?l s
NodeAffinity: preferredDuringSchedulingIgnoredDuringExecution ?l PreferredSchedulingTerm; requiredDuringSchedulingIgnoredDuringExecution ?*o NodeSelector %atomic
NodeSelector: nodeSelectorTerms l NodeSelectorTerm
NodeSelectorRequirement: key s; operator s; values ?l s
NodeSelectorTerm: matchExpressions ?l NodeSelectorRequirement; matchFields ?l NodeSelectorRequirement
ObjectFieldSelector: apiVersion ?s; fieldPath s
ObjectMeta: annotations ?m s; creationTimestamp ?t; deletionGracePeriodSeconds ?*n; deletionTimestamp ?*t; finalizers ?l s @merge %set; generateName ?s; generation ?n; labels ?m s; managedFields ?l ManagedFieldsEntry; name ?s; namespace ?s; ownerReferences ?l OwnerReference @merge=uid %uid; resourceVersion ?s; selfLink ?s; uid ?s
ObjectMetricSource: describedObject o CrossVersionObjectReference; metric o MetricIdentifier; target o MetricTarget
ObjectReference: apiVersion ?s; fieldPath ?s; kind ?s; name ?s; namespace ?s; resourceVersion ?s; uid ?s
OwnerReference: apiVersion s; blockOwnerDeletion ?*b; controller ?*b; kind s; name s; uid s
PersistentVolume: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o PersistentVolumeSpec; status ?a
PersistentVolumeClaim: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o PersistentVolumeClaimSpec; status ?a
PersistentVolumeClaimSpec: accessModes ?l s; dataSource ?*o TypedLocalObjectReference %atomic; dataSourceRef ?*o TypedObjectReference; resources ?o VolumeResourceRequirements; selector ?*o LabelSelector %atomic; storageClassName ?*s; volumeAttributesClassName ?*s; volumeMode ?*s; volumeName ?s
PersistentVolumeClaimTemplate: metadata ?o ObjectMeta; spec o PersistentVolumeClaimSpec
PersistentVolumeClaimVolumeSource: claimName s; readOnly ?b
PersistentVolumeSpec: accessModes ?l s; awsElasticBlockStore ?*o AWSElasticBlockStoreVolumeSource; azureDisk ?*o AzureDiskVolumeSource; azureFile ?*o AzureFilePersistentVolumeSource; capacity ?m q; cephfs ?*o CephFSPersistentVolumeSource; cinder ?*o CinderPersistentVolumeSource; claimRef ?*o ObjectReference; csi ?*o CSIPersistentVolumeSource; fc ?*o FCVolumeSource; flexVolume ?*o FlexPersistentVolumeSource; flocker ?*o FlockerVolumeSource; gcePersistentDisk ?*o GCEPersistentDiskVolumeSource; glusterfs ?*o GlusterfsPersistentVolumeSource; hostPath ?*o HostPathVolumeSource; iscsi ?*o ISCSIPersistentVolumeSource; local ?*o LocalVolumeSource; mountOptions ?l s; nfs ?*o NFSVolumeSource; nodeAffinity ?*o VolumeNodeAffinity; persistentVolumeReclaimPolicy ?s; photonPersistentDisk ?*o PhotonPersistentDiskVolumeSource; portworxVolume ?*o PortworxVolumeSource; quobyte ?*o QuobyteVolumeSource; rbd ?*o RBDPersistentVolumeSource; scaleIO ?*o ScaleIOPersistentVolumeSource; storageClassName ?s; storageos ?*o StorageOSPersistentVolumeSource; volumeAttributesClassName ?*s; volumeMode ?*s; vsphereVolume ?*o VsphereVirtualDiskVolumeSource
PhotonPersistentDiskVolumeSource: fsType ?s; pdID s
Pod: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o PodSpec; status ?a
PodAffinity: preferredDuringSchedulingIgnoredDuringExecution ?l WeightedPodAffinityTerm; requiredDuringSchedulingIgnoredDuringExecution ?l PodAffinityTerm
PodAffinityTerm: labelSelector ?*o LabelSelector %atomic; matchLabelKeys ?l s; mismatchLabelKeys ?l s; namespaceSelector ?*o LabelSelector %atomic; namespaces ?l s; topologyKey s
PodAntiAffinity: preferredDuringSchedulingIgnoredDuringExecution ?l WeightedPodAffinityTerm; requiredDuringSchedulingIgnoredDuringExecution ?l PodAffinityTerm
PodCertificateProjection: certificateChainPath ?s; credentialBundlePath ?s; keyPath ?s; keyType ?s; maxExpirationSeconds ?*n; signerName ?s; userAnnotations ?m s
PodDNSConfig: nameservers ?l s; options ?l PodDNSConfigOption; searches ?l s
PodDNSConfigOption: name ?s; value ?*s
PodDisruptionBudget: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o PodDisruptionBudgetSpec; status ?a
PodDisruptionBudgetSpec: maxUnavailable ?*i; minAvailable ?*i; selector ?*o LabelSelector @replace %atomic; unhealthyPodEvictionPolicy ?*s
PodFailurePolicy: rules l PodFailurePolicyRule
PodFailurePolicyOnExitCodesRequirement: containerName ?*s; operator s; values l n %set
PodFailurePolicyOnPodConditionsPattern: status s; type s
PodFailurePolicyRule: action s; onExitCodes ?*o PodFailurePolicyOnExitCodesRequirement; onPodConditions ?l PodFailurePolicyOnPodConditionsPattern
PodOS: name s
PodReadinessGate: conditionType s
PodResourceClaim: name s; resourceClaimName ?*s; resourceClaimTemplateName ?*s
PodSchedulingGate: name s
PodSchedulingGroup: podGroupName ?*s
PodSecurityContext: appArmorProfile ?*o AppArmorProfile; fsGroup ?*n; fsGroupChangePolicy ?*s; runAsGroup ?*n; runAsNonRoot ?*b; runAsUser ?*n; seLinuxChangePolicy ?*s; seLinuxOptions ?*o SELinuxOptions; seccompProfile ?*o SeccompProfile; supplementalGroups ?l n; supplementalGroupsPolicy ?*s; sysctls ?l Sysctl; windowsOptions ?*o WindowsSecurityContextOptions
PodSpec: activeDeadlineSeconds ?*n; affinity ?*o Affinity; automountServiceAccountToken ?*b; containers l Container @merge=name %name; dnsConfig ?*o PodDNSConfig; dnsPolicy ?s; enableServiceLinks ?*b; ephemeralContainers ?l EphemeralContainer @merge=name %name; hostAliases ?l HostAlias @merge=ip %ip; hostIPC ?b; hostNetwork ?b; hostPID ?b; hostUsers ?*b; hostname ?s; hostnameOverride ?*s; imagePullSecrets ?l LocalObjectReference @merge=name %name; initContainers ?l Container @merge=name %name; nodeName ?s; nodeSelector ?m s %atomic; os ?*o PodOS; overhead ?m q; preemptionPolicy ?*s; priority ?*n; priorityClassName ?s; readinessGates ?l PodReadinessGate; resourceClaims ?l PodResourceClaim @merge,retainKeys=name %name; resources ?*o ResourceRequirements; restartPolicy ?s; runtimeClassName ?*s; schedulerName ?s; schedulingGates ?l PodSchedulingGate @merge=name %name; schedulingGroup ?*o PodSchedulingGroup; securityContext ?*o PodSecurityContext; serviceAccount ?s; serviceAccountName ?s; setHostnameAsFQDN ?*b; shareProcessNamespace ?*b; subdomain ?s; terminationGracePeriodSeconds ?*n; tolerations ?l Toleration; topologySpreadConstraints ?l TopologySpreadConstraint @merge=topologyKey %topologyKey+whenUnsatisfiable; volumes ?l Volume @merge,retainKeys=name %name
PodTemplateSpec: metadata ?o ObjectMeta; spec ?o PodSpec
PodsMetricSource: metric o MetricIdentifier; target o MetricTarget
PolicyRule: apiGroups ?l s; nonResourceURLs ?l s; resourceNames ?l s; resources ?l s; verbs l s
PortworxVolumeSource: fsType ?s; readOnly ?b; volumeID s
PreferredSchedulingTerm: preference o NodeSelectorTerm %atomic; weight n
PriorityClass: apiVersion ?s; description ?s; globalDefault ?b; kind ?s; metadata ?o ObjectMeta; preemptionPolicy ?*s; value n
Probe: exec ?*o ExecAction; failureThreshold ?n; grpc ?*o GRPCAction; httpGet ?*o HTTPGetAction; initialDelaySeconds ?n; periodSeconds ?n; successThreshold ?n; tcpSocket ?*o TCPSocketAction; terminationGracePeriodSeconds ?*n; timeoutSeconds ?n
ProjectedVolumeSource: defaultMode ?*n; sources l VolumeProjection
QuobyteVolumeSource: group ?s; readOnly ?b; registry s; tenant ?s; user ?s; volume s
RBDPersistentVolumeSource: fsType ?s; image s; keyring ?s; monitors l s; pool ?s; readOnly ?b; secretRef ?*o SecretReference %atomic; user ?s
RBDVolumeSource: fsType ?s; image s; keyring ?s; monitors l s; pool ?s; readOnly ?b; secretRef ?*o LocalObjectReference %atomic; user ?s
ReplicaSet: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o ReplicaSetSpec; status ?a
ReplicaSetSpec: minReadySeconds ?n; replicas ?*n; selector *o LabelSelector %atomic; template ?o PodTemplateSpec
ReplicationController: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o ReplicationControllerSpec; status ?a
ReplicationControllerSpec: minReadySeconds ?n; replicas ?*n; selector ?m s %atomic; template ?*o PodTemplateSpec
ResourceClaim: name s; request ?s
ResourceFieldSelector: containerName ?s; divisor ?q; resource s
ResourceMetricSource: name s; target o MetricTarget
ResourceQuota: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o ResourceQuotaSpec; status ?a
ResourceQuotaSpec: hard ?m q; scopeSelector ?*o ScopeSelector %atomic; scopes ?l s
ResourceRequirements: claims ?l ResourceClaim %name; limits ?m q; requests ?m q
Role: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; rules l PolicyRule
RoleBinding: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; roleRef o RoleRef %atomic; subjects ?l Subject
RoleRef: apiGroup s; kind s; name s
RollingUpdateDaemonSet: maxSurge ?*i; maxUnavailable ?*i
RollingUpdateDeployment: maxSurge ?*i; maxUnavailable ?*i
RollingUpdateStatefulSetStrategy: maxUnavailable ?*i; partition ?*n
RuleWithOperations: apiGroups ?l s; apiVersions ?l s; operations ?l s; resources ?l s; scope ?*s
SELinuxOptions: level ?s; role ?s; type ?s; user ?s
ScaleIOPersistentVolumeSource: fsType ?s; gateway s; protectionDomain ?s; readOnly ?b; secretRef *o SecretReference %atomic; sslEnabled ?b; storageMode ?s; storagePool ?s; system s; volumeName ?s
ScaleIOVolumeSource: fsType ?s; gateway s; protectionDomain ?s; readOnly ?b; secretRef *o LocalObjectReference %atomic; sslEnabled ?b; storageMode ?s; storagePool ?s; system s; volumeName ?s
ScopeSelector: matchExpressions ?l ScopedResourceSelectorRequirement
ScopedResourceSelectorRequirement: operator s; scopeName s; values ?l s
SeccompProfile: localhostProfile ?*s; type s
Secret: apiVersion ?s; data ?m y; immutable ?*b; kind ?s; metadata ?o ObjectMeta; stringData ?m s; type ?s
SecretEnvSource: name ?s; optional ?*b
SecretKeySelector: key s; name ?s; optional ?*b
SecretProjection: items ?l KeyToPath; name ?s; optional ?*b
SecretReference: name ?s; namespace ?s
SecretVolumeSource: defaultMode ?*n; items ?l KeyToPath; optional ?*b; secretName ?s
SecurityContext: allowPrivilegeEscalation ?*b; appArmorProfile ?*o AppArmorProfile; capabilities ?*o Capabilities; privileged ?*b; procMount ?*s; readOnlyRootFilesystem ?*b; runAsGroup ?*n; runAsNonRoot ?*b; runAsUser ?*n; seLinuxOptions ?*o SELinuxOptions; seccompProfile ?*o SeccompProfile; windowsOptions ?*o WindowsSecurityContextOptions
Service: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o ServiceSpec; status ?a
ServiceAccount: apiVersion ?s; automountServiceAccountToken ?*b; imagePullSecrets ?l LocalObjectReference; kind ?s; metadata ?o ObjectMeta; secrets ?l ObjectReference @merge=name %name
ServiceAccountTokenProjection: audience ?s; expirationSeconds ?*n; path s
ServiceBackendPort: name ?s; number ?n
ServicePort: appProtocol ?*s; name ?s; nodePort ?n; port n; protocol ?s; targetPort ?i
ServiceReference: name s; namespace s; path ?*s; port ?*n
ServiceSpec: allocateLoadBalancerNodePorts ?*b; clusterIP ?s; clusterIPs ?l s; externalIPs ?l s; externalName ?s; externalTrafficPolicy ?s; healthCheckNodePort ?n; internalTrafficPolicy ?*s; ipFamilies ?l s; ipFamilyPolicy ?*s; loadBalancerClass ?*s; loadBalancerIP ?s; loadBalancerSourceRanges ?l s; ports ?l ServicePort @merge=port %port+protocol; publishNotReadyAddresses ?b; selector ?m s %atomic; sessionAffinity ?s; sessionAffinityConfig ?*o SessionAffinityConfig; trafficDistribution ?*s; type ?s
SessionAffinityConfig: clientIP ?*o ClientIPConfig
SleepAction: seconds n
StatefulSet: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o StatefulSetSpec; status ?a
StatefulSetOrdinals: start n
StatefulSetPersistentVolumeClaimRetentionPolicy: whenDeleted ?s; whenScaled ?s
StatefulSetSpec: minReadySeconds ?n; ordinals ?*o StatefulSetOrdinals; persistentVolumeClaimRetentionPolicy ?*o StatefulSetPersistentVolumeClaimRetentionPolicy; podManagementPolicy ?s; replicas ?*n; revisionHistoryLimit ?*n; selector *o LabelSelector %atomic; serviceName s; template o PodTemplateSpec; updateStrategy ?o StatefulSetUpdateStrategy; volumeClaimTemplates ?l PersistentVolumeClaim
StatefulSetUpdateStrategy: rollingUpdate ?*o RollingUpdateStatefulSetStrategy; type ?s
StorageClass: allowVolumeExpansion ?*b; allowedTopologies ?l TopologySelectorTerm; apiVersion ?s; kind ?s; metadata ?o ObjectMeta; mountOptions ?l s; parameters ?m s; provisioner s; reclaimPolicy ?*s; volumeBindingMode ?*s
StorageOSPersistentVolumeSource: fsType ?s; readOnly ?b; secretRef ?*o ObjectReference %atomic; volumeName ?s; volumeNamespace ?s
StorageOSVolumeSource: fsType ?s; readOnly ?b; secretRef ?*o LocalObjectReference %atomic; volumeName ?s; volumeNamespace ?s
Subject: apiGroup ?s; kind s; name s; namespace ?s
SuccessPolicy: rules l SuccessPolicyRule
SuccessPolicyRule: succeededCount ?*n; succeededIndexes ?*s
Sysctl: name s; value s
TCPSocketAction: host ?s; port i
Toleration: effect ?s; key ?s; operator ?s; tolerationSeconds ?*n; value ?s
TopologySelectorLabelRequirement: key s; values l s
TopologySelectorTerm: matchLabelExpressions ?l TopologySelectorLabelRequirement
TopologySpreadConstraint: labelSelector ?*o LabelSelector %atomic; matchLabelKeys ?l s; maxSkew n; minDomains ?*n; nodeAffinityPolicy ?*s; nodeTaintsPolicy ?*s; topologyKey s; whenUnsatisfiable s
TypedLocalObjectReference: apiGroup *s; kind s; name s
TypedObjectReference: apiGroup *s; kind s; name s; namespace ?*s
V1HorizontalPodAutoscaler: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; spec ?o V1HorizontalPodAutoscalerSpec; status ?a
V1HorizontalPodAutoscalerSpec: maxReplicas n; minReplicas ?*n; scaleTargetRef o CrossVersionObjectReference %atomic; targetCPUUtilizationPercentage ?*n
ValidatingWebhook: admissionReviewVersions l s; clientConfig o WebhookClientConfig; failurePolicy ?*s; matchConditions ?l MatchCondition @merge=name %name; matchPolicy ?*s; name s; namespaceSelector ?*o LabelSelector %atomic; objectSelector ?*o LabelSelector %atomic; rules ?l RuleWithOperations; sideEffects *s; timeoutSeconds ?*n
ValidatingWebhookConfiguration: apiVersion ?s; kind ?s; metadata ?o ObjectMeta; webhooks ?l ValidatingWebhook @merge=name %name
Volume: awsElasticBlockStore ?*o AWSElasticBlockStoreVolumeSource; azureDisk ?*o AzureDiskVolumeSource; azureFile ?*o AzureFileVolumeSource; cephfs ?*o CephFSVolumeSource; cinder ?*o CinderVolumeSource; configMap ?*o ConfigMapVolumeSource; csi ?*o CSIVolumeSource; downwardAPI ?*o DownwardAPIVolumeSource; emptyDir ?*o EmptyDirVolumeSource; ephemeral ?*o EphemeralVolumeSource; fc ?*o FCVolumeSource; flexVolume ?*o FlexVolumeSource; flocker ?*o FlockerVolumeSource; gcePersistentDisk ?*o GCEPersistentDiskVolumeSource; gitRepo ?*o GitRepoVolumeSource; glusterfs ?*o GlusterfsVolumeSource; hostPath ?*o HostPathVolumeSource; image ?*o ImageVolumeSource; iscsi ?*o ISCSIVolumeSource; name s; nfs ?*o NFSVolumeSource; persistentVolumeClaim ?*o PersistentVolumeClaimVolumeSource; photonPersistentDisk ?*o PhotonPersistentDiskVolumeSource; portworxVolume ?*o PortworxVolumeSource; projected ?*o ProjectedVolumeSource; quobyte ?*o QuobyteVolumeSource; rbd ?*o RBDVolumeSource; scaleIO ?*o ScaleIOVolumeSource; secret ?*o SecretVolumeSource; storageos ?*o StorageOSVolumeSource; vsphereVolume ?*o VsphereVirtualDiskVolumeSource
VolumeDevice: devicePath s; name s
VolumeMount: mountPath s; mountPropagation ?*s; name s; readOnly ?b; recursiveReadOnly ?*s; subPath ?s; subPathExpr ?s
VolumeNodeAffinity: required ?*o NodeSelector %atomic
VolumeProjection: clusterTrustBundle ?*o ClusterTrustBundleProjection; configMap ?*o ConfigMapProjection; downwardAPI ?*o DownwardAPIProjection; podCertificate ?*o PodCertificateProjection; secret ?*o SecretProjection; serviceAccountToken ?*o ServiceAccountTokenProjection
VolumeResourceRequirements: limits ?m q; requests ?m q
VsphereVirtualDiskVolumeSource: fsType ?s; storagePolicyID ?s; storagePolicyName ?s; volumePath s
WebhookClientConfig: caBundle ?y; service ?*o ServiceReference; url ?*s
WeightedPodAffinityTerm: podAffinityTerm o PodAffinityTerm; weight n
WindowsSecurityContextOptions: gmsaCredentialSpec ?*s; gmsaCredentialSpecName ?*s; hostProcess ?*b; runAsUserName ?*s
`;
