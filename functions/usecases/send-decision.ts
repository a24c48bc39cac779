import { sha256 } from '#domain/chain.ts';
import { decideCounterClaim } from '#domain/contracts/counter-claim.ts';
import { Refusal } from '#domain/errors.ts';
import type { MailId } from '#domain/ids.ts';
import { decisionMail } from '#domain/replies/decision-mail.ts';
import { booksFor } from './counter-claim-books.ts';
import type { Deps } from './deps.ts';
import { freshLink } from './fresh-link.ts';
import { sheetUrl } from './links.ts';
import { retried } from './record-claim.ts';
import { recordCounterClaim } from './record-counter-claim.ts';
import { recordCounterClaimDelivery } from './run-counter-claim.ts';
import { sendOnce } from './send-mail.ts';

const system = { kind: 'system', step: 'send-decision' } as const;

/** Sends the letter on a decided dispute, at most once. Told again after a crash it finds what was done and goes on from there. */
export async function sendDecision(deps: Deps, { counterClaim: id, freeze }: { counterClaim: string; freeze: string }): Promise<void> {
  const load = async () => {
    const counterClaim = await deps.stores.counterClaims.load(id);
    const part = counterClaim?.freezes.find((candidate) => candidate.id === freeze);
    if (!counterClaim || !part?.decision) throw new Refusal('not-found');
    return { counterClaim, part, decision: part.decision };
  };
  const { counterClaim, part, decision } = await load();
  if (decision.delivery && decision.delivery !== 'sending') return;
  const { account, contract } = await booksFor(deps, counterClaim);
  const mailId = `decision-${id}-${freeze}` as MailId;
  const outcome = await sendOnce(deps, {
    id: mailId,
    kind: 'counter-claim',
    subject: id,
    to: { name: account.name, address: contract.terms.noticeEmail ?? account.email },
    thread: { counterClaim: id },
    mark: (writes) =>
      retried(async () => {
        const { counterClaim: before, part: now } = await load();
        const facts = decideCounterClaim(before, { do: 'begin-decision-mail', freeze: now.id, mailId });
        await recordCounterClaim(deps, before, facts, { actor: system }, { writes });
      }),
    content: async () => {
      const letter = await deps.blobs.get(decision.letter.key);
      if (!letter || sha256(letter) !== decision.letter.sha256) throw new Error('the letter on a dispute is not what was decided');
      const token = await freshLink(deps, 'counter-claim', id);
      const { outgoingNumber } = decision.letter;
      return {
        ...decisionMail({ counterClaim, part, decision, account, sheetUrl: sheetUrl(deps, token), company: deps.config.company }),
        attachments: [{ name: `${outgoingNumber}.pdf`, type: 'application/pdf', bytes: letter }],
      };
    },
  });
  await recordCounterClaimDelivery(deps, id, mailId, outcome);
}
