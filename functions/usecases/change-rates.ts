import { type Actor, actorName } from '#domain/actor.ts';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import { openStates } from '#domain/contracts/counter-claim-record.ts';
import { sheetOf } from '#domain/contracts/covered-sheet.ts';
import { checkedRate, type NewRate, type RateEntry, ratesWith } from '#domain/contracts/rate-entry.ts';
import { type RateStatus, rateStatuses } from '#domain/contracts/rate-status.ts';
import type { Rates } from '#domain/contracts/rates.ts';
import { Refusal } from '#domain/errors.ts';
import { authorise, type Self } from './authorise.ts';
import { type Deps, hex, isoNow, today } from './deps.ts';
import { scanAccount } from './scan-breaches.ts';

export type RatesView = { self: Self; rates: Rates; statuses: RateStatus[]; entries: RateEntry[] };

/** Every series as it stands today, and what the company added to those that ship. */
export async function viewRates(deps: Deps, actor: Actor): Promise<RatesView> {
  const self = await authorise(deps, actor, 'law.read');
  const entries = await deps.stores.rates.entries();
  const rates = ratesWith(entries);
  return { self, rates, entries, statuses: rateStatuses(today(deps, deps.config.company.zone), rates) };
}

/** An open counter-claim whose sum changes: decimals of its currency, both reckoned to today. */
export type RateMove = { counterClaim: CounterClaim; before: string; after: string; provisional: { before: boolean; after: boolean } };
export type RatePreview = { entry: Required<NewRate>; looked: number; more: boolean; moves: RateMove[] };
const mostLooked = 1000;

/** Which open counter-claims a rate would change, and by how much. Nothing is changed by looking. Refuses what `checkedRate` refuses. */
export async function previewRate(deps: Deps, actor: Actor, input: NewRate): Promise<RatePreview> {
  await authorise(deps, actor, 'law.read');
  const entries = await deps.stores.rates.entries();
  const entry = checkedRate(input, ratesWith(entries), today(deps, deps.config.company.zone));
  const after = ratesWith([...entries, { ...entry, id: 'preview', why: '', by: '', at: isoNow(deps) }]);
  const preview: RatePreview = { entry, looked: 0, more: false, moves: [] };
  for await (const counterClaim of openCounterClaims(deps)) {
    if (preview.looked === mostLooked) return { ...preview, more: true };
    preview.looked += 1;
    const move = await moveOf(deps, counterClaim, after);
    if (move) preview.moves.push(move);
  }
  return preview;
}

async function moveOf(deps: Deps, counterClaim: CounterClaim, rates: Rates): Promise<RateMove | undefined> {
  const book = await deps.stores.accounts.book(counterClaim.accountId);
  const contract = book?.contracts.find(({ id }) => id === counterClaim.contractId);
  if (!book || !contract) return undefined;
  const day = today(deps, book.account.zone);
  const before = sheetOf(counterClaim, { book, contract, asOf: day });
  const after = sheetOf(counterClaim, { book: { ...book, rates }, contract, asOf: day });
  const provisional = { before: before.provisional, after: after.provisional };
  if (before.total === after.total && provisional.before === provisional.after) return undefined;
  return { counterClaim, before: before.total, after: after.total, provisional };
}

/** Every counter-claim that has not ended, page after page of the lists by state. */
async function* openCounterClaims(deps: Deps): AsyncGenerator<CounterClaim> {
  for (const state of openStates) {
    let cursor: string | undefined;
    do {
      const page = await deps.stores.counterClaims.inState(state, 100, cursor);
      yield* page.counterClaims;
      cursor = page.cursor;
    } while (cursor);
  }
}

/** From now on the rate counts; open counter-claims are counted anew. `why` is asked for, as for every change of what sums rest on. */
export async function addRate(deps: Deps, actor: Actor, input: NewRate & { why: string }): Promise<RateEntry> {
  await authorise(deps, actor, 'law.write');
  const why = input.why.trim();
  if (!why) throw new Refusal('invalid', undefined, [{ path: 'why', code: 'required' }]);
  const { series, from, percent, source, knownThrough } = input;
  const known = await deps.stores.rates.current();
  const checked = checkedRate({ series, from, percent, source, knownThrough }, known, today(deps, deps.config.company.zone));
  const at = isoNow(deps);
  const entry: RateEntry = { ...checked, why: why.slice(0, 500), by: actorName(actor), at, id: `${at}-${hex(deps.newId(5))}` };
  await deps.stores.rates.save(entry, 0);
  await deps.later(() => continueRateRuns(deps));
  return entry;
}

/** Takes an entry back; what was counted with it is counted anew without. */
export async function withdrawRate(deps: Deps, actor: Actor, id: string, why: string): Promise<RateEntry> {
  await authorise(deps, actor, 'law.write');
  const found = await deps.stores.rates.entry(id);
  if (!found) throw new Refusal('not-found');
  if (found.entry.withdrawn) throw new Refusal('wrong-state');
  if (!why.trim()) throw new Refusal('invalid', undefined, [{ path: 'why', code: 'required' }]);
  const withdrawn = { by: actorName(actor), at: isoNow(deps), why: why.trim().slice(0, 500) };
  const entry: RateEntry = { ...found.entry, withdrawn, recounted: undefined };
  await deps.stores.rates.save(entry, found.v);
  await deps.later(() => continueRateRuns(deps));
  return entry;
}

/**
 * Counts open counter-claims anew for every entry that is not marked as done; for the sweep too, so that a crash repeats it. Accounts are looked at by the rule of
 * the scan: proposals follow the rate, a letter that has gone only where a sum in it was provisional.
 */
export async function continueRateRuns(deps: Deps): Promise<void> {
  const waiting = (await deps.stores.rates.entries()).filter(({ recounted }) => !recounted);
  if (waiting.length === 0) return;
  const accounts = new Set<string>();
  for await (const { accountId } of openCounterClaims(deps)) accounts.add(accountId);
  for (const account of accounts) await scanAccount(deps, account);
  for (const { id } of waiting) {
    const found = await deps.stores.rates.entry(id);
    if (found && !found.entry.recounted) await deps.stores.rates.save({ ...found.entry, recounted: isoNow(deps) }, found.v);
  }
}
