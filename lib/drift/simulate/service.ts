import { fieldOf, isList, isMap, withField, withPath, type Json, type JsonMap } from './value';

/**
 * A Service keeps the addresses and ports that it was given where an update says none: another one
 * is not its own to ask for.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.1/pkg/registry/core/service/storage/storage.go
 */
export function withAllocations(service: JsonMap, live: JsonMap): JsonMap {
  const [spec, given] = [service, live].map((object) => fieldOf(object, 'spec'));
  if (!isMap(spec) || !isMap(given)) return service;
  if (isNamed(spec) || isNamed(given)) return service;
  const kept = ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'].reduce(
    (result, key) => keep(result, key, given),
    spec,
  );
  const ported = withPorts(kept, given);
  const isChecked = isBalanced(spec) && isBalanced(given);
  const whole = isChecked ? keep(ported, 'healthCheckNodePort', given) : ported;
  return withField(service, 'spec', whole);
}

function keep(spec: JsonMap, key: string, given: JsonMap): JsonMap {
  const [own, old] = [spec, given].map((from) => fieldOf(from, key));
  return isUnset(own) && old !== undefined ? withField(spec, key, old) : spec;
}

/** Ports of one name keep their number, unless another one takes it. */
function withPorts(spec: JsonMap, given: JsonMap): JsonMap {
  const [ports, old] = [spec, given].map((from) => fieldOf(from, 'ports'));
  if (!isList(ports) || !isList(old) || !hasNodePorts(spec) || !hasNodePorts(given)) return spec;
  const known = new Map(old.map((port) => [fieldOf(port, 'name'), fieldOf(port, 'nodePort')]));
  const used = new Set(ports.map((port) => fieldOf(port, 'nodePort')));
  const filled = ports.map((port) => {
    const number = known.get(fieldOf(port, 'name'));
    if (!isMap(port) || !isUnset(fieldOf(port, 'nodePort'))) return port;
    if (number === undefined || used.has(number)) return port;
    used.add(number);
    return withField(port, 'nodePort', number);
  });
  return withPath(spec, ['ports'], filled);
}

function isUnset(value: Json | undefined): boolean {
  if (isList(value)) return value.length === 0;
  return value === undefined || value === null || value === '' || value === 0;
}

function isNamed(spec: JsonMap): boolean {
  return fieldOf(spec, 'type') === 'ExternalName';
}

function isBalanced(spec: JsonMap): boolean {
  return (
    fieldOf(spec, 'type') === 'LoadBalancer' && fieldOf(spec, 'externalTrafficPolicy') === 'Local'
  );
}

function hasNodePorts(spec: JsonMap): boolean {
  const type = fieldOf(spec, 'type');
  return (
    type === 'NodePort' ||
    (type === 'LoadBalancer' && fieldOf(spec, 'allocateLoadBalancerNodePorts') !== false)
  );
}
