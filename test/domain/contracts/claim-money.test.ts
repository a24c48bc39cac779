import { describe, expect, it } from 'vitest';
import { chain } from '#domain/chain.ts';
import type { DemandAnswer } from '#domain/claims/claim.ts';
import type { ClaimEvent, ClaimFact } from '#domain/claims/events.ts';
import { replay } from '#domain/claims/evolve.ts';
import { asIfAnswered, claimMoney } from '#domain/contracts/claim-money.ts';
import type { MailId } from '#domain/ids.ts';
import { received, reference } from '../claims/given.ts';

/** Facts that happened at noon UTC of these days, in this order. */
function lived(...days: [day: string, ...facts: ClaimFact[]][]) {
  const events: ClaimEvent[] = [];
  for (const [day, ...facts] of days)
    events.push(...chain(reference, replay(reference, events), facts, { at: `${day}T12:00:00.000Z`, actor: 'person:anna' }));
  const claim = replay(reference, events);
  return { claim, money: claimMoney(claim, events, 'Europe/Moscow') };
}
const rubles = (amount: string) => ({ amount, currency: 'RUB' as const });
const drafted = (answers: Record<string, DemandAnswer | null>): ClaimFact => ({
  type: 'draft-saved',
  replyVersion: 1,
  answers,
  textHash: 't',
});
const granted = (amount: string, outcome: DemandAnswer['outcome'] = 'partly_upheld'): DemandAnswer => ({
  outcome,
  granted: rubles(amount),
  reason: 'r',
  source: 's',
});
const sent: ClaimFact[] = [
  { type: 'reply-sending', replyVersion: 1, mailId: 'm' as MailId, outgoingNumber: '1', hash: 'h' },
  { type: 'reply-sent', replyVersion: 1, mailId: 'm' as MailId },
];
const told = ({ money }: ReturnType<typeof lived>) =>
  money.states.map(({ day, claimed, refused, pending }) => [day, claimed, refused, pending].map(String).join(' '));

describe('the money of a claim', () => {
  it('is pending until a reply has gone: a draft admits nothing', () => {
    expect(told(lived(['2026-11-02', ...received()], ['2026-11-03', drafted({ d1: granted('300.00') })]))).toEqual([
      '2026-11-02 90000 0 90000',
    ]);
    expect(told(lived(['2026-11-02', ...received()], ['2026-11-03', drafted({ d1: granted('300.00') })], ['2026-11-05', ...sent]))).toEqual(
      ['2026-11-02 90000 0 90000', '2026-11-05 90000 60000 0'],
    );
  });
  it('is refused where the demand was rejected, and counts what was granted beyond what was asked', () => {
    const answered = (answer: DemandAnswer) =>
      told(lived(['2026-11-02', ...received()], ['2026-11-05', drafted({ d1: answer }), ...sent])).at(-1);
    expect(answered({ outcome: 'rejected', reason: 'r', source: 's' })).toBe('2026-11-05 90000 90000 0');
    expect(answered(granted('1000.00', 'upheld'))).toBe('2026-11-05 100000 0 0');
    expect(answered({ outcome: 'upheld', reason: 'r', source: 's' })).toBe('2026-11-05 90000 0 0');
  });
  it('is open again when the customer disputes the answer, and a new draft still admits nothing', () => {
    const disputed: ClaimFact = { type: 'reply-disputed', demands: ['d1'], messageHash: 'h' };
    expect(
      told(
        lived(
          ['2026-11-02', ...received()],
          ['2026-11-05', drafted({ d1: granted('300.00') }), ...sent],
          ['2026-11-09', disputed],
          ['2026-11-10', drafted({ d1: granted('500.00') })],
        ),
      ).slice(2),
    ).toEqual(['2026-11-09 90000 0 90000']);
  });
  it('follows demands that are put right, and ends with a withdrawal', () => {
    const changed: ClaimFact = {
      type: 'demands-changed',
      because: 'euros',
      demands: [{ id: 'd1', kind: 'refund', asked: { amount: '20.00', currency: 'EUR' }, text: '' }],
    };
    const story = lived(['2026-11-02', ...received()], ['2026-11-04', changed], ['2026-11-06', { type: 'closed', how: 'withdrawn' }]);
    expect(story.money.states.map(({ day, currency, claimed, refused, pending }) => [day, currency, claimed, refused, pending])).toEqual([
      ['2026-11-02', 'RUB', 90000n, 0n, 90000n],
      ['2026-11-04', 'EUR', 2000n, 0n, 2000n],
      ['2026-11-04', 'RUB', 0n, 0n, 0n],
      ['2026-11-06', 'EUR', 2000n, 2000n, 0n],
    ]);
  });
  it('can be seen as if its draft had gone', () => {
    const { claim, money } = lived(['2026-11-02', ...received()], ['2026-11-03', drafted({ d1: granted('300.00') })]);
    expect(asIfAnswered(money, claim, '2026-11-04').states.at(-1)).toMatchObject({
      day: '2026-11-04',
      claimed: 90000n,
      refused: 60000n,
      pending: 0n,
    });
  });
  it('without a sum asked or granted is nothing', () => {
    expect(told(lived(['2026-11-02', ...received([{ id: 'd1', kind: 'replacement', text: 'new ones' }])]))).toEqual([]);
  });
});
