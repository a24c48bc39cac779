import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, HeadObjectCommand, NoSuchKey, NotFound, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { s3Blobs } from '#adapters/s3-blobs.ts';
import { fileBlobs } from '#infra/local/file-blobs.ts';
import { describeBlobs } from './blobs.ts';

const clock = { now: () => Date.parse('2027-03-01T10:00:00Z') };

describeBlobs('files', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'blobs-'));
  return { blobs: fileBlobs({ directory, secret: 'secret', clock }), close: async () => rmSync(directory, { recursive: true }) };
});

// No S3 runs here: a map answers as S3 does, so that what is tested is our speech to it.
describeBlobs('S3', async () => {
  const client = new S3Client({
    region: 'eu-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
  });
  const kept = new Map<string, { bytes: Uint8Array; type: string }>();
  const missing = { message: 'missing', $metadata: { httpStatusCode: 404 } };
  const mock = mockClient(client);
  mock.on(PutObjectCommand).callsFake(async ({ Key, Body, ContentType }) => void kept.set(Key, { bytes: Body, type: ContentType }));
  mock.on(GetObjectCommand).callsFake(async ({ Key }) => {
    const found = kept.get(Key);
    if (!found) throw new NoSuchKey(missing);
    return { Body: { transformToByteArray: async () => found.bytes } };
  });
  mock.on(HeadObjectCommand).callsFake(async ({ Key }) => {
    const found = kept.get(Key);
    if (!found) throw new NotFound(missing);
    return { ContentLength: found.bytes.length, ContentType: found.type };
  });
  return { blobs: s3Blobs({ client, bucket: 'evidence', clock }), close: async () => mock.restore() };
});
