import type { Actor } from '#domain/actor.ts';
import { type CounterClaim, decideCounterClaim } from '#domain/contracts/counter-claim.ts';
import { isLegalDay } from '#domain/deadlines/legal-day.ts';
import { atHour } from '#domain/deadlines/zone.ts';
import { Refusal } from '#domain/errors.ts';
import { booksFor, termFrom } from './counter-claim-books.ts';
import { counterClaimFor } from './counter-claim-for.ts';
import { type Deps, today } from './deps.ts';
import { recordCounterClaim } from './record-counter-claim.ts';

/** A person says when the letter was handed to the post, and under which number: their term runs from that day. Refuses ('invalid') a day before the letter or ahead. */
export async function recordPosting(deps: Deps, actor: Actor, id: string, input: { number: string; date: string }): Promise<CounterClaim> {
  const { counterClaim } = await counterClaimFor(deps, actor, 'counter-claim.post', id);
  if (counterClaim.delivery !== 'to-post') throw new Refusal('wrong-state');
  const { zone } = deps.config.company;
  const number = input.number.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim();
  const written = counterClaim.letters.at(-1)?.date ?? '';
  const wrong = [
    ...(number ? (number.length > 60 ? [{ path: 'postNumber', code: 'too-long' }] : []) : [{ path: 'postNumber', code: 'required' }]),
    ...(!isLegalDay(input.date) || input.date < written
      ? [{ path: 'postDate', code: isLegalDay(input.date) ? 'before-letter' : 'date' }]
      : input.date > today(deps, zone)
        ? [{ path: 'postDate', code: 'future' }]
        : []),
  ];
  if (wrong.length > 0) throw new Refusal('invalid', undefined, wrong);
  const sentAt = atHour(input.date, '12:00', zone);
  const response = await termFrom(deps, counterClaim, await booksFor(deps, counterClaim), sentAt);
  const facts = decideCounterClaim(counterClaim, { do: 'record-posting', number, date: input.date, sentAt, response });
  return recordCounterClaim(deps, counterClaim, facts, { actor });
}
