import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import { messageIdOfTag, sesMail } from '#adapters/ses-mail.ts';
import { openDatabase } from '#infra/local/database.ts';
import { createMailbox } from '#infra/local/mailbox.ts';
import { describeMail } from './mail.ts';

describeMail('mailbox', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mail-'));
  const database = openDatabase(join(folder, 'mail.db'));
  const mail = createMailbox({ database, clock: { now: () => 0 } });
  return {
    mail,
    close: async () => {
      await mail.idle();
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
});

// SES is a fake that publishes its event at once; the outcome reads what such an event brings: our tag.
describeMail('SES', async () => {
  const client = new SESClient({ region: 'eu-central-1', maxAttempts: 1 });
  const known = new Set<string>();
  let sent = 0;
  const mock = mockClient(client);
  mock.on(SendRawEmailCommand).callsFake(async ({ Tags }) => {
    known.add(messageIdOfTag(Tags[0].Value));
    return { MessageId: `ses-${sent++}` };
  });
  const outcome = async (messageId: string) => (known.has(messageId) ? ('handed-over' as const) : ('unknown' as const));
  return { mail: sesMail({ client, configurationSet: 'mail', outcome }), close: async () => mock.restore() };
});
