import type { MailId, Reference } from '#domain/ids.ts';
import { surveyMail } from '#domain/replies/mails.ts';
import { claimOf } from './authorise.ts';
import type { Deps } from './deps.ts';
import { freshLink } from './fresh-link.ts';
import { statusUrl } from './links.ts';
import { decideAndRecord, retried } from './record-claim.ts';
import { sendOnce } from './send-mail.ts';

const system = { kind: 'system', step: 'close-silent' } as const;

/** The customer said nothing for thirty days: the claim closes, and a mail asks how satisfied they are and how to object. */
export async function closeSilent(deps: Deps, reference: Reference): Promise<'closed' | 'disputed'> {
  const claim = await retried(async () => {
    const before = await claimOf(deps, reference);
    if (before.stage !== 'answered') return before;
    return (await decideAndRecord(deps, before, { do: 'close', how: 'silence' }, { actor: system })).claim;
  });
  if (claim.stage !== 'closed') return 'disputed';
  await sendOnce(deps, {
    id: `survey-${reference}` as MailId,
    kind: 'survey',
    subject: reference,
    to: { name: claim.contact.name, address: claim.contact.email },
    thread: { reference },
    content: async () => {
      const token = await freshLink(deps, 'claim', reference);
      return {
        ...surveyMail({ claim, statusUrl: statusUrl(deps, token), company: deps.config.company }),
        automatic: 'auto-generated',
        attachments: [],
      };
    },
  });
  return 'closed';
}
