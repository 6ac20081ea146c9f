import { Authorizer } from '../../../lib/oci/registry/authorizer';
import { Deadline } from '../../../lib/oci/registry/deadline';
import { endpointOf } from '../../../lib/oci/registry/endpoint';
import type { Answer, Exchange } from '../../../lib/oci/registry/http';
import { Secrets } from '../../../lib/oci/registry/redact';
import type { Repeater } from '../../../lib/oci/registry/repeater';
import { Session } from '../../../lib/oci/registry/session';

const endpoint = endpointOf({ registry: 'ghcr.io', repository: 'acme/core' }, {});
const alice = { kind: 'basic', username: 'alice', password: 'wonderland' } as const;
const ask = { method: 'GET', to: 'blobs/x', accept: [200], purpose: 'testing' } as const;

/** A session over HTTPS whose answers are given, and the requests that it made. */
function sessionWith(...answers: readonly Partial<Answer>[]) {
  const sent: Exchange[] = [];
  const send = (exchange: Exchange): Promise<Answer> => {
    const answer = answers[sent.push(exchange) - 1] ?? {};
    return Promise.resolve({ status: 200, headers: {}, body: Buffer.alloc(0), ...answer });
  };
  const repeater = { send } as unknown as Repeater;
  const secrets = new Secrets();
  const find = () => Promise.resolve(alice);
  const authorizer = new Authorizer({ find, repeater, secrets, now: () => 0 });
  const session = new Session(endpoint, [], new Deadline(1000), { repeater, authorizer, secrets });
  const seen = () => sent.map(({ url, headers }) => [url.href, headers?.['authorization'] ?? '']);
  return { session, seen };
}

const basic = `Basic ${Buffer.from('alice:wonderland').toString('base64')}`;
const asks = (header: string) => ({ status: 401, headers: { 'www-authenticate': header } });
const leads = (location: string) => ({ status: 307, headers: { location } });
const BLOB = 'https://ghcr.io/v2/acme/core/blobs/x';

test('a redirect to the same origin keeps the password', async () => {
  const { session, seen } = sessionWith(asks('Basic'), leads('/other'), {});
  await session.send(ask);
  expect(seen()).toEqual([[BLOB, ''], [BLOB, basic], ['https://ghcr.io/other', basic]]); // prettier-ignore
});

test.each([
  ['https://storage.example.com/x', 'another host'],
  ['https://ghcr.io:8443/x', 'another port'],
  ['//evil.ghcr.io/x', 'another name below it'],
])('a redirect to %s, %s, loses the password', async (location) => {
  const { session, seen } = sessionWith(asks('Basic'), leads(location), {});
  await session.send(ask);
  expect(seen()[2]?.[1]).toBe('');
});

test('another host that asks for the password does not get it', async () => {
  const { session, seen } = sessionWith(leads('https://storage.example.com/x'), asks('Basic'));
  await expect(session.send(ask)).rejects.toMatchObject({ code: 'OCI_UNAUTHORIZED' });
  expect(seen().map(([, authorization]) => authorization)).toEqual(['', '']);
});

test.each(['http://ghcr.io/x', 'http://127.0.0.1/x', 'file:///etc/passwd'])(
  'a redirect from HTTPS to %s is refused',
  async (location) => {
    const { session, seen } = sessionWith(leads(location));
    await expect(session.send(ask)).rejects.toMatchObject({ code: 'OCI_REGISTRY_NONSENSE' });
    expect(seen()).toHaveLength(1);
  },
);

test('a token service without TLS gets no password', async () => {
  const { session, seen } = sessionWith(asks('Bearer realm="http://auth.ghcr.io/token"'));
  await expect(session.send(ask)).rejects.toMatchObject({
    code: 'OCI_UNAUTHORIZED',
    message: 'ghcr.io wants the password sent unencrypted, to http://auth.ghcr.io',
  });
  expect(seen()).toHaveLength(1);
});

test('a user and password in an address are dropped', () => {
  const { session } = sessionWith();
  const url = session.resolve('https://me:secret@storage.example.com/x', new URL(BLOB), 'testing');
  expect(url.href).toBe('https://storage.example.com/x');
});

test('a query, which signs, is in no message', async () => {
  const answers = [leads('https://storage.example.com/x?signature=abc'), { status: 403 }];
  const { session } = sessionWith(...answers);
  const failure = session.send(ask);
  await expect(failure).rejects.toThrow('answers 403 to GET https://storage.example.com/x');
  await expect(failure).rejects.not.toThrow('signature');
});

test('text of a registry is one short line', async () => {
  const body = Buffer.from(`a\u001b[31m\nb${'c'.repeat(500)}`);
  const { session } = sessionWith({ status: 400, body });
  const failure = await session.send(ask).catch((error: unknown) => error as Error);
  expect((failure as Error).message).toMatch(/: a \[31m bc+…$/);
  expect((failure as Error).message.length).toBeLessThan(320);
});
