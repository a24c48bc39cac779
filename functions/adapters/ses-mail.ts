import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { Mail } from '#usecases/ports.ts';

type SesMailOptions = {
  /** Made with maxAttempts 1: after a lost answer the SDK would send the mail a second time. */
  client: SESClient;
  /** Publishes the events that tell what became of a mail. */
  configurationSet: string;
  /** What the events kept by the application say of a mail. */
  outcome: (messageId: string) => Promise<'handed-over' | 'unknown'>;
  wait?: (milliseconds: number) => Promise<void>;
};

/** SES replaces the Message-ID by its own; its events carry ours back in this tag. */
export const mailTag = 'mail';
/** A tag may hold letters, digits, - and _ only, at most 256 of them: enough for a Message-ID of 192 bytes. */
export const tagOf = (messageId: string): string => Buffer.from(messageId).toString('base64url');
export const messageIdOfTag = (tag: string): string => Buffer.from(tag, 'base64url').toString();

const refusedForNow = ['Throttling', 'ThrottlingException', 'TooManyRequestsException'];
const mostTries = 5;

/** The Mail port on SES. A mail that SES surely did not take because it was busy is offered again; after any other failure the caller asks `outcome`. */
export function sesMail({ client, configurationSet, outcome, wait = sleep }: SesMailOptions): Mail {
  return {
    async send({ messageId, from, to, raw }) {
      const command = new SendRawEmailCommand({
        Source: from,
        Destinations: [to],
        RawMessage: { Data: raw },
        ConfigurationSetName: configurationSet,
        Tags: [{ Name: mailTag, Value: tagOf(messageId) }],
      });
      for (let tries = 1; ; tries++) {
        try {
          const { MessageId } = await client.send(command);
          if (!MessageId) throw new Error('SES gave no id');
          return { providerId: MessageId };
        } catch (error) {
          const busy = error instanceof Error && refusedForNow.includes(error.name);
          if (!busy || tries >= mostTries) throw error;
          await wait(Math.random() * 100 * 2 ** tries);
        }
      }
    },
    outcome,
  };
}

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
