import { type Actor, actorName } from '#domain/actor.ts';
import { type CounterClaim, decideCounterClaim } from '#domain/contracts/counter-claim.ts';
import type { FreezeDecision, FrozenPart } from '#domain/contracts/counter-claim-record.ts';
import { sheetOf } from '#domain/contracts/covered-sheet.ts';
import type { Freeze } from '#domain/contracts/facts.ts';
import { Refusal } from '#domain/errors.ts';
import { decimalOf, minorOf } from '#domain/money.ts';
import type { Signer } from '#domain/replies/company.ts';
import { buildDecisionLetter } from '#domain/replies/decision-letter.ts';
import { seal } from './approve-counter-claim.ts';
import { booksFor, termFrom } from './counter-claim-books.ts';
import { counterClaimFor } from './counter-claim-for.ts';
import { type Deps, isoNow, today } from './deps.ts';
import { recordCounterClaim } from './record-counter-claim.ts';
import { sendDecision } from './send-decision.ts';

export type DecisionInput = { freeze: string; accepted: string; reason: string };

/**
 * Legal decides on one disputed part: how much of it is accepted (0 to all of it), and why. The letter to the customer is sealed here; decision, event, the row of the
 * books and the task to send it are one transaction. The same decision again changes nothing, another one on a decided part is refused ('wrong-state').
 */
export async function decideDispute(deps: Deps, actor: Actor, id: string, input: DecisionInput): Promise<CounterClaim> {
  const { counterClaim, self } = await counterClaimFor(deps, actor, 'counter-claim.decide', id);
  const part = counterClaim.freezes.find((candidate) => candidate.id === input.freeze);
  if (!part) throw new Refusal('not-found');
  const accepted = acceptedOf(input.accepted);
  const reason = input.reason.trim();
  if (part.decision?.accepted === accepted && part.decision.reason === reason) return counterClaim;
  const books = await booksFor(deps, counterClaim);
  const row = await deps.stores.accounts.freeze(counterClaim.accountId, part.id);
  const made = { day: books.asOf, at: isoNow(deps), by: actorName(actor), accepted, reason };
  const decidedRow: Freeze | undefined = row && { ...row.value, decision: made };
  const freezes = books.book.freezes.map((freeze) => (freeze.id === part.id && decidedRow ? decidedRow : freeze));
  const sheet = sheetOf(counterClaim, { ...books, book: { ...books.book, freezes } });
  const term = await termFrom(deps, counterClaim, books);
  // Once without its letter: whatever is wrong is refused before a number is taken, and what it leads to goes into the letter.
  const decide = (letter: FreezeDecision['letter']) =>
    decideCounterClaim(counterClaim, { do: 'decide-freeze', freeze: part.id, decision: { ...made, letter }, sheet, term });
  const [first] = decide({ key: '', sha256: '', outgoingNumber: '' });
  if (first?.type !== 'freeze-decided') throw new Refusal('wrong-state');
  const letter = await letterOf(deps, { counterClaim, books, part, decision: first.decision, sheet: first.sheet, signer: self.person });
  return recordCounterClaim(
    deps,
    counterClaim,
    decide(letter),
    { actor },
    {
      writes: decidedRow && row ? [deps.stores.accounts.freezeWrite(decidedRow, row.v + 1)] : [],
      tells: [{ tell: 'step', step: 'send-decision', input: { counterClaim: counterClaim.id, freeze: part.id } }],
      steps: { 'send-decision': sendDecision },
    },
  );
}

/** As people type it: "1 200,50". Refuses ('invalid') what is no amount. */
function acceptedOf(typed: string): string {
  const amount = typed.replaceAll(/\s/g, '').replace(',', '.');
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(amount)) throw new Refusal('invalid', undefined, [{ path: 'accepted', code: 'amount' }]);
  return decimalOf(minorOf(amount));
}

type LetterInput = {
  counterClaim: CounterClaim;
  books: Awaited<ReturnType<typeof booksFor>>;
  part: FrozenPart;
  decision: FreezeDecision;
  sheet: CounterClaim['sheet'] | undefined;
  signer: Signer;
};
async function letterOf(deps: Deps, { books, ...input }: LetterInput): Promise<FreezeDecision['letter']> {
  const { company } = deps.config;
  const date = today(deps, company.zone);
  const outgoingNumber = `${date.slice(0, 4)}-${String(await deps.stores.counters.next(`outgoing-${date.slice(0, 4)}`)).padStart(5, '0')}`;
  const { account, contract } = books;
  const letter = buildDecisionLetter({ ...input, account, contract, date, outgoingNumber, company });
  return { ...(await seal(deps, input.counterClaim.id, letter)), outgoingNumber };
}
