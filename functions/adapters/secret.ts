import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** A secret's text, read once at the start of a function. Throws when it is empty: nothing may be signed with nothing. */
export async function readSecret(arn: string, client = new SecretsManagerClient({})): Promise<string> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  if (!SecretString || SecretString.length < 32) throw new Error('the link secret is missing or too short');
  return SecretString;
}
