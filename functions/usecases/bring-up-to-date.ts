import { type CounterClaim, decideCounterClaim, replayCounterClaim } from '#domain/contracts/counter-claim.ts';
import { openStates } from '#domain/contracts/counter-claim-record.ts';
import { sheetOf, uncoveredSheet, withLines } from '#domain/contracts/covered-sheet.ts';
import type { Book, Contract } from '#domain/contracts/facts.ts';
import { ladderOf } from '#domain/contracts/ladder.ts';
import { booksOf, type FixedClaim, makeSheet, type Sheet, sameFacts } from '#domain/contracts/sheet.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import { base32, type CounterClaimId } from '#domain/ids.ts';
import { minorOf } from '#domain/money.ts';
import { actingNow } from './authorise.ts';
import { type Deps, today } from './deps.ts';
import { retried } from './record-claim.ts';
import { recordCounterClaim } from './record-counter-claim.ts';

const system = { kind: 'system', step: 'scan-account' } as const;
type Day = { book: Book; contract: Contract; asOf: LegalDay; others: readonly FixedClaim[]; earlier: readonly CounterClaim[] };

/**
 * What is claimed under one contract, brought up to date with the books of the day: each counter-claim whose letter has gone keeps to the lines of that letter; what
 * falls due later is gathered in the one that is not approved yet, or proposed anew, so that it climbs the ladder from its first rung. `earlier`: the account's
 * counter-claims as an index lists them; each is read again before it is changed. `others`: sums owed for other breaches of the contract. Answers
 * with the one that gathers.
 */
export async function bringUpToDate(deps: Deps, day: Day): Promise<CounterClaim | undefined> {
  const mine = day.earlier.filter(({ contractId }) => contractId === day.contract.id);
  return retried(() => onePass(deps, day, mine));
}

async function onePass(deps: Deps, day: Day, mine: readonly CounterClaim[]): Promise<CounterClaim | undefined> {
  const covered = new Set<string>();
  let gathered = false;
  for (const { id, state, covers, sheet } of mine) {
    // What somebody withdrew is not raised again.
    if (state === 'withdrawn') for (const line of covers ?? sheet.lines.map(({ invoiceId }) => invoiceId)) covered.add(line);
    if (!openStates.includes(state)) continue;
    const after = await recalculated(deps, id, day);
    if (!after || !openStates.includes(after.state)) continue;
    if (!after.covers) gathered = true;
    for (const line of after.covers ?? []) covered.add(line);
  }
  return gather(deps, day, { covered, gathered });
}

/** One whose letter is approved; the gathering one is left as it is. A mail that is on its way is looked at by the next scan. */
async function recalculated(deps: Deps, id: CounterClaimId, day: Day): Promise<CounterClaim | undefined> {
  const open = await deps.stores.counterClaims.load(id);
  if (!open?.covers || !openStates.includes(open.state) || onItsWay(open)) return open;
  const sheet = sheetOf(open, day);
  // A letter that has gone names a sum of its day; only facts change what it asks for, the mere passing of days does not.
  if (open.letter && sheet.lines.length > 0 && sameFacts(open.sheet, sheet)) return open;
  return recordCounterClaim(deps, open, decideCounterClaim(open, { do: 'recalculate', sheet, because: 'books' }), { actor: system });
}

const onItsWay = ({ state, delivery }: CounterClaim): boolean => state === 'approved' || (state === 'sending' && delivery !== 'to-post');

/** `gathered`: one that gathers was among those that were looked at. */
type Seen = { covered: ReadonlySet<string>; gathered: boolean };
async function gather(deps: Deps, day: Day, { covered, gathered }: Seen): Promise<CounterClaim | undefined> {
  const { book, contract, asOf, others } = day;
  const whole = makeSheet(booksOf(book, contract, others), asOf);
  const sheet = whole && uncoveredSheet(whole, covered);
  const { counterClaim: open, pointer } = await deps.stores.counterClaims.gathering(contract.id);
  // Approved since it was looked at: what it covers now has to be known before anything is proposed.
  if (!open && gathered) throw new Refusal('conflict');
  if (open) {
    const now = sheet ?? withLines({ ...open.sheet, asOf }, []);
    return recordCounterClaim(deps, open, decideCounterClaim(open, { do: 'recalculate', sheet: now, because: 'books' }), { actor: system });
  }
  return sheet && minorOf(sheet.principal) > 0n ? propose(deps, { book, contract, sheet, pointer }) : undefined;
}

type Proposal = { book: Book; contract: Contract; sheet: Sheet; pointer: 'absent' | number };
async function propose(deps: Deps, { book: { account }, contract, sheet, pointer }: Proposal): Promise<CounterClaim> {
  const company = await deps.stores.company.everyone();
  const place = { id: account.id, name: account.name, country: account.country, party: account.party };
  const id = `CC-${base32(deps.newId(8))}` as CounterClaimId;
  const proposed = {
    type: 'proposed' as const,
    accountId: account.id,
    accountName: account.name,
    contractId: contract.id,
    contractNumber: contract.number,
    country: account.country,
    language: account.language,
    owner: account.manager,
    acting: actingNow(account.manager, company, place, today(deps, account.zone)),
    ladder: ladderOf(contract, account),
    sheet,
  };
  return recordCounterClaim(deps, replayCounterClaim(id, []), [proposed], { actor: system }, { pointer });
}
