import type { Actor } from '#domain/actor.ts';
import { canonical, sha256 } from '#domain/chain.ts';
import type { Credit } from '#domain/contracts/facts.ts';
import { paymentOrderOf } from '#domain/contracts/payment-order.ts';
import { amountOf, blankSettlement, decideSettlement, type Settlement } from '#domain/contracts/settlement.ts';
import { checkStillOpen, makeTerms, type SettlementWish } from '#domain/contracts/settlement-make.ts';
import { Refusal } from '#domain/errors.ts';
import { base32, type PersonId, type SettlementId } from '#domain/ids.ts';
import { moneyOfMinor } from '#domain/money.ts';
import type { Action } from '#domain/policy.ts';
import { withinLimit } from '#domain/routing/authority.ts';
import type { OutboxRow } from '#stores/outbox-store.ts';
import { mayOn, type Self, selfOf } from './authorise.ts';
import { declareSetOff } from './declare-set-off.ts';
import { type Deps, hex, isoNow, today } from './deps.ts';
import { ledgerFacts } from './ledger-facts.ts';
import type { Write } from './ports.ts';
import { recordSettlement } from './record-settlement.ts';
import { scanAccount } from './scan-breaches.ts';
import { tellLater } from './tell.ts';

const behalf = ({ person, standsInFor }: Self, manager: PersonId): PersonId | undefined =>
  manager !== person.id && standsInFor.includes(manager) ? manager : undefined;

/** A settlement for a person who may do this to it. Unknown and forbidden look the same. */
export async function settlementFor(deps: Deps, actor: Actor, action: Action, id: string): Promise<{ settlement: Settlement; self: Self }> {
  const self = await selfOf(deps, actor);
  const settlement = /^ST-[0-9A-Z]{13}$/.test(id) ? await deps.stores.settlements.load(id) : undefined;
  if (!settlement || !mayOn(self, action, settlement.owner)) throw new Refusal('not-found');
  return { settlement, self };
}

/** Somebody proposes how a claim or a debt is settled. Nothing is booked by it. `key`: the same form sent twice proposes once. */
export async function proposeSettlement(
  deps: Deps,
  actor: Actor,
  accountId: string,
  wish: SettlementWish,
  { note = '', key: form }: { note?: string; key?: string | undefined } = {},
): Promise<Settlement> {
  const self = await selfOf(deps, actor);
  const facts = await ledgerFacts(deps, accountId);
  if (!facts || !mayOn(self, 'settlement.propose', facts.book.account.manager)) throw new Refusal('not-found');
  const { account } = facts.book;
  // The form sent again with other content is another proposal.
  const key = form && `${form} ${sha256(canonical({ wish, note }))}`;
  const scope = `settlement ${self.person.id} ${account.id}`;
  const before = key ? await deps.stores.idempotency.find(scope, key) : undefined;
  if (before) return (await settlementFor(deps, actor, 'settlement.read', before.reference)).settlement;
  if (note.length > 1000) throw new Refusal('invalid', undefined, [{ path: 'note', code: 'too-long' }]);
  const day = today(deps, account.zone);
  const proposal = {
    accountId: account.id,
    accountName: account.name,
    owner: account.manager,
    note: note.trim(),
    ...makeTerms(facts, wish, day),
  };
  const blank = blankSettlement(`ST-${base32(deps.newId(8))}` as SettlementId);
  const remember = () =>
    key ? [deps.stores.idempotency.rememberWrite(scope, key, { bodyHash: '', linkId: '', reference: blank.id, answer: null })] : [];
  const by = { actor, onBehalfOf: behalf(self, account.manager) };
  return recordSettlement(deps, blank, decideSettlement(blank, { do: 'propose', proposal, today: day }), by, remember);
}

/**
 * Somebody else approves exactly what was proposed; credits and payment order are booked with it in one transaction. Refuses an own proposal ('own-text'), a
 * sum above the approver's limit ('over-limit'; finance has none), and numbers that are not true any more ('stale-approval').
 */
