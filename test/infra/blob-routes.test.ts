import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { blobRoutes } from '#infra/local/blob-routes.ts';
import { checkedKey, fileBlobs } from '#infra/local/file-blobs.ts';

let directory: string;
let now = 0;
const start = Date.parse('2027-03-01T10:00:00Z');
const clock = { now: () => now };
const make = (secret = 'secret') => {
  const blobs = fileBlobs({ directory, secret, clock });
  return { blobs, app: blobRoutes(blobs) };
};
beforeEach(() => {
  now = start;
  directory = mkdtempSync(join(tmpdir(), 'blobs-'));
});
afterEach(() => rmSync(directory, { recursive: true }));
const streamOf = (pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) => {
  const iterator = (async function* () {
    yield* pieces;
  })();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
};
const everything = (): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));

describe('an upload', () => {
  const send = (app: ReturnType<typeof make>['app'], url: string, body: string | ReadableStream, headers: Record<string, string> = {}) =>
    app.request(url, { method: 'PUT', body, headers: { 'content-type': 'image/png', ...headers }, duplex: 'half' } as RequestInit);
  const pieces = (...texts: string[]) => streamOf(texts.map((text) => new TextEncoder().encode(text)));

  test('keeps exactly what was announced', async () => {
    const { app, blobs } = make();
    const { url } = await blobs.presignUpload('up/1', 'image/png', 6, 60);
    expect((await send(app, url, pieces('abc', 'def'))).status).toBe(200);
    expect(new TextDecoder().decode(await blobs.get('up/1'))).toBe('abcdef');
    expect(await blobs.head('up/1')).toEqual({ size: 6, contentType: 'image/png' });
  });
  test.each([
    ['more bytes than announced', () => pieces('abc', 'defg'), {}, 413],
    ['fewer bytes than announced', () => pieces('abc'), {}, 400],
    ['no body', () => '', {}, 400],
    ['a length over the announced one', () => pieces('abcdef'), { 'content-length': '7' }, 413],
    ['a length under the announced one', () => pieces('abcdef'), { 'content-length': '5' }, 400],
    ['another content type', () => pieces('abcdef'), { 'content-type': 'text/html' }, 400],
  ])('with %s keeps nothing', async (_, body, headers, status) => {
    const { app, blobs } = make();
    const { url } = await blobs.presignUpload('up/1', 'image/png', 6, 60);
    expect((await send(app, url, body(), headers)).status).toBe(status);
    expect(everything()).toEqual([]);
  });
  test('that breaks off keeps nothing', async () => {
    const { app, blobs } = make();
    const { url } = await blobs.presignUpload('up/1', 'image/png', 6, 60);
    app.onError((_, c) => c.text('failed', 500));
    async function* broken(): AsyncIterable<Uint8Array> {
      yield new TextEncoder().encode('abc');
      throw new Error('connection lost');
    }
    const answer = await send(app, url, streamOf(broken()));
    expect(answer.status).toBe(500);
    expect(everything()).toEqual([]);
  });
  test('that never ends is ended', async () => {
    const { app, blobs } = make();
    const { url } = await blobs.presignUpload('up/1', 'image/png', 6, 60);
    let sent = 0;
    async function* endless(): AsyncIterable<Uint8Array> {
      for (; sent < 10_000; sent++) yield new Uint8Array(1000);
    }
    expect((await send(app, url, streamOf(endless()))).status).toBe(413);
    expect(sent).toBeLessThan(1000);
  });
  test('may be repeated, but not replaced', async () => {
    const { app, blobs } = make();
    const { url } = await blobs.presignUpload('up/1', 'image/png', 6, 60);
    expect((await send(app, url, 'abcdef')).status).toBe(200);
    expect((await send(app, url, 'abcdef')).status).toBe(200);
    expect((await send(app, url, 'ABCDEF')).status).toBe(409);
    expect(new TextDecoder().decode(await blobs.get('up/1'))).toBe('abcdef');
  });
  test('of two at once only one is kept', async () => {
    const { app, blobs } = make();
    const { url } = await blobs.presignUpload('up/1', 'image/png', 6, 60);
    const statuses = await Promise.all(['abcdef', 'ABCDEF'].map(async (body) => (await send(app, url, body)).status));
    expect(new Set(statuses)).toEqual(new Set([200, 409]));
  });
  test('is refused once too late, by another secret, and with anything changed', async () => {
    const { app, blobs } = make();
    const { url } = await blobs.presignUpload('up/1', 'image/png', 6, 60);
    const changed = [
      url.replace('/up/1', '/up/2'),
      url.replace('size=6', 'size=7'),
      url.replace('image%2Fpng', 'text%2Fhtml'),
      url.replace(/expires=\d+/, 'expires=9999999999'),
      url.replace(/sig=[^&]+/, 'sig='),
      url.replace(/&sig=[^&]+/, ''),
    ];
    for (const each of changed) {
      expect(each).not.toBe(url);
      const type = each.includes('html') ? 'text/html' : 'image/png';
      expect((await send(app, each, each.includes('size=7') ? 'abcdefg' : 'abcdef', { 'content-type': type })).status, each).toBe(403);
    }
    expect((await send(make('other').app, url, 'abcdef')).status).toBe(403);
    expect((await send(app, url.replace('size=6', 'size=x'), 'abcdef')).status).toBe(400);
    now = start + 60_000;
    expect((await send(app, url, 'abcdef')).status).toBe(403);
    now = start + 59_999;
    expect((await send(app, url, 'abcdef')).status).toBe(200);
  });
});

