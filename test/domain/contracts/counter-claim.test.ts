import { describe, expect, it } from 'vitest';
import { chain, genesis } from '#domain/chain.ts';
import { type CounterClaim, type CounterClaimFact, decideCounterClaim, replayCounterClaim } from '#domain/contracts/counter-claim.ts';
import type { Term } from '#domain/contracts/counter-claim-record.ts';
import { upgraded } from '#domain/contracts/evolve-counter-claim.ts';
import { houseLadder } from '#domain/contracts/ladder.ts';
import { waitsFor } from '#domain/contracts/waits-for.ts';
import type { CounterClaimId, FreezeId, MailId } from '#domain/ids.ts';
import { disputedPart, counterClaim as sample, sheetFor } from '../replies/samples.ts';

const id = 'CC-0001' as CounterClaimId;
const sheet = sheetFor();
const term = (day: string): Term => ({ lastDay: day, dueAt: `${day}T20:59:59.999Z`, steps: [] });
const letter = { key: 'k', sha256: 's', outgoingNumber: '2026-1', hash: 'h' };
const sends = { channel: 'email', language: 'ru', date: '2026-11-23' } as const;
const { accountId, accountName, contractId, contractNumber, country, language, owner, acting } = sample(sheet);
const about = { accountId, accountName, contractId, contractNumber, country, language, owner, acting, sheet };
const proposed: CounterClaimFact = { type: 'proposed', ...about, ladder: houseLadder };
const mail = (n: number) => `mail-${n}` as MailId;
const sentBy = (n: number, day: string): CounterClaimFact[] => [
  { type: 'approved', letter: { ...letter, outgoingNumber: `2026-${n}` }, sheet, sends },
  { type: 'sending', mailId: mail(n) },
  { type: 'sent', mailId: mail(n), response: term(day) },
];
const given = (...facts: CounterClaimFact[]): CounterClaim =>
  replayCounterClaim(id, chain(id, { version: 0, head: genesis }, facts, { at: '2026-11-23T09:00:00.000Z', actor: 'person:lev' }));
const deliver = (claim: CounterClaim, n: number, outcome: 'sent' | 'unknown' | 'bounced') =>
  decideCounterClaim(claim, { do: 'record-delivery', mailId: mail(n), outcome, response: term('2026-12-01') });

