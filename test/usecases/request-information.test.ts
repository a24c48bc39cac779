import { afterEach, describe, expect, it } from 'vitest';
import type { Claim } from '#domain/claims/claim.ts';
import { addCustomerMessage } from '#usecases/follow-claim.ts';
import { recordMailEvent } from '#usecases/mail-events.ts';
import { receiveMail } from '#usecases/receive-mail.ts';
import { requestInformation } from '#usecases/request-information.ts';
import { sweep } from '#usecases/sweep.ts';
import { withdrawClaim } from '#usecases/work-claim.ts';
import { handIn, load, mailsTo } from '../support/claims.ts';
import { makeWorld, type World } from '../support/world.ts';

const customer = 'einkauf@holzbau-prager.example';
const text = 'Which batch number is on the boxes?';
let world: World;
afterEach(() => world.end());

const start = async (options: Parameters<typeof makeWorld>[0] = {}): Promise<Claim> => {
  world = await makeWorld(options);
  return handIn(world);
};
const ask = async ({ reference }: Claim) => {
  await requestInformation(world.deps, world.actor('anna'), reference, { text });
  await world.idle();
  return load(world, reference);
};
const questions = async () => (await mailsTo(world, customer)).filter((mail) => mail.text.includes(text));
const states = (claim: Claim) => Object.fromEntries(claim.clocks.map((clock) => [clock.kind, clock.state]));
const asCustomer = (claim: Claim) => ({ kind: 'customer', reference: claim.reference }) as const;
const later = (minutes: number) => world.runTo(world.clock.now() + minutes * 60_000);

