import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { messageIdOfTag, sesMail, tagOf } from '#adapters/ses-mail.ts';

const client = new SESClient({ region: 'eu-central-1', maxAttempts: 1 });
const mock = mockClient(client);
const waits: number[] = [];
const mail = sesMail({ client, configurationSet: 'mail-events', outcome: async () => 'unknown', wait: async (ms) => void waits.push(ms) });
const raw = new TextEncoder().encode('Subject: x\r\n\r\ny');
const letter = { messageId: '<m1@redress.example>', from: 'claims@redress.example', to: 'anna@customer.example', raw };
const refusal = (name: string) => Object.assign(new Error(name), { name });
beforeEach(() => {
  mock.reset();
  waits.length = 0;
});

test('sends the bytes as they are, with the configuration set and a tag that names the mail', async () => {
  mock.on(SendRawEmailCommand).resolves({ MessageId: 'ses-1' });
  expect(await mail.send(letter)).toEqual({ providerId: 'ses-1' });
  expect(mock.commandCalls(SendRawEmailCommand)[0]?.args[0].input).toEqual({
    Source: letter.from,
    Destinations: [letter.to],
    RawMessage: { Data: raw },
    ConfigurationSetName: 'mail-events',
    Tags: [{ Name: 'mail', Value: tagOf(letter.messageId) }],
  });
});
test('a tag holds only what SES allows, and leads back', () => {
  const messageId = '<Ünusual+/=id~1@пример.рф>';
  expect(tagOf(messageId)).toMatch(/^[\w-]{1,256}$/);
  expect(messageIdOfTag(tagOf(messageId))).toBe(messageId);
});
test('offers a mail again only when SES was too busy to take it', async () => {
  mock.on(SendRawEmailCommand).rejectsOnce(refusal('Throttling')).rejectsOnce(refusal('Throttling')).resolves({ MessageId: 'ses-1' });
  expect(await mail.send(letter)).toEqual({ providerId: 'ses-1' });
  expect(waits).toHaveLength(2);
});
test('gives up after five times', async () => {
  mock.on(SendRawEmailCommand).rejects(refusal('Throttling'));
  await expect(mail.send(letter)).rejects.toThrow('Throttling');
  expect(mock.commandCalls(SendRawEmailCommand)).toHaveLength(5);
});
test.each(['TimeoutError', 'InternalFailure', 'MessageRejected'])('never repeats a mail after %s', async (name) => {
  mock.on(SendRawEmailCommand).rejectsOnce(refusal(name)).resolves({ MessageId: 'second' });
  await expect(mail.send(letter)).rejects.toThrow(name);
  expect(mock.commandCalls(SendRawEmailCommand)).toHaveLength(1);
});
