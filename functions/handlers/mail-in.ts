import { type SnsEvent, sesMailsOf } from '#adapters/ses-events.ts';
import { receiveMail } from '#usecases/receive-mail.ts';
import { composeOnAws } from './compose.ts';

const deps = composeOnAws(process.env);

/** SES has put the raw mail into the bucket; its notification names its key and the envelope. */
export const handler = async (event: SnsEvent) => {
  const ready = await deps;
  for (const mail of sesMailsOf(event)) {
    const raw = await ready.blobs.get(mail.key);
    if (!raw) throw new Error('the mail that SES announced is not in the bucket');
    await receiveMail(ready, raw, mail.envelope);
  }
};