describe('asking the customer', () => {
  it('sends one mail with the question and a link, and stops what may stop; the term of the contract runs on', async () => {
    const claim = await ask(await start());
    expect(claim.request).toMatchObject({ state: 'open', by: 'anna' });
    expect(states(claim)).toMatchObject({ own_target: 'paused', contract_answer: 'running' });
    const [mail, ...more] = await questions();
    expect(more).toEqual([]);
    expect(mail?.text).toMatch(/http:\/\/localhost:8080\/c\/[0-9a-f]{32}/);
    expect(mail?.headers['reply-to']).toMatch(/claims\+[0-9a-f]{32}@/);
    expect(mail?.headers['auto-submitted']).toBeUndefined();
    // What was promised is the contract's date, and that one does not move.
    expect(mail?.text).toContain('runs on all the same');
    const [, asked] = await world.deps.stores.claims.messages(claim.reference);
    expect(asked).toMatchObject({ from: 'company', author: 'anna', channel: 'mail', text, id: claim.request?.id });
  });
  it('twice, at the same moment or later, is one question', async () => {
    const claim = await start();
    const tries = await Promise.allSettled(
      [1, 2].map(() => requestInformation(world.deps, world.actor('anna'), claim.reference, { text })),
    );
    await world.idle();
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(requestInformation(world.deps, world.actor('anna'), claim.reference, { text })).rejects.toMatchObject({
      code: 'wrong-state',
    });
    expect(await questions()).toHaveLength(1);
  });
  it('needs a text of at most 5,000 letters and a person who works on the claim', async () => {
    const { reference } = await start();
    const asking = (who: string, words: string) => requestInformation(world.deps, world.actor(who), reference, { text: words });
    await expect(asking('anna', '  ')).rejects.toMatchObject({ fields: [{ path: 'question', code: 'required' }] });
    await expect(asking('anna', 'x'.repeat(5001))).rejects.toMatchObject({ fields: [{ path: 'question', code: 'too-long' }] });
    await expect(asking('lev', text)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the answer', () => {
  it('by the page lets the clocks run on from that moment', async () => {
    const claim = await ask(await start());
    await later(2 * 24 * 60);
    await addCustomerMessage(world.deps, asCustomer(claim), { text: 'Batch 7.', evidence: [] });
    const after = await load(world, claim.reference);
    const target = after.clocks.find((clock) => clock.kind === 'own_target');
    expect(after.request?.state).toBe('answered');
    expect(target).toMatchObject({ state: 'running', pauses: [{ to: new Date(world.clock.now()).toISOString() }] });
    expect(target?.lastDay).toBe('2026-11-18'); // two working days after the 16th
    const resumed = target?.log?.at(-1);
    expect(resumed).toMatchObject({ type: 'resumed', evidence: '0000003' });
  });
  it('by mail counts from its arrival, however late it is worked on, and joins the claim', async () => {
    const claim = await ask(await start());
    const [question] = await questions();
    await later(24 * 60);
    const raw = Buffer.from(
      [
        `From: ${customer}`,
        'To: claims@polar.example',
        'Subject: Re',
        'Message-ID: <a1@x>',
        `In-Reply-To: ${question?.messageId}`,
        '',
        'Batch 7.',
        '',
      ].join('\r\n'),
    );
    const arrived = new Date(world.clock.now()).toISOString();
    expect(await receiveMail(world.deps, raw, { from: customer, to: ['claims@polar.example'] })).toEqual({
      kind: 'message',
      target: claim.reference,
    });
    const after = await load(world, claim.reference);
    expect(after.request?.state).toBe('answered');
    expect(after.clocks.find((clock) => clock.kind === 'own_target')).toMatchObject({ state: 'running', pauses: [{ to: arrived }] });
  });
  it('that came before the sending was on record is not lost: the clocks stop and run again', async () => {
    const claim = await start();
    const { deps } = world;
    // The process dies between the provider's yes and our record of it.
    const dying = {
      ...deps,
      mail: {
        ...deps.mail,
        send: async (mail: Parameters<typeof deps.mail.send>[0]) => {
          await deps.mail.send(mail);
          throw new Error('dead');
        },
        outcome: () => Promise.reject(new Error('dead')),
      },
    };
    await requestInformation(dying, world.actor('anna'), claim.reference, { text });
    await world.idle();
    // The delivery event may have told already: put the mail's fate off by looking at what the customer's word alone does.
    await later(60);
    await addCustomerMessage(deps, asCustomer(claim), { text: 'Batch 7.', evidence: [] });
    await later(60);
    const after = await load(world, claim.reference);
    expect(after.request?.state).toBe('answered');
    expect(states(after)).toMatchObject({ own_target: 'running' });
    expect(await questions()).toHaveLength(1);
  });
});

describe('a mail that fails', () => {
  it('and bounces leaves every clock as it was and tells a person', async () => {
    world = await makeWorld();
    const claim = await handIn(world, { contact: { name: 'B', email: 'bounce@holzbau-prager.example', language: 'en' } });
    const before = claim.clocks.map(({ id, lastDay, state }) => [id, lastDay, state]);
    await requestInformation(world.deps, world.actor('anna'), claim.reference, { text });
    await world.idle();
    const after = await load(world, claim.reference);
    expect(after).toMatchObject({ request: { state: 'bounced' }, needsPerson: 'request-bounced' });
    expect(after.clocks.map(({ id, lastDay, state }) => [id, lastDay, state])).toEqual(before);
  });
  it('of unknown fate stops nothing until it is known to have arrived', async () => {
    const claim = await start();
    const { deps } = world;
    const lost = { ...deps, mail: { send: () => Promise.reject(new Error('no answer')), outcome: async () => 'unknown' as const } };
    await requestInformation(lost, world.actor('anna'), claim.reference, { text });
    await world.idle();
    const unknown = await load(world, claim.reference);
    expect(unknown).toMatchObject({ request: { state: 'unknown' }, needsPerson: 'request-unknown' });
    expect(states(unknown)).toMatchObject({ own_target: 'running' });
    await recordMailEvent(deps, { messageId: `<${unknown.request?.mailId}@polar.example>`, kind: 'delivered' });
    expect(states(await load(world, claim.reference))).toMatchObject({ own_target: 'paused' });
  });
  it('is not sent for a claim that was withdrawn meanwhile', async () => {
    const claim = await start();
    const put = { ...world.deps, later: async () => undefined };
    await requestInformation(put, world.actor('anna'), claim.reference, { text });
    await withdrawClaim(world.deps, world.actor('anna'), claim.reference);
    await later(60);
    expect(await questions()).toEqual([]);
    expect((await sweep(world.deps)).told).toBe(0); // nothing is left in the outbox
  });
});

describe('a crash', () => {
  it('after any durable write: the sweep finishes with one mail and the clocks stopped from its mark', { timeout: 120_000 }, async () => {
    let left = Number.POSITIVE_INFINITY;
    const writes: number[] = [];
    for (let at = 1; at < 40; at++) {
      left = Number.POSITIVE_INFINITY;
      const claim = await start({
        afterCommit: () => {
          left -= 1;
          if (left === 0) throw new Error('killed');
        },
      });
      left = at;
      await requestInformation(world.deps, world.actor('anna'), claim.reference, { text }).catch(() => undefined);
      await world.idle();
      const crashed = left <= 0;
      left = Number.POSITIVE_INFINITY;
      await later(31);
      await world.idle();
      const after = await load(world, claim.reference);
      expect([after.request?.state, states(after).own_target, (await questions()).length], `write ${at}`).toEqual(['open', 'paused', 1]);
      const mark = await world.deps.stores.mails.out(after.request?.mailId ?? '');
      expect(after.clocks.find((clock) => clock.kind === 'own_target')?.pauses, `write ${at}`).toMatchObject([{ from: mark?.at }]);
      writes.push(at);
      if (!crashed) break;
      await world.end();
    }
    expect(writes.length).toBeGreaterThan(5);
  });
});
