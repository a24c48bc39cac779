import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Claim } from '#domain/claims/claim.ts';
import { replay } from '#domain/claims/evolve.ts';
import { submissionSchema } from '#domain/claims/submission.ts';
import type { Deps } from '#usecases/deps.ts';
import { recordEvent } from '#usecases/record-event.ts';
import { setMatters } from '#usecases/set-matters.ts';
import { submitClaim } from '#usecases/submit-claim.ts';
import { changeClock } from '#usecases/work-claim.ts';
import { body, handIn, load } from '../support/claims.ts';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

const typed = { event: 'registered', day: '2026-11-02', hour: '', evidence: 'register 17', reason: 'the stamp of the register' };
const ids = (claim: Claim) => claim.clocks.map(({ id }) => id);
const clock = (claim: Claim, id: string) => claim.clocks.find((candidate) => candidate.id === id);
/** The same company as a Russian bank and public body, with a Russian customer. */
const inTrades = (): Deps => ({
  ...world.deps,
  config: { ...world.deps.config, company: { ...world.deps.config.company, sectors: ['bank', 'public_body', 'insurance'] } },
});
const russian = async (deps: Deps): Promise<Claim> => {
  const submission = submissionSchema.parse({
    ...body,
    contact: { name: 'Иван', email: 'office@severny-metiz.example', language: 'ru' },
    contractNumber: '',
    demands: [{ kind: 'refund', amount: '620.00', currency: 'RUB', text: '' }],
  });
  const { claim } = await submitClaim(deps, { kind: 'customer' }, { channel: 'form', submission, evidence: [] });
  await world.idle();
  return load(world, claim.reference);
};

