import type { MailId } from '#domain/ids.ts';
import type { OutMail } from '#stores/mail-store.ts';
import { type Deps, isoNow } from './deps.ts';
import type { MailContent, Write } from './ports.ts';

export type Outgoing = {
  id: MailId;
  kind: OutMail['kind'];
  subject: string;
  to: { name: string; address: string };
  /** Written together with the mark *sending*; a condition that fails there keeps the mail from leaving. */
  mark?: (writes: readonly Write[]) => Promise<void>;
  /** Called only when the mail really is about to leave; makes the parts that cost work (letters, links). */
  content: () => Promise<Omit<MailContent, 'messageId' | 'to' | 'date' | 'from'>>;
  /** For the thread: whose answer to this mail joins what. */
  thread?: { reference?: string; counterClaim?: string } | undefined;
};

export const messageIdOf = (deps: Deps, id: MailId): string => `<${id}@${deps.config.claimsAddress.split('@')[1] ?? 'localhost'}>`;

/**
 * At most once: marks *sending*, sends, marks *sent*. A mail found in *sending* was interrupted: what the provider knows decides; what nobody knows is
 * 'unknown' and goes to a person, never out again blindly.
 */
export async function sendOnce(deps: Deps, mail: Outgoing): Promise<'sent' | 'unknown' | 'bounced'> {
  const messageId = messageIdOf(deps, mail.id);
  const found = await deps.stores.mails.out(mail.id);
  if (found && found.state !== 'sending') return found.state;
  const row: OutMail = {
    id: mail.id,
    messageId,
    kind: mail.kind,
    subject: mail.subject,
    to: mail.to.address,
    state: 'sending',
    at: isoNow(deps),
  };
  if (found) {
    const outcome = await deps.mail.outcome(messageId);
    // When it was marked stays: clocks that a question stops count from then.
    if (outcome !== 'never') return settle(deps, found, outcome === 'handed-over' ? 'sent' : 'unknown');
  }
  // The content is made before the mark, so that a letter that cannot be made leaves nothing half done.
  const content = await mail.content();
  const from = { name: deps.config.company.name, address: deps.config.claimsAddress };
  const raw = await deps.mailFormat.compose({ ...content, messageId, from, to: mail.to, date: row.at });
  if (!found) {
    const threaded = deps.stores.mails.threadedWrite(messageId, { ...mail.thread, mailId: mail.id, party: mail.to.address });
    const writes = [deps.stores.mails.outWrite(row, 'absent'), threaded];
    await (mail.mark ? mail.mark(writes) : deps.stores.mails.write(writes));
  } else await deps.stores.mails.write([deps.stores.mails.outWrite(row)]); // it leaves only now
  try {
    const { providerId } = await deps.mail.send({ messageId, from: from.address, to: mail.to.address, raw });
    // A provider may put its own id in place of ours; answers then name that one.
    if (mail.thread)
      await deps.stores.mails.write([
        deps.stores.mails.threadedWrite(providerId, { ...mail.thread, mailId: mail.id, party: mail.to.address }),
      ]);
  } catch (error) {
    deps.log('mail-outcome-open', { kind: mail.kind, id: mail.id, error: error instanceof Error ? error.name : 'unknown' });
    const outcome = await deps.mail.outcome(messageId);
    // Surely not sent: the step is tried again, and finds the mark.
    if (outcome === 'never') throw error;
    return settle(deps, row, outcome === 'handed-over' ? 'sent' : 'unknown');
  }
  return settle(deps, row, 'sent');
}

async function settle(deps: Deps, row: OutMail, state: 'sent' | 'unknown'): Promise<'sent' | 'unknown'> {
  await deps.stores.mails.write([deps.stores.mails.outWrite({ ...row, state })]);
  return state;
}
