import type { Context } from 'hono';
import { Refusal } from '#domain/errors.ts';
import type { Deps } from '#usecases/deps.ts';
import { recordEvent } from '#usecases/record-event.ts';
import { requestInformation } from '#usecases/request-information.ts';
import { setMatters } from '#usecases/set-matters.ts';
import { type ClockChange, changeClock } from '#usecases/work-claim.ts';
import { field, fields, type Staff } from '../door.ts';

/** What a form of the case page does; answers the code of the note that follows. */
export type Step = (c: Context, staff: Staff, reference: string) => Promise<string>;

/** Pauses, resumes or extends one clock. */
export const clockStep =
  (deps: Deps): Step =>
  async (c, staff, reference) => {
    const clock = c.req.param('clock') ?? '';
    const of = async (name: string) => (await field(c, `${clock}.${name}`)).trim();
    const [change, reason, evidence, length, from] = await Promise.all(['change', 'reason', 'evidence', 'length', 'from'].map(of));
    const wrong = (path: string, code: string) => new Refusal('invalid', undefined, [{ path, code }]);
    if (change !== 'pause' && change !== 'resume' && change !== 'extend') throw wrong('change', 'choose');
    if (change === 'extend' && !/^[1-9]\d{0,3}$/.test(length ?? '')) throw wrong('length', 'required');
    const stated = { reason: reason ?? '', evidence: evidence ?? '', from: from || undefined };
    const wanted: ClockChange = change === 'extend' ? { change, ...stated, length: Number(length) } : { change, ...stated };
    await changeClock(deps, staff.actor, reference, clock, wanted);
    return 'clock';
  };

/** Asks the customer. */
export const requestStep =
  (deps: Deps): Step =>
  async (c, staff, reference) => {
    await requestInformation(deps, staff.actor, reference, { text: await field(c, 'question') });
    return 'asked';
  };

/** Records what started a clock. */
export const eventStep =
  (deps: Deps): Step =>
  async (c, staff, reference) => {
    const [event, day, hour] = [await field(c, 'event'), await field(c, 'day'), await field(c, 'hour')];
    const [evidence, reason] = [await field(c, 'event-evidence'), await field(c, 'event-reason')];
    await recordEvent(deps, staff.actor, reference, { event, day, hour, evidence, reason });
    return 'event';
  };

/** Says what the claim is about. */
export const mattersStep =
  (deps: Deps): Step =>
  async (c, staff, reference) => {
    await setMatters(deps, staff.actor, reference, { matters: await fields(c, 'matters'), because: await field(c, 'matters-because') });
    return 'matters';
  };
