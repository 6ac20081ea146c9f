import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Comment {
  readonly id: number;
  body: string;
  /** As GitHub, and as GitLab say who wrote it. */
  readonly user?: { readonly login: string };
  readonly author?: { readonly id: number };
}

/** The comments of one pull request, as GitHub's and GitLab's API have them, a hundred a page. */
export interface CommentApi {
  readonly url: string;
  readonly comments: Comment[];
  /** `POST /repos/acme/platform/issues/7/comments` */
  readonly requests: string[];
  readonly tokens: string[];
  close(): Promise<void>;
}

export async function startCommentApi(me: Omit<Comment, 'id' | 'body'>): Promise<CommentApi> {
  const comments: Comment[] = [];
  const [requests, tokens]: string[][] = [[], []];
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      requests?.push(`${request.method} ${url.pathname}`);
      tokens?.push(request.headers.authorization ?? String(request.headers['private-token']));
      const text = Buffer.concat(parts).toString();
      const { body = '' } = text === '' ? {} : (JSON.parse(text) as { body?: string });
      const id = Number(/\/(\d+)$/.exec(url.pathname)?.[1]);
      const one = comments.find((comment) => comment.id === id);
      const answer = (value: unknown) => response.writeHead(200).end(JSON.stringify(value));
      if (url.pathname.endsWith('/user')) answer(me.author);
      else if (request.method === 'GET') {
        const page = Number(url.searchParams.get('page'));
        answer(comments.slice((page - 1) * 100, page * 100));
      } else if (request.method === 'POST') {
        const made = { id: comments.length + 1, body, ...me };
        comments.push(made);
        answer(made);
      } else if (one) answer(Object.assign(one, { body }));
      else response.writeHead(404).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments,
    requests: requests ?? [],
    tokens: tokens ?? [],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
