import { describe, expect, it } from 'vitest';
import { chain } from '#domain/chain.ts';
import type { Claim } from '#domain/claims/claim.ts';
import type { ClaimEvent, ClaimFact } from '#domain/claims/events.ts';
import { evolve, replay } from '#domain/claims/evolve.ts';
import { receiveInformation, recordRequest, splitByRight } from '#domain/claims/information.ts';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { type Clock, startClocks } from '#domain/deadlines/clocks.ts';
import { shippedLaw } from '#domain/deadlines/law.ts';
import { replay as recount } from '#domain/deadlines/replay.ts';
import { rulebook } from '#domain/deadlines/rulebook.ts';
import type { MailId } from '#domain/ids.ts';
import { given, received, reference, refused, when } from './given.ts';

const mailId = 'request-1' as MailId;
const receivedAt = '2026-11-02T09:00:00.000Z';
const ids = ['eu-gdpr-12', 'house-own-target', 'ru-apk-4-5', 'house-acknowledge'];
const rules = ids.flatMap((id) => rulebook.filter((rule) => rule.id === id));
const clocks = startClocks({ rules, events: { received: { at: receivedAt, evidence: 'm' } }, calendar: calendarFor({ country: 'RU' }) });

const request = { do: 'request-information', messageId: '0000002', mailId, textHash: 'h' } as const;
const open: ClaimFact[] = [...received(), { type: 'clocks-set', clocks, because: 'received' }];
const asked = (): Claim => given(open, ['anna', request]);
const marked = '2026-11-04T09:00:00.000Z';
const fate = { mailId, outcome: 'sent', at: '2026-11-04T09:00:01.000Z', from: marked } as const;
const after = (claim: Claim, facts: readonly ClaimFact[], at: string): Claim =>
  chain(reference, claim, facts, { at, actor: 'system:x' }).reduce(evolve, claim);
