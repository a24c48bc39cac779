import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokenAt } from '#domain/chain.ts';
import { replay } from '#domain/claims/evolve.ts';
import { approveReply, recallReply, returnReply, submitReply } from '#usecases/decide-reply.ts';
import { acceptReply, disputeReply, rateClaim } from '#usecases/follow-claim.ts';
import { renewDraft } from '#usecases/save-draft.ts';
import { restartClaim } from '#usecases/work-claim.ts';
import { answer, handIn, load, mailsTo, upheld } from '../support/claims.ts';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

const customer = 'einkauf@holzbau-prager.example';
const states = (machine: string) => world.interpreter.list({ limit: 100 }).filter((entry) => entry.machine === machine);

describe('a claim', () => {
  it('is matched, routed and clocked when it comes in, and acknowledged by one receipt with number, date and person', async () => {
    const claim = await handIn(world);
    expect(claim).toMatchObject({
      account: { id: 'holzbau-prager' },
      owner: 'anna',
      acting: 'anna',
      stage: 'open',
      receiptMail: { state: 'sent' },
    });
    expect(claim.clocks.map((clock) => [clock.kind, clock.state])).toEqual(
      expect.arrayContaining([
        ['acknowledge', 'met'],
        ['own_target', 'running'],
        ['contract_answer', 'running'],
      ]),
    );
    const mails = await mailsTo(world, customer);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toContain(claim.reference);
    expect(mails[0]?.text).toContain('Anna Kedrova');
    expect(mails[0]?.text).toMatch(/\/c\/[0-9a-f]{32}/);
    expect(await mailsTo(world, 'anna@polar.example')).toHaveLength(1);
    expect(await mailsTo(world, 'vera@polar.example')).toHaveLength(1);
  });

  it('goes from receipt to closed file: drafted, approved by another, sent once as sealed, accepted, rated', async () => {
    const open = await handIn(world);
    const done = await answer(world, open.reference);
    expect(done.stage).toBe('answered');
    expect(done.clocks.every((clock) => clock.state === 'met')).toBe(true);
    const mails = await mailsTo(world, customer);
    expect(mails).toHaveLength(2);
    const [letter] = mails[0]?.attachments ?? [];
    expect(letter).toMatchObject({ type: 'application/pdf' });
    const reply = await world.deps.stores.replies.load(open.reference, done.sent[0]?.version ?? 0);
    expect(letter?.sha256).toBe(reply?.letter?.sha256);
    const actor = { kind: 'customer', reference: open.reference } as const;
    await acceptReply(world.deps, actor);
    await rateClaim(world.deps, actor, 5);
    await world.idle();
    expect(await load(world, open.reference)).toMatchObject({ stage: 'closed', satisfaction: 5 });
    expect(states('claim')).toMatchObject([{ status: 'succeeded' }]);
    expect(world.interpreter.list({ status: 'running', limit: 100 })).toEqual([]);
  });

  it('keeps a log that holds as a chain and from which the snapshot can be made again', async () => {
    const { reference } = await handIn(world);
    await answer(world, reference);
    const events = await world.deps.stores.claims.events(reference);
    expect(brokenAt(reference, events)).toBeUndefined();
    expect(JSON.parse(JSON.stringify(replay(reference, events)))).toEqual(JSON.parse(JSON.stringify(await load(world, reference))));
  });

  it('returned and recalled, is written again and approved in the next round', async () => {
    const { reference } = await handIn(world);
    const [anna, vera] = [world.actor('anna'), world.actor('vera')];
    await renewDraft(world.deps, anna, reference, upheld(await load(world, reference)));
    await submitReply(world.deps, anna, reference);
    await world.idle();
    await returnReply(world.deps, vera, reference, 'Say when.');
    await world.idle();
    await submitReply(world.deps, anna, reference);
    await world.idle();
    await recallReply(world.deps, anna, reference);
    await world.idle();
    const again = await submitReply(world.deps, anna, reference);
    await world.idle();
    await approveReply(world.deps, vera, reference, again.reply?.hash ?? '');
    await world.idle();
    expect((await load(world, reference)).stage).toBe('answered');
    expect(await mailsTo(world, customer)).toHaveLength(2);
  });

  it('disputed, is open again with its clocks going on where they stood, and is answered a second time', async () => {
    const { reference } = await handIn(world);
    await world.days(3);
    const first = await answer(world, reference);
    const before = first.clocks.find((clock) => clock.kind === 'own_target');
    await world.days(5);
    await disputeReply(world.deps, { kind: 'customer', reference }, { demands: ['d1'], text: 'Not enough.' });
    await world.idle();
    const again = await load(world, reference);
    expect(again.stage).toBe('open');
    const clock = again.clocks.find((candidate) => candidate.kind === 'own_target');
    expect(clock).toMatchObject({ state: 'running', startedAt: before?.startedAt });
    expect((clock?.dueAt ?? '') > (before?.dueAt ?? '')).toBe(true);
    await answer(world, reference);
    const second = await load(world, reference);
    expect(second).toMatchObject({ stage: 'answered', sent: [{ version: 2 }, { delivery: 'sent' }] });
  });

  it('answered and then silent for thirty days, closes with a word to the customer', async () => {
    const { reference } = await handIn(world);
    await answer(world, reference);
    await world.days(31);
    expect(await load(world, reference)).toMatchObject({ stage: 'closed', closed: { how: 'silence' } });
    expect(await mailsTo(world, customer)).toHaveLength(3);
    expect(states('claim')).toMatchObject([{ status: 'succeeded' }]);
  });

  it('untouched, climbs from manager to head to legal, each step once, and every miss is on record', async () => {
    const { reference } = await handIn(world);
    await world.days(40);
    const claim = await load(world, reference);
    for (const clock of claim.clocks.filter((candidate) => candidate.kind !== 'acknowledge')) expect(clock.state).toBe('missed');
    const escalated = (await world.deps.stores.claims.events(reference)).flatMap((event) =>
      event.fact.type === 'clock-escalated' ? [`${event.fact.clockId} ${event.fact.rung}`] : [],
    );
    expect(new Set(escalated).size).toBe(escalated.length);
    expect(escalated.some((entry) => entry.endsWith('legal'))).toBe(true);
    expect((await mailsTo(world, 'lev@polar.example')).length).toBeGreaterThan(0);
    const ids = (await world.mailbox.list(10_000)).map((mail) => mail.messageId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('waiting for approval too long, is put before the head and then legal as well', async () => {
    const { reference } = await handIn(world);
    const anna = world.actor('anna');
    await renewDraft(world.deps, anna, reference, upheld(await load(world, reference)));
    await submitReply(world.deps, anna, reference);
    await world.days(5);
    const claim = await load(world, reference);
    expect(claim.reply?.escalated).toBeGreaterThanOrEqual(2);
    expect(claim.reply?.steps[0]?.eligible).toContain('lev');
  });

  it('whose execution was lost is started again from the record and finds its place, and nothing is sent twice', async () => {
    const { reference } = await handIn(world);
    await answer(world, reference);
    await world.deps.workflows.stop('claim', `claim-${reference}-1`);
    await restartClaim(world.deps, world.actor('anna'), reference);
    await world.idle();
    expect(new Set(states('claim').map((entry) => `${entry.status} ${entry.state}`.trim()))).toEqual(
      new Set(['stopped', 'running AwaitCustomer']),
    );
    expect(await mailsTo(world, customer)).toHaveLength(2);
    await acceptReply(world.deps, { kind: 'customer', reference });
    await world.idle();
    expect(world.interpreter.list({ status: 'running', limit: 100 })).toEqual([]);
  });

  it('of an unknown sender has a person all the same, and its clocks run as for a consumer', async () => {
    const claim = await handIn(world, {
      contact: { name: 'A', email: 'a@unknown.example', language: 'ru' },
      contractNumber: undefined as never,
    });
    expect(claim).toMatchObject({ owner: 'vera', needsPerson: 'account-unknown', routedBecause: 'no-account' });
    expect(claim.clocks.some((clock) => clock.ruleId.startsWith('ru-consumer'))).toBe(true);
  });

  it('whose receipt comes back says so on the desk', async () => {
    const claim = await handIn(world, { contact: { name: 'B', email: 'bounce@holzbau-prager.example', language: 'en' } });
    expect(claim.needsPerson).toBe('receipt-bounced');
  });
});
