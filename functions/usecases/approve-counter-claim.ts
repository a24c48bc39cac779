import type { Actor } from '#domain/actor.ts';
import { canonical, sha256 } from '#domain/chain.ts';
import { type CounterClaim, decideCounterClaim } from '#domain/contracts/counter-claim.ts';
import type { RungLetter } from '#domain/contracts/counter-claim-record.ts';
import { sheetOf } from '#domain/contracts/covered-sheet.ts';
import { type LadderStep, stepOf } from '#domain/contracts/ladder.ts';
import { proposeSetOff } from '#domain/contracts/set-off.ts';
import { type Sheet, sameFacts } from '#domain/contracts/sheet.ts';
import { Refusal } from '#domain/errors.ts';
import { buildCounterClaimLetter } from '#domain/replies/counter-claim-letter.ts';
import type { Letter } from '#domain/replies/letter.ts';
import { booksFor } from './counter-claim-books.ts';
import { counterClaimFor } from './counter-claim-for.ts';
import { type Deps, today } from './deps.ts';
import { ledgerFacts } from './ledger-facts.ts';
import { recordCounterClaim } from './record-counter-claim.ts';
import { scanAccount } from './scan-breaches.ts';

export type Approval = {
  /** Of the sheet that legal saw. */
  fingerprint: string;
  /** Another channel than the ladder's, where the last letter came back. */
  channel?: 'email' | 'post' | undefined;
};

/** Legal approves: the sheet as of its day, with the fee of the rung, and the exact letter are fixed here, and that is what is sent. */
export async function approveCounterClaim(deps: Deps, actor: Actor, id: string, { fingerprint, channel }: Approval): Promise<CounterClaim> {
  const { counterClaim, self } = await counterClaimFor(deps, actor, 'counter-claim.decide', id);
  if (counterClaim.state !== 'proposed') throw new Refusal('wrong-state');
  if (counterClaim.sheet.fingerprint !== fingerprint) throw new Refusal('stale-approval');
  const books = await booksFor(deps, counterClaim);
  // A payment may have come since the scan: then the sheet is brought up to date and legal looks again. Days that merely passed change nothing.
  if (!sameFacts(counterClaim.sheet, sheetOf(counterClaim, books))) {
    await scanAccount(deps, counterClaim.accountId);
    throw new Refusal('stale-approval');
  }
  const step = stepOf(counterClaim.ladder, counterClaim.rung);
  const date = today(deps, deps.config.company.zone);
  const number = await deps.stores.counters.next(`outgoing-${date.slice(0, 4)}`);
  const outgoingNumber = `${date.slice(0, 4)}-${String(number).padStart(5, '0')}`;
  const sends = sendsOf(counterClaim, step, date, channel);
  const sheet = withFee(counterClaim, books, { ...sends, outgoingNumber });
  const letter = buildCounterClaimLetter({
    law: await deps.stores.law.current(),
    counterClaim: { ...counterClaim, language: sends.language },
    sheet,
    account: books.account,
    contract: books.contract,
    date,
    outgoingNumber,
    signer: self.person,
    setOff: await setOffFor(deps, books, sheet),
    company: deps.config.company,
    channel: sends.channel,
  });
  const sealed = await seal(deps, id, letter);
  const hash = sha256(canonical({ letter: sealed.sha256, total: sheet.total, currency: sheet.currency }));
  const facts = decideCounterClaim(counterClaim, { do: 'approve', letter: { ...sealed, outgoingNumber, hash }, sheet, sends });
  return recordCounterClaim(deps, counterClaim, facts, { actor });
}

/** What could be set off against the invoices of this sheet, to be proposed in its letter; booking it takes two people of its own. */
async function setOffFor(deps: Deps, { account, contract, asOf }: Awaited<ReturnType<typeof booksFor>>, { lines }: Sheet) {
  const facts = await ledgerFacts(deps, account.id);
  return facts && proposeSetOff(facts, contract, asOf, { invoiceIds: lines.map(({ invoiceId }) => invoiceId) });
}

const sendsOf = (
  { language }: CounterClaim,
  step: LadderStep,
  date: string,
  channel: Approval['channel'],
): Pick<RungLetter, 'channel' | 'language' | 'date' | 'fee'> => ({
  channel: channel ?? step.channel ?? 'email',
  language: step.language ?? language,
  date,
  ...(step.fee === undefined ? {} : { fee: step.fee }),
});

/** The sheet that legal saw, and the fee of this letter on it. */
function withFee(
  counterClaim: CounterClaim,
  books: Awaited<ReturnType<typeof booksFor>>,
  sends: Pick<RungLetter, 'channel' | 'language' | 'date' | 'fee' | 'outgoingNumber'>,
): Sheet {
  const { sheet, rung, letters } = counterClaim;
  if (sends.fee === undefined) return sheet;
  const entry: RungLetter = { ...sends, rung, asOf: sheet.asOf, total: sheet.total, key: '', sha256: '', hash: '' };
  return sheetOf({ ...counterClaim, letters: [...letters, entry] }, { ...books, asOf: sheet.asOf });
}

/** Renders and keeps a letter; the name of the file holds its hash, so that a letter is never written over. */
export async function seal(deps: Deps, id: string, letter: Letter): Promise<{ key: string; sha256: string }> {
  const bytes = await deps.letters.render(letter);
  const hash = sha256(bytes);
  const key = `letters/${id}/${letter.outgoingNumber}-${hash.slice(0, 16)}.pdf`;
  await deps.blobs.put(key, bytes, 'application/pdf');
  return { key, sha256: hash };
}