describe('what happened beside the receipt', () => {
  it('starts the clocks that waited for it, and once only', async () => {
    const deps = inTrades();
    const claim = await russian(deps);
    expect(ids(claim)).toContain('ru-bank-30-1-registration');
    expect(ids(claim)).not.toContain('ru-bank-30-1-answer');
    const after = await recordEvent(deps, world.actor('anna'), claim.reference, typed);
    // 15 working days from the day after 2 November; the 4th is a day off.
    expect(clock(after, 'ru-bank-30-1-answer')).toMatchObject({
      lastDay: '2026-11-24',
      trigger: { event: 'registered', evidence: 'register 17' },
    });
    await expect(recordEvent(deps, world.actor('anna'), claim.reference, typed)).rejects.toMatchObject({
      fields: [{ path: 'event', code: 'nothing-to-start' }],
    });
    const events = await world.deps.stores.claims.events(claim.reference);
    expect(replay(claim.reference, events)).toEqual(await load(world, claim.reference));
    expect(events.at(-1)?.fact).toMatchObject({ type: 'clocks-set', because: 'event' });
  });
  it('restarts a clock that ran from what stood in for it, and says so', async () => {
    const claim = await russian(world.deps);
    expect(clock(claim, 'ru-apk-4-5')).toMatchObject({ trigger: { event: 'received' } });
    const after = await recordEvent(world.deps, world.actor('anna'), claim.reference, {
      ...typed,
      event: 'sent',
      day: '2026-10-28',
      evidence: 'postmark',
    });
    const corrected = clock(after, 'ru-apk-4-5');
    expect(corrected).toMatchObject({
      trigger: { event: 'sent', day: '2026-10-28', evidence: 'postmark' },
      corrected: { was: '2026-11-02', reason: typed.reason },
    });
    expect(corrected?.steps.map(({ kind }) => kind)).toContain('corrected');
    expect(corrected?.log?.at(-1)).toMatchObject({ type: 'restarted', evidence: 'postmark', reason: typed.reason });
    expect((corrected?.lastDay ?? '') < (clock(claim, 'ru-apk-4-5')?.lastDay ?? '')).toBe(true);
  });
  it('counts an hour in the zone of the account', async () => {
    const claim = await russian(world.deps);
    const after = await recordEvent(world.deps, world.actor('anna'), claim.reference, { ...typed, event: 'sent', hour: '10:30' });
    expect(clock(after, 'ru-apk-4-5')?.trigger).toMatchObject({ day: '2026-11-02', at: '2026-11-02T07:30:00.000Z' });
  });
  it('is refused where it lies ahead, starts nothing, or lacks evidence and reason', async () => {
    const { reference } = await handIn(world);
    const anna = world.actor('anna');
    const wrong = (changes: Partial<typeof typed>) => recordEvent(world.deps, anna, reference, { ...typed, ...changes });
    await expect(wrong({ day: '2026-11-03' })).rejects.toMatchObject({ fields: [{ path: 'day', code: 'future' }] });
    await expect(wrong({ hour: '23:59' })).rejects.toMatchObject({ fields: [{ path: 'day', code: 'future' }] });
    await expect(wrong({ event: 'documents_complete' })).rejects.toMatchObject({ fields: [{ path: 'event', code: 'nothing-to-start' }] });
    await expect(wrong({ event: 'received', day: '2026-02-30', evidence: ' ', reason: '' })).rejects.toMatchObject({
      fields: [
        { path: 'event', code: 'choose' },
        { path: 'day', code: 'date' },
        { path: 'event-evidence', code: 'required' },
        { path: 'event-reason', code: 'required' },
      ],
    });
    await expect(recordEvent(world.deps, world.actor('lev'), reference, typed)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('what the claim is about', () => {
  it('adds the terms of that matter and takes them away again; the other clocks go on as they were', async () => {
    const deps = inTrades();
    const claim = await russian(deps);
    const own = claim.clocks.find((candidate) => candidate.kind === 'own_target');
    await changeClock(deps, world.actor('anna'), claim.reference, own?.id ?? '', { change: 'pause', reason: 'flood', evidence: 'letter' });
    const motor = await setMatters(deps, world.actor('anna'), claim.reference, { matters: ['motor_insurance'], because: 'policy 7' });
    expect(motor.matters).toEqual(['motor_insurance']);
    expect(ids(motor).filter((id) => id.startsWith('ru-osago-16'))).not.toEqual([]);
    expect(clock(motor, own?.id ?? '')).toMatchObject({ state: 'paused', pauses: [{ reason: 'flood' }] });
    const documents = await recordEvent(deps, world.actor('anna'), claim.reference, { ...typed, event: 'documents_complete' });
    expect(clock(documents, 'ru-osago-12-21')).toMatchObject({ lastDay: '2026-11-22', state: 'running' });
    const none = await setMatters(deps, world.actor('anna'), claim.reference, { matters: [], because: 'no policy after all' });
    expect(none.clocks.filter(({ id }) => id.startsWith('ru-osago')).every(({ state }) => state === 'cancelled')).toBe(true);
    expect(clock(none, own?.id ?? '')?.state).toBe('paused');
  });
  it('needs a reason and a matter of the list', async () => {
    const { reference } = await handIn(world);
    const anna = world.actor('anna');
    await expect(setMatters(world.deps, anna, reference, { matters: ['invoice'], because: ' ' })).rejects.toMatchObject({
      fields: [{ path: 'matters-because', code: 'required' }],
    });
    await expect(setMatters(world.deps, anna, reference, { matters: ['weather'], because: 'x' })).rejects.toMatchObject({
      fields: [{ path: 'matters', code: 'unknown' }],
    });
  });
});

describe('a pause that is entered later', () => {
  it('revives a miss and says so', async () => {
    const claim = await handIn(world);
    const id = claim.clocks.find((candidate) => candidate.kind === 'own_target')?.id ?? '';
    await world.days(20);
    expect(clock(await load(world, claim.reference), id)?.state).toBe('missed');
    const paused = await changeClock(world.deps, world.actor('anna'), claim.reference, id, {
      change: 'pause',
      reason: 'flood',
      evidence: 'letter',
      from: '2026-11-10T12:00',
    });
    const revived = clock(paused, id);
    expect(revived).toMatchObject({
      state: 'paused',
      pauses: [{ from: '2026-11-10T11:00:00.000Z', recordedAt: new Date(world.clock.now()).toISOString() }],
    });
    expect(revived?.missedAt).toBeUndefined();
    expect(revived?.log?.slice(-2).map(({ type, from }) => [type, from])).toEqual([
      ['missed', claim.clocks.find((candidate) => candidate.id === id)?.dueAt],
      ['paused', '2026-11-10T11:00:00.000Z'],
    ]);
  });
  it('is refused from the future, and from after the time had run out', async () => {
    const claim = await handIn(world);
    const id = claim.clocks.find((candidate) => candidate.kind === 'own_target')?.id ?? '';
    const pause = (from: string) =>
      changeClock(world.deps, world.actor('anna'), claim.reference, id, { change: 'pause', reason: 'flood', evidence: 'letter', from });
    await expect(pause('2026-12-01T12:00')).rejects.toMatchObject({ fields: [{ path: 'from', code: 'future' }] });
    await expect(pause('tomorrow')).rejects.toMatchObject({ fields: [{ path: 'from', code: 'date' }] });
    await world.days(20);
    await expect(pause('2026-11-19T12:00')).rejects.toMatchObject({ code: 'wrong-state' });
  });
});
