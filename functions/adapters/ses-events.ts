import * as z from 'zod';
import { mailTag, messageIdOfTag } from './ses-mail.ts';

const records = z.object({ Records: z.array(z.object({ Sns: z.object({ Message: z.string() }) })) });
export type SnsEvent = z.input<typeof records>;

const received = z.object({
  notificationType: z.literal('Received'),
  mail: z.object({ source: z.string(), destination: z.array(z.string()) }),
  receipt: z.object({ recipients: z.array(z.string()), action: z.object({ type: z.literal('S3'), objectKey: z.string() }) }),
});

/** Key and envelope of the mails that a receipt rule stored. Throws on anything else, so that it ends in the dead-letter queue and not in silence. */
export function sesMailsOf(event: unknown): { key: string; envelope: { from: string; to: string[] } }[] {
  return records.parse(event).Records.map(({ Sns }) => {
    const { mail, receipt } = received.parse(JSON.parse(Sns.Message));
    return { key: receipt.action.objectKey, envelope: { from: mail.source, to: receipt.recipients } };
  });
}

const delivery = z.object({
  eventType: z.enum([
    'Delivery',
    'Bounce',
    'Complaint',
    'Send',
    'Reject',
    'Open',
    'Click',
    'DeliveryDelay',
    'Rendering Failure',
    'Subscription',
  ]),
  mail: z.object({ tags: z.record(z.string(), z.array(z.string())).default({}) }),
  bounce: z.object({ bounceType: z.string(), bounceSubType: z.string() }).optional(),
});

/** What SES tells of our mails, by our own Message-ID, which came along as a tag. A soft bounce is not yet one: SES goes on trying. */
export type MailEvent = { messageId: string; kind: 'delivered' | 'bounced' | 'complaint'; because?: string };
export function sesEventsOf(event: unknown): MailEvent[] {
  return records.parse(event).Records.flatMap(({ Sns }): MailEvent[] => {
    const { eventType, mail, bounce } = delivery.parse(JSON.parse(Sns.Message));
    const tag = mail.tags[mailTag]?.[0];
    if (!tag) return [];
    const messageId = messageIdOfTag(tag);
    if (eventType === 'Delivery' || eventType === 'Send') return [{ messageId, kind: 'delivered' }];
    if (eventType === 'Complaint') return [{ messageId, kind: 'complaint' }];
    if (eventType === 'Reject' || (eventType === 'Bounce' && bounce?.bounceType === 'Permanent'))
      return [{ messageId, kind: 'bounced', because: bounce?.bounceSubType ?? eventType }];
    return [];
  });
}
