import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import { readSecret } from '#adapters/secret.ts';

it('a secret is read by its name, and one that is missing or short stops the start', async () => {
  const client = new SecretsManagerClient({ region: 'eu-central-1' });
  const mock = mockClient(client);
  mock.on(GetSecretValueCommand, { SecretId: 'arn:good' }).resolves({ SecretString: 'x'.repeat(64) });
  mock.on(GetSecretValueCommand, { SecretId: 'arn:short' }).resolves({ SecretString: 'short' });
  mock.on(GetSecretValueCommand, { SecretId: 'arn:none' }).resolves({});
  expect(await readSecret('arn:good', client)).toHaveLength(64);
  await expect(readSecret('arn:short', client)).rejects.toThrow('too short');
  await expect(readSecret('arn:none', client)).rejects.toThrow('missing');
});
