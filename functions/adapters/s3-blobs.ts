import { GetObjectCommand, HeadObjectCommand, NoSuchKey, NotFound, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Blobs } from '#usecases/ports.ts';
import { attachment } from './content-disposition.ts';

type S3BlobsOptions = { client: S3Client; bucket: string; clock?: { now(): number } };

/** The Blobs port on S3. Upload addresses bind key, size and type, and hold only as long as nothing has that key (If-None-Match): evidence cannot be exchanged after its hash was taken. */
export function s3Blobs({ client, bucket, clock = Date }: S3BlobsOptions): Blobs {
  // By default the SDK signs the CRC32 of an empty body into every upload address, and S3 then refuses all but empty files.
  client.config.requestChecksumCalculation = async () => 'WHEN_REQUIRED';
  return {
    async presignUpload(key, contentType, size, expiresIn) {
      const now = clock.now();
      const command = new PutObjectCommand({ Bucket: bucket, Key: key, ContentType: contentType, ContentLength: size, IfNoneMatch: '*' });
      // The presigner leaves content-type out unless it is named here, and would take the others into the query, where they bind nothing.
      const bound = new Set(['host', 'content-type', 'content-length', 'if-none-match']);
      const signing = { expiresIn, signingDate: new Date(now), signableHeaders: bound, unhoistableHeaders: bound };
      const url = await getSignedUrl(client, command, signing);
      // The browser sets content-length by itself and lets no script do so.
      const headers = { 'content-type': contentType, 'if-none-match': '*' };
      return { url, method: 'PUT', headers, expires: new Date(now + expiresIn * 1000).toISOString() };
    },
    presignDownload(key, fileName, expiresIn) {
      const command = new GetObjectCommand({ Bucket: bucket, Key: key, ResponseContentDisposition: attachment(fileName) });
      return getSignedUrl(client, command, { expiresIn, signingDate: new Date(clock.now()) });
    },
    async put(key, bytes, contentType) {
      // A bucket with a retention period refuses what comes without a checksum.
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: contentType, ChecksumAlgorithm: 'SHA256' }),
      );
    },
    async get(key) {
      const found = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key })).catch(absent);
      return found?.Body?.transformToByteArray();
    },
    async head(key) {
      const found = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key })).catch(absent);
      return found && { size: found.ContentLength ?? 0, contentType: found.ContentType ?? 'application/octet-stream' };
    },
  };
}

function absent(error: unknown): undefined {
  if (error instanceof NoSuchKey || error instanceof NotFound) return undefined;
  throw error;
}
