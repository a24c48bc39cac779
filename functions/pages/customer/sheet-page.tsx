import type { CounterClaimState } from '#domain/contracts/counter-claim.ts';
import { sourceIn } from '#domain/contracts/source-words.ts';
import { minorOf } from '#domain/money.ts';
import { showDay, showMoney } from '#domain/replies/format.ts';
import type { SheetView } from '#usecases/follow-counter-claim.ts';
import { linked } from '../calculators/answer-card.tsx';
import type { Visitor } from '../door.ts';
import { ErrorSummary, type Errors } from '../parts/form.tsx';
import { dateWithDistance, type Moment } from '../parts/format.ts';
import { Page } from '../parts/layout.tsx';
import { DefinitionList, StateMark, type Tone } from '../parts/state.tsx';
import { sheetTexts } from '../texts/sheet.ts';
import { t } from '../texts/texts.ts';
import { DisputeForm, Disputes, type TypedDispute } from './sheet-disputes.tsx';
import { SheetLineCard } from './sheet-lines.tsx';
import { OtherDay } from './sheet-other-day.tsx';

export type SheetProps = {
  visitor: Visitor;
  view: SheetView;
  token: string;
  moment: Moment;
  disputed: boolean;
  pay: string;
  errors: Errors;
  typed: TypedDispute;
};

const tones: Record<CounterClaimState, Tone> = {
  proposed: 'waiting',
  held: 'waiting',
  approved: 'waiting',
  sending: 'waiting',
  sent: 'waiting',
  disputed: 'soon',
  paid: 'done',
  expired: 'overdue',
  withdrawn: 'neutral',
};

/** The open calculation as of today: every row with what it rests on, another day of payment beside it, and the way to dispute a part. */
export function SheetPage({ visitor, view, token, moment, disputed, pay, errors, typed }: SheetProps) {
  const { language } = visitor;
  const texts = sheetTexts(language);
  const { counterClaim, now, later } = view;
  const open = counterClaim.state !== 'paid' && counterClaim.state !== 'withdrawn';
  return (
    <Page title={texts.title(counterClaim.contractNumber)} visitor={visitor} flash={disputed ? texts.done : undefined}>
      <ErrorSummary errors={errors} title={t(language).form.problem} />
      <h1>{texts.title(counterClaim.contractNumber)}</h1>
      <p>{texts.lead}</p>
      <Head view={view} moment={moment} />
      {now.provisional && <p class="flash notice">{texts.provisional}</p>}
      {open && now.lines.length > 0 && <OtherDay token={token} now={now} later={later} pay={pay} errors={errors} language={language} />}
      <Disputes counterClaim={counterClaim} moment={moment} />
      <h2>{texts.lines}</h2>
      {now.lines.map((line) => (
        <SheetLineCard line={line} currency={now.currency} language={language} />
      ))}
      {open && <p>{texts.pay}</p>}
      <details>
        <summary>{texts.sources}</summary>
        <ul class="small">
          {now.sources.map((source) => (
            <li>{linked(sourceIn(source, visitor.language))}</li>
          ))}
        </ul>
      </details>
      {open && now.lines.length > 0 && <DisputeForm visitor={visitor} token={token} sheet={now} errors={errors} typed={typed} />}
    </Page>
  );
}

function Head({ view: { counterClaim, now, letterUrl }, moment }: { view: SheetView; moment: Moment }) {
  const { language } = moment;
  const texts = sheetTexts(language);
  const { state, response, letters } = counterClaim;
  const sum = (amount: string) => showMoney(amount, now.currency, language);
  const term = state === 'sent' && response ? dateWithDistance(response.lastDay, moment) : undefined;
  const last = letters.findLast(({ sentAt }) => sentAt);
  return (
    <>
      <p>
        <StateMark tone={tones[state]}>{texts.states[state]}</StateMark>
      </p>
      {state === 'disputed' && <p>{texts.disputedNote}</p>}
      <DefinitionList
        items={[
          [texts.total, <span class="reference">{sum(now.total)}</span>],
          minorOf(now.frozen) > 0n ? [texts.frozen, sum(now.frozen)] : undefined,
          [texts.asOf, showDay(now.asOf, language)],
          term && [texts.until, `${term.text} (${term.distance})`],
          last && letterUrl ? [`${texts.rungs[last.rung]} № ${last.outgoingNumber}`, <a href={letterUrl}>{texts.letter}</a>] : undefined,
        ]}
      />
    </>
  );
}
