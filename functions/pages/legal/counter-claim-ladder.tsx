import type { RungLetter } from '#domain/contracts/counter-claim-record.ts';
import type { LadderStep } from '#domain/contracts/ladder.ts';
import { dayInZone } from '#domain/deadlines/zone.ts';
import { showDay, showMoney } from '#domain/replies/format.ts';
import { Timeline, type TimelineStep } from '../parts/state.tsx';
import { counterClaimsTexts } from '../texts/counter-claims.ts';
import type { CounterClaimProps } from './counter-claim-page.tsx';

/** The rungs in their order: what went when, what is now, what comes next, with terms and fees. */
export function Ladder({ view, moment }: Pick<CounterClaimProps, 'view' | 'moment'>) {
  const texts = counterClaimsTexts(moment.language).ladder;
  const { ladder, rung, letters, state, id } = view.counterClaim;
  const at = ladder.findIndex((step) => step.rung === rung);
  const ended = state === 'expired' || state === 'paid' || state === 'withdrawn';
  const steps = ladder.map((step, index): TimelineStep => {
    const sent = letters.filter((letter) => letter.rung === step.rung);
    return {
      state: index < at || (index === at && ended && sent.length > 0) ? 'done' : index === at && !ended ? 'now' : 'next',
      title: counterClaimsTexts(moment.language).rungs[step.rung],
      when: termOf(step, moment),
      note: sent.length === 0 ? texts.none : sent.map((letter) => <Sent id={id} letter={letter} moment={moment} />),
    };
  });
  const court: TimelineStep = { state: state === 'expired' ? 'now' : 'next', title: texts.court };
  return (
    <section aria-labelledby="ladder">
      <h2 id="ladder">{texts.title}</h2>
      <Timeline steps={[...steps, court]} words={texts.words} />
    </section>
  );

  function termOf({ termDays, fee }: LadderStep, { language }: CounterClaimProps['moment']): string {
    const term = termDays === undefined ? texts.lawful : texts.days(termDays);
    return fee === undefined ? term : `${term}, ${texts.fee(showMoney(fee, view.counterClaim.sheet.currency, language))}`;
  }
}

function Sent({ id, letter, moment: { language, zone } }: { id: string; letter: RungLetter; moment: CounterClaimProps['moment'] }) {
  const texts = counterClaimsTexts(language).ladder;
  const { outgoingNumber, sentAt, posted, response, delivery, date } = letter;
  return (
    <span class="line">
      <a href={`/counter-claims/${id}/letters/${outgoingNumber}`}>
        {sentAt
          ? texts.sent(outgoingNumber, showDay(dayInZone(sentAt, zone), language))
          : texts.dated(outgoingNumber, showDay(date, language))}
      </a>
      {posted && ` · ${texts.posted(posted.number, showDay(posted.date, language))}`}
      {response && ` · ${texts.until(showDay(response.lastDay, language))}`}
      {delivery === 'bounced' && ` · ${texts.bounced}`}
    </span>
  );
}
