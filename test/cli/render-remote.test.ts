import { createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { render } from '../../lib/cli/commands/render';
import { parseInvocation } from '../../lib/cli/parse';
import { parseDocuments } from '../../lib/core';
import { ProtoMessage, ProtoWriter } from '../../lib/render/crossplane/wire/protobuf';
import { readStruct, structBytes } from '../../lib/render/crossplane/wire/struct';
import { memoryWorld } from '../support/memory-world';

/** Answers a request, or fails with a gRPC status. */
type Answer = (request: ProtoMessage, path: string) => Buffer | { status: number; message: string };

let server: Http2Server;
let address = '';
let answer: Answer;

beforeAll(async () => {
  server = createServer();
  server.on('stream', (stream, headers) => {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      const body = Buffer.concat(parts);
      const request = new ProtoMessage(body.subarray(5, 5 + body.readUInt32BE(1)));
      const answered = answer(request, String(headers[':path']));
      const type = { ':status': 200, 'content-type': 'application/grpc' };
      if (!Buffer.isBuffer(answered)) {
        const status = { 'grpc-status': answered.status, 'grpc-message': answered.message };
        stream.respond({ ...type, ...status }, { endStream: true });
        return;
      }
      stream.respond(type, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': 0 }));
      const prefix = Buffer.alloc(5);
      prefix.writeUInt32BE(answered.length, 1);
      stream.end(Buffer.concat([prefix, answered]));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const XR = `{ apiVersion: example.org/v1, kind: XThing, metadata: { name: x }, spec: { count: 3, l: [true, null, a] } }`;
const COMPOSITION = `apiVersion: apiextensions.crossplane.io/v1
kind: Composition
metadata: { name: c }
spec:
  compositeTypeRef: { apiVersion: example.org/v1, kind: XThing }
  mode: Pipeline
  pipeline:
  - step: own
    functionRef: { name: function-own }
    input: { apiVersion: own/v1, kind: Input, greeting: grüezi }
  - { step: ready, functionRef: { name: function-auto-ready } }
`;
const functionsAt = (target: string) => `apiVersion: pkg.crossplane.io/v1
kind: Function
metadata:
  name: function-own
  annotations:
    render.crossplane.io/runtime: Development
    render.crossplane.io/runtime-development-target: ${target}
spec: { package: example.org/function-own:v1 }
---
apiVersion: pkg.crossplane.io/v1
kind: Function
metadata: { name: function-auto-ready }
spec: { package: xpkg.crossplane.io/crossplane-contrib/function-auto-ready:v0.7.0 }
`;

async function run(
  target = address,
  files: Readonly<Record<string, string>> = {},
  ...flags: readonly string[]
) {
  const world = memoryWorld({
    'xr.yaml': XR,
    'c.yaml': COMPOSITION,
    'f.yaml': functionsAt(target),
    'e.yaml': '{ apiVersion: v1, kind: ConfigMap, metadata: { name: e }, data: { a: b } }',
    ...files,
  });
  const argv = ['xr.yaml', 'c.yaml', 'f.yaml', '-r', '-e', 'e.yaml', ...flags];
  await render.run(parseInvocation(render, argv), world);
  const documents = parseDocuments(world.out.join('\n')).map(({ value }) => value);
  return documents as Record<string, unknown>[];
}

/** A response that desires one ConfigMap with `data`, and says a few things. */
function response(data: object, requires = false): Buffer {
  const writer = new ProtoWriter();
  const object = { apiVersion: 'v1', kind: 'ConfigMap', data };
  writer.message(2, (state) => {
    state.message(1, (xr) => xr.bytes(1, structBytes({ status: { seen: true } })));
    state.map(2, { map: object }, (entry, value) =>
      entry.message(2, (resource) => {
        resource.bytes(1, structBytes(value));
        resource.varint(3, 1);
      }),
    );
  });
  writer.message(3, (result) => {
    result.varint(1, 2);
    result.text(2, 'take care');
    result.text(3, 'Careful');
  });
  writer.message(6, (condition) => {
    condition.text(1, 'Greeted');
    condition.varint(2, 2);
    condition.text(3, 'Said');
  });
  if (requires) {
    writer.message(5, (requirements) =>
      requirements.map(2, { it: 'e' }, (entry, name) =>
        entry.message(2, (selector) => {
          selector.text(1, 'v1');
          selector.text(2, 'ConfigMap');
          selector.text(3, name);
        }),
      ),
    );
  }
  return writer.finish();
}

it('sends what a function is given, and renders what it answers', async () => {
  answer = (request) => {
    const observed = readStruct(request.message(2)?.message(1)?.message(1));
    const { greeting } = readStruct(request.message(4));
    return response({ greeting, spec: JSON.stringify(observed['spec']) });
  };
  const [xr, map, ...results] = await run();
  expect(map).toMatchObject({ metadata: { generateName: 'x-' }, data: { greeting: 'grüezi' } });
  const { count, l } = JSON.parse(String((map?.['data'] as Record<string, unknown>)['spec'])) as {
    count: number;
    l: unknown;
  };
  expect([count, l]).toEqual([3, [true, null, 'a']]);
  expect(xr).toHaveProperty('status.seen', true);
  expect(xr).toHaveProperty('status.conditions.1.type', 'Greeted');
  expect(xr).toHaveProperty('status.conditions.3.status', 'True');
  const message = 'Pipeline step "own": take care';
  expect(results[1]).toMatchObject({ severity: 'Warning', reason: 'Careful', message });
});

it('calls again with what the function asks for', async () => {
  const calls: number[] = [];
  answer = (request) => {
    const items = request.messages(8).flatMap((entry) => entry.message(2)?.messages(1) ?? []);
    calls.push(items.length);
    return response(readStruct(items[0]?.message(1))['data'] ?? {}, true);
  };
  const [, map] = await run();
  expect(calls).toEqual([0, 1]);
  expect(map).toHaveProperty('data', { a: 'b' });
});

it('speaks the beta protocol with a function that knows no other', async () => {
  const paths: string[] = [];
  answer = (_, path) => {
    paths.push(path);
    return path.includes('v1beta1') ? response({}) : { status: 12, message: 'unknown service' };
  };
  await run();
  expect(paths).toHaveLength(2);
});

test.each([
  [
    'an error',
    { status: 2, message: 'it%20broke' },
    /function at 127.* fails with gRPC status 2: it broke/,
  ],
  ['bytes that are no message', Buffer.from([0xff]), /fails with gRPC status 13/],
  ['bytes cut short', response({}).subarray(0, 9), /a field is longer than its message/],
])('tells of an answer that is %s', async (_, answered, message) => {
  answer = () => answered;
  await expect(run()).rejects.toThrow(message);
});

it.each([
  ['localhost:1', 'no function answers at localhost:1: '],
  ['unix:///tmp/x', "cannot read 'unix:///tmp/x' as the address of a function"],
])('tells of %s', async (target, message) => {
  await expect(run(target)).rejects.toThrow(message);
});

it('takes the address as gRPC writes it', async () => {
  answer = () => response({});
  await expect(run(`dns:///${address}`)).resolves.toHaveLength(4);
});

describe('a function that answers without a context', () => {
  const given = ['-c', '--context-values=mine=1'] as const;
  const contextOf = (documents: readonly Record<string, unknown>[]) =>
    documents.filter(({ kind }) => kind === 'Context').map(({ fields }) => fields);
  const withStep = (step: string) => ({ 'c.yaml': `${COMPOSITION}${step}` });

  it('leaves none to the functions behind it, and none to be printed', async () => {
    const asked: boolean[] = [];
    answer = (request) => {
      asked.push(request.has(5));
      return response({});
    };
    const again = '  - { step: again, functionRef: { name: function-own } }\n';
    expect(contextOf(await run(address, withStep(again), ...given))).toEqual([]);
    expect(asked).toEqual([true, false]);
  });

  it('is forgotten where another function behind it makes one', async () => {
    answer = () => response({});
    const patches = `  - step: patch
    functionRef: { name: function-patch-and-transform }
    input:
      apiVersion: pt.fn.crossplane.io/v1beta1
      kind: Resources
      resources: [{ name: map, base: { apiVersion: v1, kind: ConfigMap } }]
`;
    const functions = `${functionsAt(address)}---
apiVersion: pkg.crossplane.io/v1
kind: Function
metadata: { name: function-patch-and-transform }
spec: { package: xpkg.crossplane.io/crossplane-contrib/function-patch-and-transform:v0.10.8 }
`;
    const files = { ...withStep(patches), 'f.yaml': functions };
    const [fields, ...others] = contextOf(await run(address, files, ...given)) as object[];
    expect(others).toEqual([]);
    expect(Object.keys(fields ?? {})).toEqual(['apiextensions.crossplane.io/environment']);
  });

  it('gives templates behind it null', async () => {
    answer = () => response({});
    const template = `  - step: template
    functionRef: { name: function-go-templating }
    input:
      apiVersion: gotemplating.fn.crossplane.io/v1beta1
      kind: GoTemplate
      source: Inline
      inline:
        template: |
          apiVersion: v1
          kind: ConfigMap
          metadata: { annotations: { gotemplating.fn.crossplane.io/composition-resource-name: it } }
          data: { context: {{ .context | toJson | quote }} }
`;
    const functions = `${functionsAt(address)}---
apiVersion: pkg.crossplane.io/v1
kind: Function
metadata: { name: function-go-templating }
spec: { package: xpkg.crossplane.io/crossplane-contrib/function-go-templating:v0.12.2 }
`;
    const documents = await run(address, { ...withStep(template), 'f.yaml': functions }, ...given);
    expect(contextOf(documents)).toEqual([]);
    expect(documents).toContainEqual(expect.objectContaining({ data: { context: 'null' } }));
  });
});
