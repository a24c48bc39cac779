import { describe, expect, it } from 'vitest';
import type { DemandAnswer } from '#domain/claims/claim.ts';
import type { MailId } from '#domain/ids.ts';
import { answer, draft, given, id, received, refused, submit, when } from './given.ts';

const approve = (by: string, hash = 'seal') => ({ do: 'approve-reply', hash, by: id(by) }) as const;
const mailId = 'reply-1' as MailId;

describe('a reply', () => {
  it('goes for approval only when every demand has outcome, reason and source', () => {
    const open = given(received(), [
      'anna',
      { do: 'save-draft', answers: { d1: { ...answer, source: ' ' } }, textHash: 't', by: id('anna') },
    ]);
    expect(refused(() => when(open, submit[1]))).toBe('not-covered');
    const covered = given(received(), draft);
    expect(when(covered, submit[1])).toMatchObject([
      { type: 'reply-submitted', hash: 'seal', amounts: [{ amount: '900.00', currency: 'RUB' }] },
    ]);
  });
  it('with a granted sum that is missing is not covered', () => {
    const open = given(received(), [
      'anna',
      { do: 'save-draft', answers: { d1: { ...answer, granted: undefined } }, textHash: 't', by: id('anna') },
    ]);
    expect(refused(() => when(open, submit[1]))).toBe('not-covered');
  });
  const contradictions: [string, DemandAnswer][] = [
    ['other currency', { ...answer, granted: { amount: '100.00', currency: 'EUR' } }],
    ['a partial success that is the whole', { ...answer, outcome: 'partly_upheld' }],
    ['a full success that is less', { ...answer, granted: { amount: '899.99', currency: 'RUB' } }],
    ['a rejection that pays', { ...answer, outcome: 'rejected' }],
  ];
  it.each(contradictions)('refuses an answer that contradicts itself: %s', (_, wrong) => {
    expect(refused(() => when(given(received()), { do: 'save-draft', answers: { d1: wrong }, textHash: 't', by: id('anna') }))).toBe(
      'invalid',
    );
  });
  it('is never approved by its author, nor by the author in the name of another', () => {
    const waiting = given(received(), draft, submit);
    expect(refused(() => when(waiting, approve('anna')))).toBe('own-text');
    expect(refused(() => when(waiting, { ...approve('vera'), onBehalfOf: id('anna') }))).toBe('own-text');
  });
  it('within the limit needs one approver and is then ready to send', () => {
    const waiting = given(received(), draft, submit);
    expect(when(waiting, approve('boris'))).toMatchObject([{ type: 'reply-approved', final: true }]);
  });
  it('above the limit of its author needs a second approver whose limit covers it, and not the same person twice', () => {
    const dear = received([{ id: 'd1', kind: 'refund', asked: { amount: '20000.00', currency: 'RUB' }, text: '' }]);
    const answers = { d1: { ...answer, granted: { amount: '20000.00', currency: 'RUB' as const } } };
    const waiting = given(dear, ['anna', { do: 'save-draft', answers, textHash: 't', by: id('anna') }], submit);
    expect(waiting.reply?.steps).toHaveLength(2);
    const once = given(dear, ['anna', { do: 'save-draft', answers, textHash: 't', by: id('anna') }], submit, ['boris', approve('boris')]);
    expect(once.stage).toBe('in-approval');
    expect(refused(() => when(once, approve('boris')))).toBe('own-text');
    expect(when(once, approve('vera'))).toMatchObject([{ type: 'reply-approved', final: true }]);
  });
  it('that nobody may approve is refused when it is submitted', () => {
    const huge = received([{ id: 'd1', kind: 'refund', asked: { amount: '9000000.00', currency: 'RUB' }, text: '' }]);
    const answers = { d1: { ...answer, granted: { amount: '9000000.00', currency: 'RUB' as const } } };
    expect(refused(() => when(given(huge, ['anna', { do: 'save-draft', answers, textHash: 't', by: id('anna') }]), submit[1]))).toBe(
      'over-limit',
    );
  });
  it('is approved by its hash only: another letter voids it', () => {
    expect(refused(() => when(given(received(), draft, submit), approve('vera', 'other')))).toBe('stale-approval');
  });
  it('returned with a comment goes back to work and loses its seal', () => {
    const waiting = given(received(), draft, submit);
    expect(refused(() => when(waiting, { do: 'return-reply', comment: ' ', by: id('vera') }))).toBe('invalid');
    const back = given(received(), draft, submit, ['vera', { do: 'return-reply', comment: 'say when', by: id('vera') }]);
    expect(back).toMatchObject({ stage: 'open', reply: { hash: undefined, returned: { comment: 'say when', by: 'vera' } } });
  });
  it('can be recalled by its author until it is approved', () => {
    expect(given(received(), draft, submit, ['anna', { do: 'recall-reply', by: id('anna') }]).stage).toBe('open');
    const done = given(received(), draft, submit, ['vera', approve('vera')]);
    expect(refused(() => when(done, { do: 'recall-reply', by: id('anna') }))).toBe('wrong-state');
    expect(refused(() => when(given(received(), draft, submit), { do: 'recall-reply', by: id('boris') }))).toBe('forbidden');
  });
  it('leaves only when it is approved, and its delivery is final in one direction', () => {
    expect(refused(() => when(given(received(), draft, submit), { do: 'begin-sending', mailId }))).toBe('wrong-state');
    const sending = given(received(), draft, submit, ['vera', approve('vera')], ['vera', { do: 'begin-sending', mailId }]);
    expect(sending.stage).toBe('sending');
    const sent = given(
      received(),
      draft,
      submit,
      ['vera', approve('vera')],
      ['vera', { do: 'begin-sending', mailId }],
      ['vera', { do: 'record-delivery', mailId, outcome: 'sent' }],
    );
    expect(sent.stage).toBe('answered');
    expect(when(sent, { do: 'record-delivery', mailId, outcome: 'unknown' })).toEqual([]);
    expect(when(sent, { do: 'record-delivery', mailId, outcome: 'bounced' })).toMatchObject([{ type: 'reply-bounced' }]);
    expect(refused(() => when(sent, { do: 'begin-sending', mailId }))).toBe('wrong-state');
  });
  it('that is escalated may also be decided by the person it went to', () => {
    const waiting = given(received(), draft, submit, ['vera', { do: 'escalate-approval', to: id('lev') }]);
    expect(when(waiting, approve('lev'))).toMatchObject([{ type: 'reply-approved' }]);
  });
});

