import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';

/** What one upload brought. */
export interface Upload {
  readonly name: string;
  readonly authorization: string;
  readonly tarball: Buffer;
}

/** A registry on this machine that knows no package, takes every one, and keeps it in `uploads`. */
export async function startStandInRegistry(): Promise<
  AsyncDisposable & { readonly host: string; readonly uploads: readonly Upload[] }
> {
  const uploads: Upload[] = [];
  const server = createServer((request, response) => {
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (request.method !== 'PUT') return answer(404, { error: 'not found' });
    void readUpload(request)
      .then((upload) => uploads.push(upload))
      .then(
        () => answer(201, { ok: true }),
        (error: unknown) => answer(400, { error: String(error) }),
      );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    host: `127.0.0.1:${port}`,
    uploads,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The body of an upload is the manifest with the tarball in base64. */
async function readUpload(request: IncomingMessage): Promise<Upload> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what package managers send
  const { name, _attachments: attachments } = (await json(request)) as {
    name: string;
    _attachments: Record<string, { data: string }>;
  };
  const [attachment] = Object.values(attachments);
  return {
    name,
    authorization: request.headers.authorization ?? '',
    tarball: Buffer.from(attachment?.data ?? '', 'base64'),
  };
}
