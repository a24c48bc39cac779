import { type CounterClaim, decideCounterClaim, replayCounterClaim } from '#domain/contracts/counter-claim.ts';
import { openStates } from '#domain/contracts/counter-claim-record.ts';
import { keptBy, sheetOf, withLines } from '#domain/contracts/covered-sheet.ts';
import type { Book, Contract } from '#domain/contracts/facts.ts';
import { ladderOf } from '#domain/contracts/ladder.ts';
import { type Sheet, sameFacts } from '#domain/contracts/sheet.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import { base32, type CounterClaimId } from '#domain/ids.ts';
import { actingNow } from './authorise.ts';
import { type Deps, today } from './deps.ts';
import { recordCounterClaim } from './record-counter-claim.ts';

const system = { kind: 'system', step: 'scan-account' } as const;
/** `earlier`: the account's counter-claims as an index lists them, the newest first; each is read again before it is changed. */
type Day = { book: Book; contract: Contract; asOf: LegalDay; earlier: readonly CounterClaim[] };
/** What is claimed under a contract already. `withdrawn`: which counter-claim asked for it last before somebody withdrew it. */
export type Claimed = {
  open: readonly CounterClaim[];
  covered: ReadonlySet<string>;
  withdrawn: ReadonlyMap<string, string>;
  /** One that gathers was among them. */
  gathers: boolean;
};

/**
 * Each counter-claim of one contract whose letter has gone keeps to the lines of that letter and is brought up to date with the books of the day; the gathering one is
 * left as it is. What falls due later is for the gathering one, or for a new one, so that it climbs the ladder from its first rung. Throws Refusal('conflict') when
 * somebody was faster: the whole look is then made again.
 */
export async function bringUpToDate(deps: Deps, day: Day): Promise<Claimed> {
  const open: CounterClaim[] = [];
  let gathers = false;
  const withdrawn = new Map<string, string>();
  for (const claim of day.earlier.toReversed()) {
    if (claim.contractId !== day.contract.id) continue;
    // What somebody withdrew is not raised again.
    if (claim.state === 'withdrawn') for (const line of keptBy(claim)) withdrawn.set(line, claim.id);
    const after = openStates.includes(claim.state) ? await recalculated(deps, claim.id, day) : undefined;
    if (!after || !openStates.includes(after.state)) continue;
    if (after.covers) open.push(after);
    else gathers = true;
  }
  return { open, withdrawn, gathers, covered: new Set([...withdrawn.keys(), ...open.flatMap(keptBy)]) };
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

type Unclaimed = {
  /** All of it. */
  sheet: Sheet | undefined;
  /** What a proposal is worth making for. */
  worth: Sheet | undefined;
  /** Nothing is to be done to a proposal for now. */
  waits: boolean;
  /** One that gathers was seen by this look. */
  gathers: boolean;
};
/** The counter-claim that gathers what is not claimed yet, and a new one when there is none. */
export async function gather(
  deps: Deps,
  { book, contract, asOf }: Day,
  { worth, sheet, waits, gathers }: Unclaimed,
): Promise<{ counterClaim?: CounterClaim | undefined; proposed: boolean }> {
  const { counterClaim: open, pointer } = await deps.stores.counterClaims.gathering(contract.id);
  // Approved since it was looked at: what it covers now has to be known before anything is proposed.
  if (!open && gathers) throw new Refusal('conflict');
  if (open && waits) return { counterClaim: open, proposed: false };
  if (!open)
    return { counterClaim: worth && (await propose(deps, { book, contract, sheet: worth, pointer })), proposed: worth !== undefined };
  const now = sheet ?? withLines({ ...open.sheet, asOf }, []);
  const facts = decideCounterClaim(open, { do: 'recalculate', sheet: now, because: 'books' });
  return { counterClaim: await recordCounterClaim(deps, open, facts, { actor: system }), proposed: false };
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