describe('a counter-claim', () => {
  it('from the time before the ladder is read as a claim, whose next rung is the notice before action', () => {
    const old = given(
      { type: 'proposed', ...about },
      { type: 'approved', letter, sheet },
      { type: 'sending', mailId: mail(1) },
      { type: 'sent', mailId: mail(1), response: term('2026-12-08') },
      { type: 'disputed', text: 'No', lines: ['i1'] },
    );
    expect(old).toMatchObject({
      state: 'disputed',
      rung: 'claim',
      dispute: { text: 'No' },
      letters: [{ rung: 'claim', channel: 'email' }],
    });
    const back = { ...old, state: 'sent' as const };
    expect(decideCounterClaim(back, { do: 'end-term', sheet })).toMatchObject([{ type: 'climbed', rung: 'pre_suit' }]);
  });
  it('kept as a row of that time gets the shape of today', () => {
    const {
      ladder: _,
      rung: __,
      letters: ___,
      freezes: ____,
      course: _____,
      round: ______,
      run: _______,
      ...row
    } = sample(sheet, {
      state: 'sent',
      letter,
      mailId: mail(1),
      sentAt: '2026-11-23T09:00:00.000Z',
    });
    const now = upgraded(row as CounterClaim);
    expect(now).toMatchObject({ rung: 'claim', run: 1, freezes: [], covers: ['i1', 'i2'], letters: [{ rung: 'claim', mailId: mail(1) }] });
    expect(upgraded(now)).toBe(now);
  });
  it('climbs from the term of a rung to the next, and after the last is for the court', () => {
    const first = given(proposed, ...sentBy(1, '2026-11-30'));
    expect(decideCounterClaim(first, { do: 'end-term', sheet })).toMatchObject([{ type: 'climbed', rung: 'claim' }]);
    const last = given(
      proposed,
      ...sentBy(1, '2026-11-30'),
      { type: 'climbed', rung: 'claim', sheet },
      ...sentBy(2, '2026-12-20'),
      { type: 'climbed', rung: 'pre_suit', sheet },
      ...sentBy(3, '2026-12-30'),
    );
    expect(decideCounterClaim(last, { do: 'end-term', sheet })).toEqual([{ type: 'expired' }]);
  });
  it('does not climb with nothing to ask for', () => {
    const nothing = { ...sheet, lines: [], total: '0.00', frozen: '0.00', fingerprint: 'x' };
    expect(decideCounterClaim(given(proposed, ...sentBy(1, '2026-11-30')), { do: 'end-term', sheet: nothing })).toMatchObject([
      { type: 'paid' },
    ]);
  });
  it('takes delivery events as they come: repeated, late, of an earlier letter', () => {
    const two = given(proposed, ...sentBy(1, '2026-11-30'), { type: 'climbed', rung: 'claim', sheet }, ...sentBy(2, '2026-12-20'));
    expect(deliver(two, 2, 'sent')).toEqual([]);
    expect(deliver(two, 2, 'unknown')).toEqual([]);
    expect(deliver(two, 1, 'bounced')).toEqual([{ type: 'bounced', mailId: mail(1) }]);
    expect(deliver(two, 2, 'bounced')).toEqual([{ type: 'returned', mailId: mail(2), rung: 'claim' }]);
    expect(() => deliver(two, 9, 'sent')).toThrow('Not found');
  });
  it('goes back from a rung that was only proposed when the letter before it comes back', () => {
    const climbed = given(proposed, ...sentBy(1, '2026-11-30'), { type: 'climbed', rung: 'claim', sheet });
    expect(deliver(climbed, 1, 'bounced')).toEqual([{ type: 'returned', mailId: mail(1), rung: 'reminder' }]);
    const back = given(
      proposed,
      ...sentBy(1, '2026-11-30'),
      { type: 'climbed', rung: 'claim', sheet },
      { type: 'returned', mailId: mail(1), rung: 'reminder' },
    );
    expect(back).toMatchObject({ state: 'proposed', rung: 'reminder', letters: [{ delivery: 'bounced' }] });
    expect(back.run).toBe(back.version);
  });
  it('keeps the sums that it asked for, a week each', () => {
    expect(given(proposed).course).toEqual([{ week: '2026-11-23', total: sheet.total, rung: 'reminder' }]);
    expect(given(proposed, { type: 'withdrawn', because: 'x' }).course).toEqual([{ week: '2026-11-23', total: '0.00', rung: 'reminder' }]);
  });
  it('waits for legal to decide before anything else while a part is in dispute', () => {
    const { decision: _, ...part } = disputedPart;
    const sent = given(proposed, ...sentBy(1, '2026-11-30'));
    const disputed = given(proposed, ...sentBy(1, '2026-11-30'), { type: 'frozen', parts: [part], sheet });
    expect([waitsFor(given(proposed)), waitsFor(sent), waitsFor(disputed)]).toEqual(['approve', 'customer', 'decide']);
  });
  it('gives a decided part no shorter term than the one that runs', () => {
    const { decision, ...part } = disputedPart;
    const disputed = given(proposed, ...sentBy(1, '2026-12-30'), { type: 'frozen', parts: [part], sheet });
    const command = { do: 'decide-freeze', freeze: part.id, decision: { ...decision, response: undefined }, sheet } as const;
    const [early] = decideCounterClaim(disputed, { ...command, term: term('2026-12-01') });
    const [late] = decideCounterClaim(disputed, { ...command, term: term('2027-01-05') });
    expect([early, late]).toMatchObject([{ decision: { accepted: '40000.00' } }, { decision: { response: { lastDay: '2027-01-05' } } }]);
    expect(early).not.toMatchObject({ decision: { response: { lastDay: '2026-12-01' } } });
    expect(() => decideCounterClaim(disputed, { ...command, freeze: 'FZ-none' as FreezeId, term: term('2026-12-01') })).toThrow(
      'Not found',
    );
    expect(() =>
      decideCounterClaim(disputed, { ...command, decision: { ...decision, accepted: '100000.01' }, term: term('2026-12-01') }),
    ).toThrow();
  });
});