const sent = () => after(asked(), recordRequest(asked(), fate, shippedLaw), fate.at);
const clock = (claim: Claim, id: string): Clock => {
  const found = claim.clocks.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no clock ${id}`);
  return found;
};
const states = (claim: Claim) => Object.fromEntries(claim.clocks.map(({ id, state }) => [id, state]));

describe('a request for information', () => {
  it('stops nothing while it is being sent', () => {
    expect(asked()).toMatchObject({ request: { id: '0000002', mailId, by: 'anna', state: 'sending' }, messages: 2 });
    expect(asked().clocks).toEqual(clocks);
  });
  it('once sent, stops from the mark the clocks whose rule gives the right, and no other', () => {
    expect(states(sent())).toEqual({
      'eu-gdpr-12': 'paused',
      'house-own-target': 'paused',
      'ru-apk-4-5': 'running',
      'house-acknowledge': 'running',
    });
    expect(clock(sent(), 'eu-gdpr-12').pauses).toEqual([
      { from: marked, reason: 'request-for-information', evidence: mailId, recordedAt: fate.at },
    ]);
    expect(sent().request?.state).toBe('open');
  });
  it('leaves out a clock that had run out before the mail went', () => {
    const late = '2027-02-01T09:00:00.000Z';
    expect(splitByRight(clocks, late).stop).toEqual([]);
    expect(splitByRight(clocks, marked).stop.map(({ id }) => id)).toEqual(['eu-gdpr-12', 'house-own-target']);
  });
  it('is one at a time, and not asked once the reply has gone', () => {
    expect(refused(() => when(asked(), request))).toBe('wrong-state');
    expect(refused(() => when(sent(), request))).toBe('wrong-state');
    expect(refused(() => when({ ...asked(), request: undefined, stage: 'answered' }, request))).toBe('wrong-state');
  });
  it('recorded as sent twice, or as unknown after it was sent, changes nothing', () => {
    expect(recordRequest(sent(), fate, shippedLaw)).toEqual([]);
    expect(recordRequest(sent(), { ...fate, outcome: 'unknown' }, shippedLaw)).toEqual([]);
    expect(recordRequest(sent(), { ...fate, mailId: 'other' as MailId }, shippedLaw)).toEqual([]);
  });
});

describe('its answer', () => {
  const at = '2026-11-11T10:00:00.000Z';
  const arrived = '2026-11-11T09:00:00.000Z';
  const answered = () => after(sent(), receiveInformation(sent(), { at, from: arrived, messageId: '0000003' }, shippedLaw), at);

  it('lets the clocks run on from when it arrived, each moved by what the pause took in its own unit', () => {
    expect(states(answered())).toMatchObject({ 'eu-gdpr-12': 'running', 'house-own-target': 'running' });
    const target = clock(answered(), 'house-own-target');
    expect(target.pauses.at(-1)).toMatchObject({ from: marked, to: arrived, evidence: mailId });
    // 10 working days from 2 November end on the 17th. The 4th is a day off, so 5, 6, 9 and 10 November were lost: four more.
    expect([clock(asked(), 'house-own-target').lastDay, target.lastDay]).toEqual(['2026-11-17', '2026-11-23']);
    expect(target.log?.map(({ type, evidence, from }) => [type, evidence, from])).toEqual([
      ['paused', mailId, marked],
      ['resumed', '0000003', arrived],
    ]);
    expect(clock(answered(), 'ru-apk-4-5')).toEqual(clock(asked(), 'ru-apk-4-5'));
    expect(answered().request?.state).toBe('answered');
  });
  it('can be computed again from the steps alone', () => {
    const { steps, lastDay, dueAt } = clock(answered(), 'house-own-target');
    expect(recount(steps)).toMatchObject({ lastDay, dueAt });
  });
  it('that overtook the record of the sending stops and resumes at once', () => {
    const facts = recordRequest(asked(), { ...fate, at, answer: { at: arrived, messageId: '0000003' } }, shippedLaw);
    const both = after(asked(), facts, at);
    expect(facts.map(({ type }) => type)).toEqual(['information-sent', 'clocks-set', 'information-received', 'clocks-set']);
    expect(clock(both, 'house-own-target').lastDay).toBe('2026-11-23');
    expect(both.request?.state).toBe('answered');
  });
  it('does not count before the question, and where nothing was asked there is none', () => {
    const early = receiveInformation(sent(), { at, from: '2026-11-04T08:59:00.000Z', messageId: '0000003' }, shippedLaw);
    expect(clock(after(sent(), early, at), 'house-own-target').lastDay).toBe('2026-11-17');
    expect(receiveInformation(given(open), { at, from: arrived, messageId: '0000003' }, shippedLaw)).toEqual([]);
  });
  it('leaves alone a clock that a person has paused for another reason', () => {
    const claim = sent();
    const own = claim.clocks.map((one) =>
      one.id === 'house-own-target' ? { ...one, pauses: [{ from: marked, reason: 'flood', evidence: 'letter' }] } : one,
    );
    const facts = receiveInformation({ ...claim, clocks: own }, { at, from: arrived, messageId: '0000003' }, shippedLaw);
    expect(states(after({ ...claim, clocks: own }, facts, at))).toMatchObject({ 'house-own-target': 'paused', 'eu-gdpr-12': 'running' });
  });
});

describe('a mail whose fate is bad', () => {
  it('of unknown fate stops no clock, and a person is told; known later, it stops them after all', () => {
    const unknown = after(asked(), recordRequest(asked(), { ...fate, outcome: 'unknown' }, shippedLaw), fate.at);
    expect(unknown).toMatchObject({ needsPerson: 'request-unknown', request: { state: 'unknown' } });
    expect(unknown.clocks).toEqual(clocks);
    const known = after(unknown, recordRequest(unknown, fate, shippedLaw), fate.at);
    expect(known).toMatchObject({ needsPerson: undefined, request: { state: 'open' } });
    expect(states(known)).toMatchObject({ 'eu-gdpr-12': 'paused' });
  });
  it('that came back gives no time: what stood still goes on as if it never had, and a new question may be asked', () => {
    const back = { ...fate, outcome: 'bounced', at: '2026-11-06T09:00:00.000Z' } as const;
    const bounced = after(sent(), recordRequest(sent(), back, shippedLaw), back.at);
    expect(bounced).toMatchObject({ needsPerson: 'request-bounced', request: { state: 'bounced' } });
    expect(bounced.clocks.map(({ id, lastDay, state }) => [id, lastDay, state])).toEqual(
      clocks.map(({ id, lastDay }) => [id, lastDay, 'running']),
    );
    expect(recordRequest(bounced, fate, shippedLaw)).toEqual([]);
    expect(when(bounced, { ...request, messageId: '0000003' })[0]).toMatchObject({ requestId: '0000003' });
  });
});

it('the claim is what its events say', () => {
  let claim = replay(reference, []);
  const log: ClaimEvent[] = [];
  const live = (facts: readonly ClaimFact[], actor: string, at: string) => {
    const events = chain(reference, claim, facts, { at, actor });
    log.push(...events);
    claim = events.reduce(evolve, claim);
  };
  live(open, 'customer', receivedAt);
  live(when(claim, request), 'person:anna', marked);
  live(recordRequest(claim, fate, shippedLaw), 'system:send-request', fate.at);
  live(
    receiveInformation(claim, { at: '2026-11-11T10:00:00.000Z', from: '2026-11-11T10:00:00.000Z', messageId: '0000003' }, shippedLaw),
    'customer',
    '2026-11-11T10:00:00.000Z',
  );
  live(
    when(claim, { do: 'set-matters', matters: ['supervisor', 'invoice', 'supervisor'], because: 'the letter says so' }),
    'person:anna',
    '2026-11-12T10:00:00.000Z',
  );
  expect(replay(reference, JSON.parse(JSON.stringify(log)) as ClaimEvent[])).toEqual(JSON.parse(JSON.stringify(claim)));
  expect(claim).toMatchObject({ matters: ['invoice', 'supervisor'], request: { state: 'answered', by: 'anna' } });
});
