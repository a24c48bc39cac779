import { describe, expect, it } from 'vitest';
import { sesEventsOf, sesMailsOf } from '#adapters/ses-events.ts';
import { tagOf } from '#adapters/ses-mail.ts';

const sns = (message: unknown) => ({ Records: [{ Sns: { Message: JSON.stringify(message) } }] });
const id = '<reply-0000-0000-00001-1@polar.example>';
const event = (eventType: string, more: object = {}) => sns({ eventType, mail: { tags: { mail: [tagOf(id)] } }, ...more });

describe('what SES tells', () => {
  it('of a mail that came in is its key in the bucket and its envelope', () => {
    const message = {
      notificationType: 'Received',
      mail: { source: 'a@b.example', destination: ['claims@polar.example'] },
      receipt: { recipients: ['claims+x@polar.example'], action: { type: 'S3', objectKey: 'mail/raw/abc' } },
    };
    expect(sesMailsOf(sns(message))).toEqual([{ key: 'mail/raw/abc', envelope: { from: 'a@b.example', to: ['claims+x@polar.example'] } }]);
  });
  it('and is none of this goes to the dead-letter queue, not into silence', () => {
    expect(() => sesMailsOf(sns({ notificationType: 'Bounce' }))).toThrow();
    expect(() => sesMailsOf({})).toThrow();
    expect(() => sesEventsOf(sns({}))).toThrow();
  });
  it.each([
    ['Send', {}, 'delivered'],
    ['Delivery', {}, 'delivered'],
    ['Complaint', {}, 'complaint'],
    ['Reject', {}, 'bounced'],
    ['Bounce', { bounce: { bounceType: 'Permanent', bounceSubType: 'General' } }, 'bounced'],
  ])('%s of our mail is found by the tag that carries our Message-ID', (type, more, kind) => {
    expect(sesEventsOf(event(type, more))).toMatchObject([{ messageId: id, kind }]);
  });
  it('a soft bounce is not yet a bounce, an opened mail is nothing, a mail without our tag is not ours', () => {
    expect(sesEventsOf(event('Bounce', { bounce: { bounceType: 'Transient', bounceSubType: 'MailboxFull' } }))).toEqual([]);
    expect(sesEventsOf(event('Open'))).toEqual([]);
    expect(sesEventsOf(sns({ eventType: 'Delivery', mail: {} }))).toEqual([]);
  });
});
