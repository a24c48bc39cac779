import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Letter } from '#domain/replies/letter.ts';
import { approveCounterClaim } from '#usecases/approve-counter-claim.ts';
import { importRecords } from '#usecases/import-records.ts';
import { approveSettlement, cancelSettlement, proposeSettlement } from '#usecases/work-settlement.ts';
import { answer, body, handIn } from '../support/claims.ts';
import { makeWorld, type World } from '../support/world.ts';

/** Where settlements and counter-claims meet: instalments hold the ladder, a set-off is proposed in the letter. */
let world: World;
beforeEach(async () => {
  world = await makeWorld(); // 2 November 2026
});
afterEach(() => world.end());

const system = { kind: 'system', step: 'test' } as const;
const account = 'severny-metiz';
const bill = (number: string, amount: string) =>
  importRecords(world.deps, system, 'invoices', [
    { contract: 'SM-2025/14', number, issuedOn: '2026-08-03', dueDate: '2026-09-02', amount, currency: 'RUB' },
  ]);
const claims = async () => (await world.deps.stores.counterClaims.ofAccount(account, 10)).toReversed();
const only = async () => {
  const [found, ...more] = await claims();
  expect(more).toEqual([]);
  if (!found) throw new Error('nothing was proposed');
  return found;
};
const approve = async () => {
  const { id, sheet } = await only();
  await approveCounterClaim(world.deps, world.actor('lev'), id, { fingerprint: sheet.fingerprint });
  await world.idle();
};
const instalments = async (...dues: string[]) => {
  const [invoice] = await world.deps.stores.accounts.invoices(account);
  const proposed = await proposeSettlement(world.deps, world.actor('anna'), account, {
    kind: 'instalments',
    contractId: invoice?.contractId ?? '',
    invoiceIds: [invoice?.id ?? ''],
    instalments: dues.map((due) => ({ due, amount: '20000.00' })),
    graceDays: 2,
  });
  return approveSettlement(world.deps, world.actor('olga'), proposed.id, proposed.fingerprint);
};
const decided = async () =>
  (await world.deps.stores.breaches.of('2026-11-02', account, (await only()).contractId))?.breaches.map(({ decision }) => decision);

describe('instalments', () => {
  it('hold the ladder of a letter that has gone; broken, they let it climb on its next day', async () => {
    await bill('INV-1', '100000.00');
    await approve(); // the reminder: a week
    await instalments('2026-11-20', '2026-12-04');
    await world.days(12);
    expect(await only()).toMatchObject({ state: 'sent', rung: 'reminder' });
    await world.days(8); // 22 November, the last day of the first instalment
    expect(await only()).toMatchObject({ state: 'sent', rung: 'reminder' });
    await world.days(2);
    expect(await only()).toMatchObject({ state: 'proposed', rung: 'claim' });
    const settlements = await world.deps.stores.settlements.inState('defaulted', 5);
    expect(settlements.settlements).toHaveLength(1);
  });
  it('kept to the end leave nothing to climb for', async () => {
    await bill('INV-1', '38000.00');
    await approve();
    await instalments('2026-11-10', '2026-11-20');
    const pay = (date: string, amount: string) =>
      importRecords(world.deps, system, 'payments', [{ invoice: 'INV-1', date, amount, currency: 'RUB' }]);
    await world.days(8);
    await pay('2026-11-10', '20000.00');
    await world.days(10);
    await pay('2026-11-20', '20000.00');
    await world.days(14);
    // 38,000 and the penalty of 0.1 % a day: 69 days on 38,000 and ten on 18,000 are 2,622 + 180 = 2,802; 2,000 of it came with the instalments.
    expect((await only()).sheet).toMatchObject({ principal: '0.00', interest: '2802.00', total: '802.00' });
  });
  it('keep an invoice out of proposals and approvals until they are over, and say so', async () => {
    await bill('INV-1', '100000.00');
    await world.idle();
    const { id, sheet } = await only();
    const plan = await instalments('2026-11-20', '2026-12-04');
    await world.idle();
    expect(await decided()).toEqual(['instalments']);
    await expect(approveCounterClaim(world.deps, world.actor('lev'), id, { fingerprint: sheet.fingerprint })).rejects.toMatchObject({
      code: 'stale-approval',
    });
    expect(await only()).toMatchObject({ state: 'proposed', sheet: { fingerprint: sheet.fingerprint } });
    await bill('INV-2', '5000.00');
    await world.idle();
    expect((await only()).sheet.lines.map(({ number }) => number)).toEqual(['INV-2']);
    await cancelSettlement(world.deps, world.actor('anna'), plan.id, 'New talks');
    await world.idle();
    expect((await only()).sheet.lines.map(({ number }) => number)).toEqual(['INV-1', 'INV-2']);
    expect(await decided()).toEqual(['claimed', 'claimed']);
  });
});

describe('a set-off', () => {
  it('is proposed in the letter where the customer’s claim is admitted, and nothing is booked by it', async () => {
    await bill('INV-1', '100000.00');
    const claim = await handIn(world, {
      contractNumber: 'SM-2025/14',
      contact: { ...body.contact, email: 'office@severny-metiz.example', language: 'ru' },
      demands: [{ kind: 'refund', amount: '40000.00', currency: 'RUB', text: 'брак' }],
    });
    const letters: Letter[] = [];
    const own = world.deps.letters;
    world.deps.letters = {
      render: async (letter) => {
        letters.push(letter);
        return own.render(letter);
      },
    };
    const words = () => JSON.stringify(letters.at(-1)?.blocks).replaceAll(/\s/g, ' ');
    await approve();
    expect(words()).not.toContain('зачесть');
    await answer(world, claim.reference);
    await world.days(9); // the reminder's week is over: the claim is proposed
    await approve();
    expect(words()).toContain('Предлагаем зачесть 40 000,00 ₽ (ст. 410 ГК РФ)');
    expect((await world.deps.stores.accounts.book(account))?.credits).toEqual([]);
  });
});
