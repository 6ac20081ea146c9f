import { createServer, request as forward } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** An HTTP proxy on loopback that leads every host to one port of this machine. */
export interface ProxyDouble {
  /** `127.0.0.1:41234` */
  readonly host: string;
  /** `CONNECT registry.acme.test:443`, `GET http://…`, with the `Proxy-Authorization` behind it. */
  readonly requests: string[];
  /** Answers that instead of 200; `silence` never answers. */
  refuse: number | 'silence' | undefined;
  close(): Promise<void>;
}

export async function startProxy(toPort: number): Promise<ProxyDouble> {
  const sockets = new Set<Socket>();
  const server = createServer();
  server.unref();
  server.on('connection', (socket) => {
    socket.unref();
    sockets.add(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const double: ProxyDouble = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    refuse: undefined,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  server.on('connect', ({ url, headers }, socket: Socket) => {
    double.requests.push(`CONNECT ${url} ${headers['proxy-authorization'] ?? ''}`.trim());
    if (double.refuse === 'silence') return;
    if (double.refuse !== undefined) {
      socket.end(`HTTP/1.1 ${double.refuse} No\r\n\r\n`);
      return;
    }
    const onward = connect(toPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    sockets.add(onward);
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  server.on('request', (incoming, answer) => {
    const { method = '', url = '', headers } = incoming;
    double.requests.push(`${method} ${url} ${headers['proxy-authorization'] ?? ''}`.trim());
    const { pathname, search } = new URL(url);
    const to = { port: toPort, method, path: `${pathname}${search}`, headers };
    const onward = forward(to, (response) => {
      answer.writeHead(response.statusCode ?? 0, response.headers);
      response.pipe(answer);
    });
    incoming.pipe(onward);
  });
  return double;
}
