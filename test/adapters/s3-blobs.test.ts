import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { s3Blobs } from '#adapters/s3-blobs.ts';

const client = new S3Client({
  region: 'eu-central-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 's' },
});
const blobs = s3Blobs({ client, bucket: 'evidence', clock: { now: () => Date.parse('2027-03-01T10:00:00Z') } });

test('an upload address binds key, size and type, and that nothing is there yet', async () => {
  const slot = await blobs.presignUpload('up/1', 'image/png', 6, 600);
  const url = new URL(slot.url);
  expect(url.host + url.pathname).toBe('evidence.s3.eu-central-1.amazonaws.com/up/1');
  expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;content-type;host;if-none-match');
  expect(url.searchParams.get('X-Amz-Date')).toBe('20270301T100000Z');
  expect(url.searchParams.get('X-Amz-Expires')).toBe('600');
  expect([...url.searchParams.keys()].filter((name) => /checksum/i.test(name))).toEqual([]);
  expect(slot.headers).toEqual({ 'content-type': 'image/png', 'if-none-match': '*' });
  const signature = url.searchParams.get('X-Amz-Signature');
  for (const [type, size] of [
    ['text/html', 6],
    ['image/png', 7],
  ] as const) {
    const other = await blobs.presignUpload('up/1', type, size, 600);
    expect(new URL(other.url).searchParams.get('X-Amz-Signature')).not.toBe(signature);
  }
});
test('a download address makes S3 answer with an attachment', async () => {
  const url = new URL(await blobs.presignDownload('e/1', 'Письмо.pdf', 60));
  expect(url.searchParams.get('response-content-disposition')).toBe(
    'attachment; filename="______.pdf"; filename*=UTF-8\'\'%D0%9F%D0%B8%D1%81%D1%8C%D0%BC%D0%BE.pdf',
  );
  expect(url.searchParams.get('X-Amz-Expires')).toBe('60');
});
test('the application puts with a checksum, as retention wants it', async () => {
  const mock = mockClient(client);
  await blobs.put('letters/1', new Uint8Array([1]), 'application/pdf');
  const expected = { Bucket: 'evidence', Key: 'letters/1', ContentType: 'application/pdf', ChecksumAlgorithm: 'SHA256' };
  expect(mock.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject(expected);
  mock.restore();
});