describe('a download', () => {
  test('is always an attachment that no browser runs', async () => {
    const { app, blobs } = make();
    await blobs.put('e/1', new TextEncoder().encode('<script>'), 'text/html');
    const url = await blobs.presignDownload('e/1', 'Претензия "№ 5"\r\nX: y.html', 60);
    const answer = await app.request(url);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('<script>');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-length': '8',
      'content-disposition':
        'attachment; filename="_________ _No 5_X: y.html"; filename*=UTF-8\'\'%D0%9F%D1%80%D0%B5%D1%82%D0%B5%D0%BD%D0%B7%D0%B8%D1%8F%20%22%E2%84%96%205%22X%3A%20y.html',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
  });
  test('is refused without a signature for it, too late, and 404 when nothing is there', async () => {
    const { app, blobs } = make();
    await blobs.put('e/1', new Uint8Array(1), 'text/plain');
    const url = await blobs.presignDownload('e/1', 'a.txt', 60);
    expect((await app.request(url.replace('e/1', 'e/2'))).status).toBe(403);
    expect((await app.request(url.replace('a.txt', 'b.txt'))).status).toBe(403);
    expect((await app.request('/blobs/e/1')).status).toBe(400);
    expect((await app.request(await blobs.presignDownload('e/2', 'a.txt', 60))).status).toBe(404);
    const upload = await blobs.presignUpload('e/1', 'text/plain', 1, 60);
    expect((await app.request(`${upload.url}&name=a.txt`)).status).toBe(403);
    now = start + 60_000;
    expect((await app.request(url)).status).toBe(403);
  });
  test('answers HEAD without a body', async () => {
    const { app, blobs } = make();
    await blobs.put('e/1', new Uint8Array(5), 'text/plain');
    const answer = await app.request(await blobs.presignDownload('e/1', 'a.txt', 60), { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '5', '']);
  });
});

test.each([
  '',
  '/',
  'a//b',
  '/a',
  'a/',
  '..',
  'a/../b',
  '.',
  'a/.',
  '...',
  'a b',
  'a\\b',
  'a~',
  'é',
  'a\0',
  '%2e%2e',
  'a'.repeat(201),
  'a/'.repeat(512),
])('key %j is refused', (key) => expect(() => checkedKey(key)).toThrow(RangeError));
test.each(['/blobs/../secret', '/blobs/a/..%2f..%2fsecret', '/blobs/%2e%2e/%2e%2e/etc/passwd'])('%s leads nowhere', async (path) => {
  const answer = await make().app.request(`http://x${path}?expires=9999999999&name=a&sig=x`);
  expect([400, 403, 404]).toContain(answer.status);
});
test('a key that is fit stays as it is', () => expect(checkedKey('e/7K3M-92QF-W8XT1/a_b=c.1')).toBe('e/7K3M-92QF-W8XT1/a_b=c.1'));

describe('over a connection', () => {
  const serving = async (act: (origin: string, blobs: ReturnType<typeof make>['blobs']) => Promise<void>): Promise<void> => {
    const { app, blobs } = make();
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    await once(server, 'listening');
    const address = server.address();
    try {
      await act(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, blobs);
    } finally {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    }
  };
  const mega = 'x'.repeat(1_000_000);
  test('bytes go up and down whole', () =>
    serving(async (origin, blobs) => {
      const { url, headers } = await blobs.presignUpload('up/1', 'image/png', mega.length, 60);
      expect((await fetch(origin + url, { method: 'PUT', headers, body: mega })).status).toBe(200);
      const answer = await fetch(origin + (await blobs.presignDownload('up/1', 'a.png', 60)));
      expect(await answer.text()).toBe(mega);
    }));
  test('who goes away in the middle of a download disturbs nobody', () =>
    serving(async (origin, blobs) => {
      await blobs.put('up/1', new Uint8Array(20_000_000), 'image/png');
      const url = origin + (await blobs.presignDownload('up/1', 'a.png', 60));
      const [host = '', port = ''] = origin.slice(7).split(':');
      const socket = connect(Number(port), host);
      socket.write(`GET ${url.slice(origin.length)} HTTP/1.1\r\nHost: x\r\n\r\n`);
      await once(socket, 'data');
      socket.destroy();
      await once(socket, 'close');
      expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(20_000_000);
    }));
  test('who goes away in the middle of an upload leaves nothing, and may come again', () =>
    serving(async (origin, blobs) => {
      const { url, headers } = await blobs.presignUpload('up/1', 'image/png', mega.length, 60);
      const [host = '', port = ''] = origin.slice(7).split(':');
      const socket = connect(Number(port), host);
      socket.write(`PUT ${url} HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\nContent-Length: ${mega.length}\r\n\r\n${mega.slice(9)}`);
      await vi.waitFor(() => expect(everything()).toHaveLength(1)); // it is being written aside
      socket.destroy();
      await once(socket, 'close');
      expect((await fetch(origin + url, { method: 'PUT', headers, body: mega })).status).toBe(200);
      expect(everything().toSorted()).toEqual(['1~bytes', '1~type']);
    }));
});
