import { Hono } from 'hono';
import { attachment } from '#adapters/content-disposition.ts';
import { checkedKey, type FileBlobs } from './file-blobs.ts';

/** `/blobs/{key}`: PUT and GET by signed address, as S3 does it. 403 not signed or too late, 400 not what was announced, 413 too long, 409 taken by other bytes. */
export function blobRoutes(blobs: FileBlobs): Hono {
  const app = new Hono();

  app.put('/blobs/:key{.+}', async (c) => {
    const { key, expires, sig } = asked(c.req.param('key'), c.req.query());
    const size = Number(c.req.query('size') ?? Number.NaN);
    const type = c.req.query('type') ?? '';
    if (!key || !Number.isSafeInteger(size) || !type) return c.text('not an upload address', 400);
    if (!blobs.holds({ method: 'PUT', key, expires, size, type }, sig)) return c.text('not signed, or too late', 403);
    if (c.req.header('content-type') !== type) return c.text('another content type than announced', 400);
    const announced = Number(c.req.header('content-length') ?? size);
    if (announced > size) return c.text('more bytes than announced', 413);
    if (announced < size) return c.text('fewer bytes than announced', 400);
    switch (await blobs.accept(key, type, size, c.req.raw.body ?? nothing())) {
      case 'kept':
        return c.body(null, 200);
      case 'too-large':
        return c.text('more bytes than announced', 413);
      case 'too-small':
        return c.text('fewer bytes than announced', 400);
      case 'taken':
        return c.text('something else is there', 409);
    }
  });

  app.get('/blobs/:key{.+}', async (c) => {
    const { key, expires, sig } = asked(c.req.param('key'), c.req.query());
    const name = c.req.query('name');
    if (!key || !name) return c.text('not a download address', 400);
    if (!blobs.holds({ method: 'GET', key, expires, name }, sig)) return c.text('not signed, or too late', 403);
    const found = await blobs.head(key);
    if (!found) return c.text('not found', 404);
    return c.body(streamOf(blobs.read(key)), 200, {
      'content-type': found.contentType,
      'content-length': String(found.size),
      // What a customer sent is never run by a browser.
      'content-disposition': attachment(name),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
    });
  });

  return app;
}

function asked(key: string, query: Record<string, string>): { key: string | undefined; expires: number; sig: string } {
  const rest = { expires: Number(query.expires ?? Number.NaN), sig: query.sig ?? '' };
  try {
    return { key: checkedKey(key), ...rest };
  } catch {
    return { key: undefined, ...rest };
  }
}

/** Read only as fast as it is taken, and ended when the browser goes. Readable.toWeb throws past everybody in that case (Node 24.21). */
function streamOf(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

async function* nothing(): AsyncIterable<Uint8Array> {}