describe('after the reply', () => {
  const sent = [
    received(),
    draft,
    submit,
    ['vera', approve('vera')],
    ['vera', { do: 'begin-sending', mailId }],
    ['vera', { do: 'record-delivery', mailId, outcome: 'sent' }],
  ] as Parameters<typeof given>;
  it('acceptance closes, and only then the customer may rate, from one to five', () => {
    expect(refused(() => when(given(...sent), { do: 'rate', score: 5 }))).toBe('wrong-state');
    const closed = given(...sent, ['anna', { do: 'accept-reply' }]);
    expect(closed).toMatchObject({ stage: 'closed', closed: { how: 'accepted' } });
    expect(refused(() => when(closed, { do: 'rate', score: 6 }))).toBe('invalid');
    expect(refused(() => when(closed, { do: 'rate', score: 2.5 }))).toBe('invalid');
    expect(when(closed, { do: 'rate', score: 1 })).toEqual([{ type: 'satisfaction-given', score: 1 }]);
  });
  it('a dispute names demands of the claim, opens it again and takes their answers away', () => {
    expect(refused(() => when(given(...sent), { do: 'dispute-reply', demands: ['d9'], messageHash: 'h' }))).toBe('invalid');
    expect(refused(() => when(given(...sent), { do: 'dispute-reply', demands: [], messageHash: 'h' }))).toBe('invalid');
    const again = given(...sent, ['anna', { do: 'dispute-reply', demands: ['d1'], messageHash: 'h' }]);
    expect(again.stage).toBe('open');
    expect(again.demands[0]?.answer).toBeUndefined();
    expect(again.sent).toHaveLength(1);
  });
  it('a second round has a version of its own', () => {
    const again = given(...sent, ['anna', { do: 'dispute-reply', demands: ['d1'], messageHash: 'h' }], draft);
    expect(again.reply?.version).toBe(2);
  });
  it('silence closes only what was answered', () => {
    expect(refused(() => when(given(received()), { do: 'close', how: 'silence' }))).toBe('wrong-state');
    expect(given(...sent, ['anna', { do: 'close', how: 'silence' }]).closed).toMatchObject({ how: 'silence' });
  });
});
