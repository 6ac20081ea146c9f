import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { World } from '../core';
import { answerFrom, isLoopback } from '../oci';
import { CliError } from './errors';
import { printable } from './printable';
import { systemFailure } from './system-failure';

export interface Serving {
  /** `127.0.0.1:5000` */
  readonly host: string;
  close(): Promise<void>;
}

/**
 * Serves a layout over HTTP, to be read.
 *
 * @param port 0 takes any that is free.
 * @throws {CliError} `CLI_INPUT_INVALID` where the address cannot be had.
 */
export async function serveLayout(
  folder: string,
  { address, port }: { readonly address: string; readonly port: number },
  { disk, report }: World,
): Promise<Serving> {
  const shown = address.includes(':') ? `[${address}]` : address;
  const local = isLoopback(shown);
  const server = createServer((request, response) => {
    // A page in a browser reaches this machine under names that are not its own.
    if (local && !isLoopback(request.headers.host ?? '')) return void response.writeHead(403).end();
    const status = answer(request, response, (asked) => {
      try {
        return answerFrom(disk, folder, asked);
      } catch (error) {
        // One file that cannot be read is no reason to stop serving the others.
        report(`error ${systemFailure(error) ?? String(error)}`);
        return { status: 500, headers: {}, body: Buffer.alloc(0) };
      }
    });
    report(`${request.method} ${printable(request.url ?? '').slice(0, 200)} ${status}`);
  });
  await listen(server, address, port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    host: `${shown}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Resolves when the user, or who started the process, wants it to end. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/** @returns the status. */
function answer(
  { method = '', url = '', headers }: IncomingMessage,
  response: ServerResponse,
  find: (asked: Parameters<typeof answerFrom>[2]) => ReturnType<typeof answerFrom>,
): number {
  const { status, headers: found, body } = find({ method, url, range: headers.range });
  response.writeHead(status, {
    ...found,
    'content-length': body.length,
    'docker-distribution-api-version': 'registry/2.0',
  });
  response.end(method === 'HEAD' ? undefined : body);
  return status;
}

function listen(server: Server, address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'is taken' : `cannot be had (${cause.code})`;
      reject(
        new CliError(
          'CLI_INPUT_INVALID',
          `${address}:${port} ${why}`,
          'give another --port, or 0 for any that is free',
          { cause },
        ),
      );
    });
    server.listen(port, address, resolve);
  });
}
