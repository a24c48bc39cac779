import type { Actor } from '#domain/actor.ts';
import type { Claim } from '#domain/claims/claim.ts';
import { clocksOnEvent, recordedEvents } from '#domain/claims/clocks-on-event.ts';
import { isLegalDay } from '#domain/deadlines/legal-day.ts';
import type { Moment } from '#domain/deadlines/zone.ts';
import { type FieldError, Refusal } from '#domain/errors.ts';
import { claimFor, onBehalfOf } from './authorise.ts';
import { currentInput } from './clocks-input.ts';
import { type Deps, isoNow, today } from './deps.ts';
import { decideAndRecord } from './record-claim.ts';
import { momentOf } from './typed-moment.ts';

/** As it was typed: `day` YYYY-MM-DD, `hour` HH:MM or empty, both of the account's zone. */
export type TypedEvent = { event: string; day: string; hour: string; evidence: string; reason: string };

/** Records what happened beside the receipt (feature 18): clocks start from it, or are put right. Refuses ('invalid') the future, and what moves no clock. */
export async function recordEvent(deps: Deps, actor: Actor, reference: string, typed: TypedEvent): Promise<Claim> {
  const { claim, self } = await claimFor(deps, actor, 'claim.work', reference);
  if (claim.stage === 'closed') throw new Refusal('wrong-state');
  const event = recordedEvents.find((known) => known === typed.event);
  const [evidence, reason] = [typed.evidence.trim(), typed.reason.trim()];
  const wrong: FieldError[] = [];
  if (!event) wrong.push({ path: 'event', code: 'choose' });
  if (!isLegalDay(typed.day)) wrong.push({ path: 'day', code: 'date' });
  if (!evidence) wrong.push({ path: 'event-evidence', code: 'required' });
  if (!reason) wrong.push({ path: 'event-reason', code: 'required' });
  if (!event || wrong.length > 0) throw new Refusal('invalid', undefined, wrong);
  const input = await currentInput(deps, claim);
  const moment: Moment = typed.hour ? momentOf(`${typed.day}T${typed.hour}`, input.zone, 'hour') : typed.day;
  const at = isoNow(deps);
  if (typed.hour ? moment > at : moment > today(deps, input.zone))
    throw new Refusal('invalid', undefined, [{ path: 'day', code: 'future' }]);
  const clocks = clocksOnEvent(claim.clocks, input, { event, moment, evidence, reason, at });
  if (!clocks) throw new Refusal('invalid', undefined, [{ path: 'event', code: 'nothing-to-start' }]);
  const by = { actor, onBehalfOf: onBehalfOf(self, claim) };
  return (await decideAndRecord(deps, claim, { do: 'set-clocks', clocks, because: 'event' }, by)).claim;
}
