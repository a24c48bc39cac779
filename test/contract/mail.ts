import { describe, expect, test } from 'vitest';
import type { Mail } from '#usecases/ports.ts';

export type MadeMail = { mail: Mail; close: () => Promise<void> };

/** What every Mail must do. */
export function describeMail(name: string, make: () => Promise<MadeMail>): void {
  describe(`Mail: ${name}`, () => {
    const raw = new TextEncoder().encode('Message-ID: <m1@redress.example>\r\nSubject: Reply\r\n\r\nDear Anna\r\n');
    const mail = { messageId: '<m1@redress.example>', from: 'claims@redress.example', to: 'anna@customer.example', raw };
    const using = async (act: (mail: Mail) => Promise<void>): Promise<void> => {
      const made = await make();
      await act(made.mail).finally(made.close);
    };
    test('a mail that was sent has an id and is handed over', () =>
      using(async (port) => {
        const { providerId } = await port.send(mail);
        expect(providerId).toMatch(/\S/);
        expect(await port.outcome(mail.messageId)).toBe('handed-over');
      }));
    test('a mail that was not sent is not handed over', () =>
      using(async (port) => {
        await port.send(mail);
        expect(await port.outcome('<m2@redress.example>')).not.toBe('handed-over');
      }));
    test('two mails have two ids', () =>
      using(async (port) => {
        const first = await port.send(mail);
        const second = await port.send({ ...mail, messageId: '<m2@redress.example>' });
        expect(second.providerId).not.toBe(first.providerId);
      }));
  });
}
