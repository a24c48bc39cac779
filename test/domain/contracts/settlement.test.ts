import { describe, expect, it } from 'vitest';
import { brokenAt, chain } from '#domain/chain.ts';
import { coveredByInstalments, standingOf } from '#domain/contracts/instalments.ts';
import {
  blankSettlement,
  decideSettlement,
  evolveSettlement,
  type Proposal,
  replaySettlement,
  type Settlement,
  type SettlementCommand,
  type SettlementEvent,
  settledParts,
  totalOf,
} from '#domain/contracts/settlement.ts';
import type { SettlementTerms } from '#domain/contracts/settlement-terms.ts';
import { Refusal } from '#domain/errors.ts';
import type { PersonId, SettlementId } from '#domain/ids.ts';
import { account } from '../replies/samples.ts';
import { contractOf, invoiceOf, paymentOf } from './ledger-facts.ts';

const id = 'ST-1' as SettlementId;
const contract = contractOf('a', 'RUB');
const invoice = invoiceOf('i1', contract, '2026-03-02', 9_000_000n);
const plan: SettlementTerms = {
  kind: 'instalments',
  invoices: [{ invoiceId: invoice.id, number: invoice.number }],
  instalments: [
    { number: 1, due: '2026-06-01', amount: '30000.00' },
    { number: 2, due: '2026-07-01', amount: '60000.00' },
  ],
  graceDays: 3,
};
const pays: SettlementTerms = {
  kind: 'money',
  claims: [{ reference: 'R1' as never, amount: '500.00' }],
  payTo: { name: 'Severny', account: 'DE02 1203' },
  purpose: 'claim R1',
};
const proposalOf = (terms: SettlementTerms): Proposal => ({
  accountId: account.id,
  accountName: account.name,
  contractId: contract.id,
  currency: 'RUB',
  owner: 'anna' as PersonId,
  note: '',
  terms,
});

/** What became of these commands, each by its actor; the events too, so that the chain can be read. */
function lived(...steps: [who: string, command: SettlementCommand][]): { settlement: Settlement; events: SettlementEvent[] } {
  let settlement = blankSettlement(id);
  const events: SettlementEvent[] = [];
  for (const [who, command] of steps) {
    const facts = decideSettlement(settlement, command);
    const made = chain(id, settlement, facts, { at: '2026-05-20T09:00:00.000Z', actor: `person:${who}` });
    events.push(...made);
    settlement = made.reduce(evolveSettlement, settlement);
  }
  return { settlement, events };
}
const today = '2026-05-20';
const propose = (terms: SettlementTerms): [string, SettlementCommand] => ['anna', { do: 'propose', proposal: proposalOf(terms), today }];
const approve = (
  terms: SettlementTerms,
  by = 'olga',
  fingerprint = lived(propose(terms)).settlement.fingerprint,
): [string, SettlementCommand] => [by, { do: 'approve', by: by as PersonId, fingerprint, day: today }];
const refusalOf = (work: () => unknown): [string, ...string[]] => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return [error.code, ...error.fields.map(({ path, code }) => `${path}:${code}`)];
    throw error;
  }
  throw new Error('was not refused');
};

describe('a settlement', () => {
  it('is booked by a second person on the numbers that stood there, and by nobody else', () => {
    expect(refusalOf(() => lived(propose(pays), approve(pays, 'anna')))).toEqual(['own-text']);
    expect(refusalOf(() => lived(propose(pays), approve(pays, 'olga', 'other')))).toEqual(['stale-approval']);
    expect(refusalOf(() => lived(propose(pays), approve(pays), approve(pays)))).toEqual(['wrong-state']);
    const { settlement, events } = lived(propose(pays), approve(pays));
    expect(settlement).toMatchObject({ state: 'booked', approval: { by: 'olga' }, bookedOn: today, version: 2 });
    expect(settledParts(settlement)).toEqual([{ reference: 'R1', amount: '500.00', day: today, kind: 'money' }]);
    expect(totalOf(settlement)).toBe('500.00');
    expect(brokenAt(id, events)).toBeUndefined();
    expect(replaySettlement(id, events)).toEqual(settlement);
  });
  it('that is refused or cancelled needs a reason and settles nothing', () => {
    expect(refusalOf(() => lived(propose(pays), ['olga', { do: 'refuse', because: ' ' }]))).toEqual(['invalid', 'because:required']);
    const { settlement } = lived(propose(pays), ['olga', { do: 'refuse', because: 'wrong account' }]);
    expect(settlement).toMatchObject({ state: 'refused', ended: { because: 'wrong account' } });
    expect(settledParts(settlement)).toEqual([]);
    expect(refusalOf(() => lived(propose(pays), approve(pays), ['anna', { do: 'cancel', because: 'r' }]))).toEqual(['wrong-state']);
  });
  it('refuses terms that nobody can book, field by field', () => {
    const wrong = (terms: SettlementTerms) => refusalOf(() => lived(propose(terms)));
    expect(wrong({ ...pays, claims: [] })).toEqual(['invalid', 'amount:required']);
    expect(wrong({ ...pays, claims: [{ reference: 'R1' as never, amount: '-5' }] })).toEqual(['invalid', 'amount:amount']);
    expect(wrong({ ...pays, claims: Array.from({ length: 61 }, () => pays.claims[0] as never) })).toEqual(['invalid', 'amount:too-many']);
    expect(wrong({ ...pays, payTo: { name: ' ', account: 'x'.repeat(201) } })).toEqual([
      'invalid',
      'payToName:required',
      'payToAccount:too-long',
    ]);
    expect(wrong({ ...plan, instalments: [{ number: 1, due: '2026-05-19', amount: '1' }] })).toEqual(['invalid', 'instalments:date']);
    expect(wrong({ ...plan, instalments: plan.instalments.toReversed() })).toEqual(['invalid', 'instalments:date-order']);
    expect(wrong({ ...plan, invoices: [], graceDays: 61 })).toEqual(['invalid', 'invoices:choose', 'graceDays:number']);
  });
});

