import { conditionsHold } from '../../../lib/drift/kyverno/conditions';
import { MISSING, valueOfPath } from '../../../lib/drift/kyverno/jmes-path';
import { UNKNOWN } from '../../../lib/drift/kyverno/unknown';

const object = {
  metadata: { name: 'web', labels: { team: 'a', 'a.io/b': 'x' } },
  spec: {
    replicas: 3,
    paused: false,
    cpu: '500m',
    wait: '90s',
    version: '1.10.0',
    containers: [
      { name: 'web', image: 'nginx:1' },
      { name: 'log', image: 'corp.io/log:1' },
    ],
  },
};
const scope = { request: { object, namespace: 'shop' } };

describe('a variable of a policy', () => {
  it.each<[path: string, value: unknown]>([
    ['request.object.metadata.labels.team', 'a'],
    ['request.object.metadata.labels."a.io/b"', 'x'],
    ['request.object.spec.containers[1].name', 'log'],
    ['request.object.spec.containers[-1].name', 'log'],
    ['request.object.spec.containers[].image', ['nginx:1', 'corp.io/log:1']],
    ['request.object.spec.containers[*].command', []],
    ["request.object.metadata.labels.env || 'none'", 'none'],
    ["request.object.spec.paused || 'yes'", 'yes'],
    ['request.object.metadata.labels.env || `null`', null],
    ['length(request.object.spec.containers)', 2],
    ["contains(request.object.spec.containers[].name, 'log')", true],
    ["to_upper(request.object.metadata.labels.team || '')", 'A'],
    ["starts_with(request.object.metadata.name, 'we')", true],
    ['keys(request.object.metadata.labels)', ['a.io/b', 'team']],
    ['request.namespace', 'shop'],
    ['request.object.metadata.labels.env', MISSING],
    ['request.object.spec.containers[7]', MISSING],
    ['length(request.object.spec.other)', MISSING],
    ['request.userInfo', MISSING],
    ['images.containers.web.tag', UNKNOWN],
    ['request.object.spec.containers[?name == `web`]', UNKNOWN],
    ['random(`a`)', UNKNOWN],
    ['request.object.spec.containers[].ports[].name', UNKNOWN],
    ['', UNKNOWN],
    ['a.', UNKNOWN],
    ['length(', UNKNOWN],
    ['constructor', UNKNOWN],
    ['request.constructor', MISSING],
  ])('%s is %p', (path, value) => {
    expect(valueOfPath(path, scope)).toEqual(value);
  });
});

const of = (key: unknown, operator: string, value: unknown) => ({ key, operator, value });
const at = (path: string) => `{{ request.object.${path} }}`;

describe('a condition', () => {
  it.each<[holds: boolean | undefined, key: unknown, operator: string, value: unknown]>([
    [true, at('metadata.labels.team'), 'Equals', 'a'],
    [true, at('metadata.labels.team'), 'Equals', '?'],
    [false, at('metadata.labels.team'), 'NotEquals', 'a'],
    [true, at('spec.replicas'), 'Equal', 3],
    [true, at('spec.replicas'), 'Equals', '3'],
    [false, at('spec.replicas'), 'Equals', 'three'],
    [true, at('spec.paused'), 'Equals', false],
    [false, at('spec.paused'), 'Equals', 'false'],
    [true, at('spec.cpu'), 'Equals', '0.5'],
    [false, at('spec.cpu'), 'Equals', 'half'],
    [true, at('spec.wait'), 'Equals', '1m30s'],
    [true, at('spec.wait'), 'GreaterThan', 60],
    [true, at('spec.cpu'), 'LessThan', '1'],
    [true, at('spec.replicas'), 'GreaterThanOrEquals', 3],
    [false, at('spec.replicas'), 'GreaterThan', '3.5'],
    [true, at('spec.version'), 'GreaterThan', '1.9.0'],
    [undefined, at('spec.version'), 'GreaterThan', '1.9.0-rc.1'],
    [true, at('spec.wait'), 'DurationLessThanOrEquals', '90s'],
    [false, at('spec.cpu'), 'DurationLessThan', '1h'],
    [true, at('spec.containers[].image'), 'AnyIn', ['corp.io/*']],
    [false, at('spec.containers[].image'), 'AllIn', ['corp.io/*']],
    [true, at('spec.containers[].image'), 'AnyNotIn', ['corp.io/*']],
    [false, at('spec.containers[].image'), 'AllNotIn', ['corp.io/*']],
    [true, at('spec.containers[].name'), 'AllIn', ['web', 'log']],
    [true, at('spec.containers[].name'), 'In', ['web', 'log', 'other']],
    [true, at('spec.containers[].name'), 'NotIn', ['web']],
    [true, at('metadata.labels.team'), 'AnyIn', '["a","b"]'],
    [false, at('metadata.labels.team'), 'AllNotIn', 'a'],
    [undefined, at('spec.replicas'), 'AnyIn', '1-10'],
    [true, '{{ request.operation }}', 'Equals', 'UPDATE'],
    [true, '{{ request.operation }}', 'AnyIn', ['CREATE']],
    [false, '{{ request.operation }}', 'Equals', 'DELETE'],
    [true, 'team-{{ request.object.metadata.labels.team }}', 'Equals', 'team-a'],
    [false, at('metadata.labels.env'), 'NotEquals', 'a'],
    [true, "{{ request.object.metadata.labels.env || '' }}", 'NotEquals', 'a'],
    [undefined, '{{ request.userInfo.username || other }}', 'Equals', 'me'],
    [false, at('metadata.labels.team'), 'Is', 'a'],
    [false, at('metadata.labels.team'), 'constructor', 'a'],
  ])('holds: %p, of %p %s %p', (holds, key, operator, value) => {
    expect(conditionsHold({ all: [of(key, operator, value)] }, scope)).toBe(holds);
  });

  const [yes, no] = [of('a', 'Equals', 'a'), of('a', 'Equals', 'b')];
  const open = of('{{ lookup }}', 'Equals', 'x');
  const error = of(at('missing'), 'Equals', 'x');
  it.each<[title: string, block: unknown, holds: boolean | undefined]>([
    ['no conditions', undefined, true],
    ['an empty block', {}, true],
    ['one of any', { any: [no, yes] }, true],
    ['none of any', { any: [no, no] }, false],
    ['one of any, and not all', { any: [yes], all: [no] }, false],
    ['any that is open', { any: [no, open] }, undefined],
    ['any that holds beside one that is open', { any: [open, yes] }, true],
    ['all with one that is open', { all: [yes, open] }, undefined],
    ['all with one that fails, and one that is open', { all: [open, no] }, false],
    ['an error', { all: [error] }, false],
    ['an error behind one of any that holds', { any: [yes, error] }, true],
    ['an error before one of any that holds', { any: [error, yes] }, false],
    ['the old form, a list', [yes, yes], true],
    ['the old form with one that fails', [yes, no], false],
    ['what is no condition', { all: ['text'] }, false],
    ['what is no block', 'text', false],
  ])('of %s', (_, block, holds) => {
    expect(conditionsHold(block, scope)).toBe(holds);
  });
});
