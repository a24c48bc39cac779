import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { dynamoTable } from '#adapters/dynamo-table.ts';
import { makeStores } from '#stores/stores.ts';
import type { Deps } from '#usecases/deps.ts';
import type { Blobs, Identity, Letters, Mail, MailFormat, Schedule, Workflows } from '#usecases/ports.ts';
import { companySchema } from './company.ts';

/** Names of the environment on AWS; infra/stacks set them, nobody else reads them. */
export const environmentSchema = z.object({
  TABLE: z.string(),
  BUCKET: z.string(),
  PUBLIC_URL: z.url(),
  CLAIMS_ADDRESS: z.string(),
  CONFIGURATION_SET: z.string(),
  LINK_SECRET_ARN: z.string(),
  MACHINE_ARNS: z.string().transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text))),
  COMPANY: z.string().transform((text) => companySchema.parse(JSON.parse(text))),
  SCHEDULE: z
    .string()
    .transform((text) =>
      z.object({ group: z.string(), targetArn: z.string(), roleArn: z.string(), deadLetterArn: z.string() }).parse(JSON.parse(text)),
    ),
});

/** Loads an adapter at its first use: a function that sends no mail never evaluates the mail client, which keeps the cold start short. */
function onFirstUse<T extends object>(load: () => Promise<T>, names: readonly (keyof T & string)[]): T {
  let loaded: Promise<T> | undefined;
  const call =
    (name: keyof T & string) =>
    async (...args: unknown[]) => {
      loaded ??= load();
      const port = await loaded;
      return (port[name] as (...args: unknown[]) => unknown)(...args);
    };
  return Object.fromEntries(names.map((name) => [name, call(name)])) as T;
}

/** Wires the ports on AWS. */
export async function composeOnAws(environment: Record<string, string | undefined>): Promise<Deps> {
  const env = environmentSchema.parse(environment);
  const stores = makeStores(dynamoTable({ client: new DynamoDBClient({}), tableName: env.TABLE }));
  const { readSecret } = await import('#adapters/secret.ts');
  const linkSecret = await readSecret(env.LINK_SECRET_ARN);
  return {
    stores,
    workflows: onFirstUse<Workflows>(async () => {
      const [{ SFNClient }, { sfnWorkflows }] = await Promise.all([import('@aws-sdk/client-sfn'), import('#adapters/sfn-workflows.ts')]);
      return sfnWorkflows({ client: new SFNClient({}), machines: env.MACHINE_ARNS, clock: Date });
    }, ['start', 'complete', 'fail', 'stop']),
    blobs: onFirstUse<Blobs>(async () => {
      const [{ S3Client }, { s3Blobs }] = await Promise.all([import('@aws-sdk/client-s3'), import('#adapters/s3-blobs.ts')]);
      return s3Blobs({ client: new S3Client({}), bucket: env.BUCKET });
    }, ['presignUpload', 'presignDownload', 'put', 'get', 'head']),
    mail: onFirstUse<Mail>(async () => {
      const [{ SESClient }, { sesMail }] = await Promise.all([import('@aws-sdk/client-ses'), import('#adapters/ses-mail.ts')]);
      // Delivery events that came in say that a mail left; without one nobody knows.
      const outcome = async (messageId: string) => {
        const threaded = await stores.mails.byMessageId(messageId);
        const mail = threaded?.mailId && (await stores.mails.out(threaded.mailId));
        return mail && (mail.state === 'sent' || mail.state === 'bounced') ? ('handed-over' as const) : ('unknown' as const);
      };
      return sesMail({ client: new SESClient({ maxAttempts: 1 }), configurationSet: env.CONFIGURATION_SET, outcome });
    }, ['send', 'outcome']),
    schedule: onFirstUse<Schedule>(async () => {
      const [{ SchedulerClient }, { eventBridgeSchedule }] = await Promise.all([
        import('@aws-sdk/client-scheduler'),
        import('#adapters/eventbridge-schedule.ts'),
      ]);
      return eventBridgeSchedule({ client: new SchedulerClient({}), ...env.SCHEDULE });
    }, ['at', 'cancel']),
    letters: onFirstUse<Letters>(async () => (await import('#adapters/pdf-letters.ts')).pdfLetters({ assets: './assets' }), ['render']),
    mailFormat: onFirstUse<MailFormat>(async () => (await import('#adapters/mail-format.ts')).mailFormat(), ['compose', 'parse']),
    clock: { now: () => Date.now() },
    newId: (bytes) => randomBytes(bytes),
    log: (event, facts) => console.log(JSON.stringify({ event, ...facts })),
    config: { publicUrl: env.PUBLIC_URL, claimsAddress: env.CLAIMS_ADDRESS, linkSecret, company: env.COMPANY },
    // A function may be frozen the moment it answers: what belongs to the answer is done before it.
    later: (work) => work(),
  };
}

const identityEnvironment = z.object({
  ISSUER: z.url(),
  AUTHORIZE_URL: z.url(),
  TOKEN_URL: z.url(),
  JWKS_URL: z.url(),
  CLIENT_ID: z.string(),
  SIGN_OUT_URL: z.url(),
});

export async function identityOnAws(environment: Record<string, string | undefined>): Promise<Identity> {
  const env = identityEnvironment.parse(environment);
  const { oidcIdentity } = await import('#adapters/oidc-identity.ts');
  return oidcIdentity({
    issuer: env.ISSUER,
    authorizationEndpoint: env.AUTHORIZE_URL,
    tokenEndpoint: env.TOKEN_URL,
    jwksUri: env.JWKS_URL,
    clientId: env.CLIENT_ID,
    signOut: { endpoint: env.SIGN_OUT_URL, returnParameter: 'logout_uri' },
  });
}
