import type { Claim } from '#domain/claims/claim.ts';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import type { MailId, PersonId } from '#domain/ids.ts';
import { counterClaimNotice, type NoticeKind, noticeMail } from '#domain/replies/mails.ts';
import type { CounterClaimNoticeKind } from '#domain/replies/notice-texts.ts';
import type { CompanyPeople } from '#stores/company-store.ts';
import type { Deps } from './deps.ts';
import { sendOnce } from './send-mail.ts';

/** Tells a person of the company about a claim, once per `key`. Somebody who is unknown or disabled is passed over. */
export async function notify(
  deps: Deps,
  company: CompanyPeople,
  to: PersonId,
  about: { kind: NoticeKind; key: string; claim: Claim; comment?: string | undefined },
): Promise<void> {
  const person = company.people.find((candidate) => candidate.id === to && !candidate.disabled);
  if (!person) return;
  const url = `${deps.config.publicUrl}/desk/claims/${about.claim.reference}`;
  await sendOnce(deps, {
    id: `${about.key}-${to}` as MailId,
    kind: 'notice',
    subject: about.claim.reference,
    to: { name: person.name, address: person.email },
    content: async () => ({
      ...noticeMail({ kind: about.kind, claim: about.claim, person, url, comment: about.comment }),
      automatic: 'auto-generated',
      attachments: [],
    }),
  });
}

export async function notifyOfCounterClaim(
  deps: Deps,
  company: CompanyPeople,
  to: PersonId,
  about: {
    kind: CounterClaimNoticeKind;
    key: string;
    counterClaim: CounterClaim;
    /** What the customer or a colleague wrote. */
    comment?: string | undefined;
  },
): Promise<void> {
  const person = company.people.find((candidate) => candidate.id === to && !candidate.disabled);
  if (!person) return;
  const url = `${deps.config.publicUrl}/counter-claims/${about.counterClaim.id}`;
  await sendOnce(deps, {
    id: `${about.key}-${to}` as MailId,
    kind: 'notice',
    subject: about.counterClaim.id,
    to: { name: person.name, address: person.email },
    content: async () => ({
      ...counterClaimNotice({ kind: about.kind, counterClaim: about.counterClaim, person, url, comment: about.comment }),
      automatic: 'auto-generated',
      attachments: [],
    }),
  });
}

export const legalPeople = (company: CompanyPeople): PersonId[] =>
  company.people.filter((person) => person.roles.includes('legal') && !person.disabled).map((person) => person.id);