describe('instalments', () => {
  const running = lived(propose(plan), approve(plan)).settlement;
  const standings = (settlement: Settlement, payments: Parameters<typeof standingOf>[1], day: string) =>
    standingOf(settlement, payments, day).map(({ standing }) => standing);
  it('are paid in turn by what comes for the covered invoices since the agreement, each with its own date and grace', () => {
    const before = paymentOf('p0', invoice, '2026-05-19', 9_000_000n);
    const first = paymentOf('p1', invoice, '2026-06-04', 3_000_000n);
    expect(standings(running, [before], '2026-05-31')).toEqual(['open', 'open']);
    expect(standings(running, [before], '2026-06-01')).toEqual(['due', 'open']);
    expect(standings(running, [before], '2026-06-04')).toEqual(['due', 'open']);
    expect(standings(running, [before], '2026-06-05')).toEqual(['missed', 'open']);
    expect(standings(running, [first], '2026-06-05')).toEqual(['paid', 'open']);
    expect(standings(running, [first, paymentOf('p2', invoice, '2026-06-20', 5_999_999n)], '2026-07-05')).toEqual(['paid', 'missed']);
    expect(standings(running, [first, paymentOf('p2', invoice, '2026-06-20', 6_000_000n)], '2026-07-05')).toEqual(['paid', 'paid']);
  });
  it('recorded by a person are paid, and the same money imported later is not counted twice', () => {
    const { settlement } = lived(propose(plan), approve(plan), ['olga', { do: 'record-instalment', number: 1, day: today, today }]);
    expect(standings(settlement, [], '2026-06-05')).toEqual(['paid', 'open']);
    expect(standings(settlement, [paymentOf('p1', invoice, '2026-06-02', 3_000_000n)], '2026-07-05')).toEqual(['paid', 'missed']);
    expect(decideSettlement(settlement, { do: 'record-instalment', number: 1, day: today, today })).toEqual([]);
    expect(refusalOf(() => decideSettlement(settlement, { do: 'record-instalment', number: 9, day: today, today }))).toEqual(['not-found']);
    expect(refusalOf(() => decideSettlement(settlement, { do: 'record-instalment', number: 2, day: '2026-05-21', today }))).toEqual([
      'invalid',
      'day:future',
    ]);
  });
  it('while they are kept keep the invoice from being asked for; a default revives it, once', () => {
    const covered = (settlement: Settlement, day: string) => coveredByInstalments([settlement], invoice.id, day);
    expect([covered(running, '2026-05-19'), covered(running, today), coveredByInstalments([running], 'other', today)]).toEqual([
      false,
      true,
      false,
    ]);
    const { settlement } = lived(propose(plan), approve(plan), ['scan', { do: 'default', number: 1, day: '2026-06-05' }]);
    expect(settlement).toMatchObject({ state: 'defaulted', defaulted: { number: 1 } });
    expect([covered(settlement, '2026-06-04'), covered(settlement, '2026-06-05')]).toEqual([true, false]);
    expect(decideSettlement(settlement, { do: 'default', number: 1, day: '2026-06-06' })).toEqual([]);
    expect(covered(lived(propose(plan), approve(plan), ['anna', { do: 'cancel', because: 'r' }]).settlement, '2026-06-01')).toBe(false);
  });
});