export async function approveSettlement(deps: Deps, actor: Actor, id: string, fingerprint: string): Promise<Settlement> {
  const { settlement, self } = await settlementFor(deps, actor, 'settlement.approve', id);
  const { accountId, currency, owner } = settlement;
  const turn = await deps.stores.settlements.turn(accountId);
  const facts = await ledgerFacts(deps, accountId);
  if (!facts) throw new Refusal('data-missing');
  const day = today(deps, facts.book.account.zone);
  const decided = decideSettlement(settlement, { do: 'approve', by: self.person.id, fingerprint, day });
  if (!self.person.roles.includes('finance') && !withinLimit(self.person, [moneyOfMinor(amountOf(settlement), currency)]))
    throw new Refusal('over-limit');
  checkStillOpen(facts, settlement, day);
  const by = { actor, onBehalfOf: behalf(self, owner) };
  const told = declarationRows(deps, settlement);
  const after = await recordSettlement(deps, settlement, decided, by, (booked) => [
    deps.stores.settlements.turnWrite(accountId, turn),
    ...bookingWrites(deps, booked),
    ...told.map(deps.stores.outbox.rowWrite),
  ]);
  await tellLater(deps, told, { 'declare-set-off': declareSetOff });
  // Open counter-claims follow at once; if this is lost, the next scan does it: the account is listed for today.
  await deps.later(async () => void (await scanAccount(deps, accountId)));
  return after;
}

/** A set-off is declared to the customer; a crash after the booking does not lose it. */
const declarationRows = (deps: Deps, { id, terms }: Settlement): OutboxRow[] =>
  terms.kind === 'set_off'
    ? [
        {
          id: hex(deps.newId(12)),
          at: isoNow(deps),
          tell: { tell: 'step', step: 'declare-set-off', input: { settlement: id } },
          attempts: 0,
        },
      ]
    : [];

function bookingWrites(deps: Deps, settlement: Settlement): Write[] {
  const { accounts, paymentOrders } = deps.stores;
  const { id, accountId, contractId, currency, terms, bookedOn } = settlement;
  const order = paymentOrderOf(settlement);
  if (order) return [paymentOrders.orderWrite(order)];
  if (!contractId || !bookedOn || (terms.kind !== 'set_off' && terms.kind !== 'credit_note')) return [];
  const parts = terms.kind === 'set_off' ? terms.pairs : terms.invoices.map((part) => ({ ...part, date: bookedOn }));
  return parts.map(({ invoiceId, amount, date }, index) => {
    const credit: Credit = {
      id: `${id}-${index + 1}`,
      accountId,
      contractId,
      invoiceId,
      kind: terms.kind,
      date,
      amount: { amount, currency },
      settlementId: id,
    };
    return accounts.creditWrite(credit);
  });
}

/** The second person does not agree. */
export async function refuseSettlement(deps: Deps, actor: Actor, id: string, because: string): Promise<Settlement> {
  const { settlement, self } = await settlementFor(deps, actor, 'settlement.approve', id);
  return recordSettlement(deps, settlement, decideSettlement(settlement, { do: 'refuse', because }), {
    actor,
    onBehalfOf: behalf(self, settlement.owner),
  });
}

/** Whoever may propose takes a proposal back, or ends running instalments; what is booked stays. */
export async function cancelSettlement(deps: Deps, actor: Actor, id: string, because: string): Promise<Settlement> {
  const { settlement, self } = await settlementFor(deps, actor, 'settlement.propose', id);
  const after = await recordSettlement(deps, settlement, decideSettlement(settlement, { do: 'cancel', because }), {
    actor,
    onBehalfOf: behalf(self, settlement.owner),
  });
  await deps.later(async () => void (await scanAccount(deps, settlement.accountId)));
  return after;
}

/** Money for an instalment that the books do not show (paid in cash, to another account). Finance and heads may say so. */
export async function recordInstalment(deps: Deps, actor: Actor, id: string, input: { number: number; day: string }): Promise<Settlement> {
  const { settlement } = await settlementFor(deps, actor, 'settlement.approve', id);
  const account = await deps.stores.accounts.account(settlement.accountId);
  if (!account) throw new Refusal('data-missing');
  const facts = decideSettlement(settlement, { do: 'record-instalment', ...input, today: today(deps, account.zone) });
  return recordSettlement(deps, settlement, facts, { actor });
}
