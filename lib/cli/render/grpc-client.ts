import { connect, type ClientHttp2Session } from 'node:http2';
import type { FunctionRequest, FunctionResponse } from '../../render/crossplane';
import { decodeResponse, encodeRequest } from '../../render/crossplane';
import { CliError } from '../errors';

const SERVICES = ['apiextensions.fn.proto.v1', 'apiextensions.fn.proto.v1beta1'];
const UNIMPLEMENTED = 12;
const TIMEOUT_MS = 60_000;

/** A function that listens without TLS, as `--insecure` has it. */
export interface RemoteFunctions {
  /**
   * @param target `localhost:9443`, `dns:///example.org:7443`.
   * @throws {CliError} where nobody answers, or the answer is an error.
   */
  call(target: string, request: FunctionRequest): Promise<FunctionResponse>;
  close(): void;
}

/** Calls functions by gRPC: HTTP/2 without TLS, one connection for each address. */
export function remoteFunctions(timeoutMs = TIMEOUT_MS): RemoteFunctions {
  const sessions = new Map<string, ClientHttp2Session>();
  const sessionOf = (target: string) => {
    let session = sessions.get(target);
    if (!session || session.closed || session.destroyed) {
      session = connect(addressOf(target));
      // What goes wrong is told by the request that meets it.
      session.on('error', () => undefined);
      sessions.set(target, session);
    }
    return session;
  };
  return {
    async call(target, request) {
      const message = encodeRequest(request);
      for (const service of SERVICES) {
        const answer = await post(sessionOf(target), service, message, timeoutMs).catch(
          (error: unknown) => {
            throw unreachable(target, error);
          },
        );
        if (answer.status === 0) return read(answer.body, target);
        if (answer.status !== UNIMPLEMENTED) throw refused(target, answer);
      }
      throw refused(target, { status: UNIMPLEMENTED, message: 'it is no composition function' });
    },
    close: () => sessions.forEach((session) => session.destroy()),
  };
}

interface Answer {
  readonly status: number;
  readonly message: string;
  readonly body: Buffer;
}

function post(
  session: ClientHttp2Session,
  service: string,
  message: Buffer,
  timeoutMs: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': `/${service}.FunctionRunnerService/RunFunction`,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const parts: Buffer[] = [];
    let headers: Record<string, unknown> = {};
    const keep = (more: Record<string, unknown>) => (headers = { ...headers, ...more });
    stream.on('response', keep).on('trailers', keep);
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('error', reject);
    stream.on('close', () => {
      const status = Number(headers['grpc-status'] ?? NaN);
      if (Number.isNaN(status)) reject(new Error('the connection ended without an answer'));
      const text = decodeURIComponent(String(headers['grpc-message'] ?? ''));
      resolve({ status, message: text, body: Buffer.concat(parts) });
    });
    stream.setTimeout(timeoutMs, () => {
      reject(new Error(`no answer in ${timeoutMs / 1000} seconds`));
      stream.close();
    });
    const prefix = Buffer.alloc(5);
    prefix.writeUInt32BE(message.length, 1);
    stream.end(Buffer.concat([prefix, message]));
  });
}

function read(body: Buffer, target: string): FunctionResponse {
  try {
    if (body.length < 5) throw new RangeError('the answer is empty');
    if (body[0] !== 0) throw new RangeError('the answer is compressed');
    return decodeResponse(body.subarray(5, 5 + body.readUInt32BE(1)));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw refused(target, { status: 13, message: error.message });
  }
}

function addressOf(target: string): string {
  const bare = target.replace(/^(?:dns|passthrough):(?:\/\/[^/]*\/)?/, '');
  if (/^[a-z0-9.-]+(:\d+)?$|^\[[0-9a-f:]+\](:\d+)?$/i.test(bare)) {
    return `http://${/:\d+$/.test(bare) ? bare : `${bare}:443`}`;
  }
  throw new CliError(
    'CLI_INPUT_INVALID',
    `cannot read '${target}' as the address of a function`,
    'write host:port, e.g. localhost:9443',
  );
}

function unreachable(target: string, cause: unknown): CliError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new CliError(
    'CLI_INPUT_MISSING',
    `no function answers at ${target}: ${why}`,
    'start the function with --insecure, listening at that address',
    { cause },
  );
}

function refused(target: string, { status, message }: Omit<Answer, 'body'>): CliError {
  return new CliError(
    'CLI_INPUT_INVALID',
    `the function at ${target} fails with gRPC status ${status}: ${message}`,
    'look at what the function logs',
  );
}
