import type { Child } from 'hono/jsx';
import type { Language } from '#domain/claims/claim.ts';
import type { CalculatedDeadline, WorkingTime } from '#domain/deadlines/calculator.ts';
import type { Assumed } from '#domain/deadlines/calculator-place.ts';
import { weekdayNames } from '#domain/deadlines/calendar.ts';
import { explain, showDay } from '#domain/deadlines/explain.ts';
import type { OpeningHours } from '#domain/deadlines/opening-hours.ts';
import { wallClock } from '#domain/deadlines/zone.ts';
import { DefinitionList, StateMark } from '../parts/state.tsx';
import { calculatorTexts } from '../texts/calculators.ts';
import { caseTexts } from '../texts/desk.ts';
import type { Answer } from './ask.ts';

type Props = { answer: Extract<Answer, { kind: 'deadline' | 'time' }>; language: Language };

export const AnswerCard = ({ answer, language }: Props) => (
  <section class="card answer" id="answer" aria-live="polite">
    {answer.kind === 'deadline' ? (
      <DeadlineAnswer found={answer.found} language={language} />
    ) : (
      <TimeAnswer found={answer.found} language={language} />
    )}
  </section>
);

/** The last day, the moment up to which it lasts, and each step that led there. */
function DeadlineAnswer({ found, language }: { found: CalculatedDeadline; language: Language }) {
  const texts = calculatorTexts(language).answer;
  const { rule, lastDay, rawEnd, steps, zone, sources, provisional, assumed } = found;
  const due = steps.find((step) => step.kind === 'due');
  const hour = due?.facts.hour === '24:00' ? texts.endOfDay : (due?.facts.hour ?? '');
  return (
    <>
      {rule && (
        <p class="muted">
          {rule.title[language]}, {rule.clause[language]}
        </p>
      )}
      <h2>{texts.lastDay}</h2>
      <p class="reference">{showDay(lastDay, language)}</p>
      <DefinitionList
        items={[[texts.until, texts.at(hour, zone)], rawEnd === lastDay ? undefined : [texts.counted, showDay(rawEnd, language)]]}
      />
      {provisional && <Provisional language={language} />}
      <h3>{texts.why}</h3>
      <ol>
        {explain(steps, language).map((line) => (
          <li>{line}</li>
        ))}
      </ol>
      <Notes assumed={assumed} sources={sources} language={language} />
      {(rule?.confidence === 'K' || rule?.confidence === 'S/K') && (
        <p class="small">
          <StateMark tone="soon">{rule.confidence}</StateMark> {caseTexts(language).unchecked}
        </p>
      )}
    </>
  );
}

function TimeAnswer({ found, language }: { found: WorkingTime; language: Language }) {
  const texts = calculatorTexts(language).answer;
  const { zone, provisional, assumed, sources } = found;
  return (
    <>
      <h2>{'at' in found ? texts.reached : texts.working}</h2>
      <p class="reference">{'at' in found ? showMoment(found.at, zone, language) : texts.amount(...hoursAndMinutes(found.working))}</p>
      {provisional && <Provisional language={language} />}
      <Notes assumed={assumed} sources={sources} language={language} />
    </>
  );
}

const hoursAndMinutes = (ms: number): [number, number] => [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60];
function showMoment(at: string, zone: string, language: Language): string {
  const { day, minute } = wallClock(at, zone);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${showDay(day, language)}, ${calculatorTexts(language).answer.at(`${two(Math.floor(minute / 60))}:${two(minute % 60)}`, zone)}`;
}

const Provisional = ({ language }: { language: Language }) => {
  const texts = calculatorTexts(language).answer;
  return (
    <p>
      <StateMark tone="soon">{texts.provisional}</StateMark> {texts.provisionalText}
    </p>
  );
};

function Notes({ assumed, sources, language }: { assumed: Assumed; sources: readonly string[]; language: Language }) {
  const texts = calculatorTexts(language).answer;
  return (
    <>
      {assumed.hours && <p class="small">{texts.assumedHours(showHours(assumed.hours, language))}</p>}
      {assumed.zone && <p class="small">{texts.assumedZone(assumed.zone)}</p>}
      <details>
        <summary>{texts.sources}</summary>
        <ul class="small">
          {sources.map((source) => (
            <li>{linked(source, { 'given with the question': texts.own, house: texts.house })}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** A source with its address as a link; what is ours, in words. */
export const linked = (source: string, words: Record<string, string> = {}): Child =>
  words[source] ?? (
    <>
      {source.split(/(https?:\/\/[^\s;,()]+)/).map((part, index) =>
        index % 2 === 1 && URL.canParse(part) ? (
          <a href={part} rel="noreferrer">
            {new URL(part).hostname}
          </a>
        ) : (
          part
        ),
      )}
    </>
  );

/** Days with the same hours together: "Monday to Friday 09:00-18:00". */
function showHours(hours: OpeningHours, language: Language): string {
  const days = ([1, 2, 3, 4, 5, 6, 7] as const).filter((day) => (hours[day] ?? []).length > 0);
  const spans = (day: (typeof days)[number]) => (hours[day] ?? []).map(([open, close]) => `${open}–${close}`).join(', ');
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return '';
  const run = days.length === last - first + 1 && days.every((day) => spans(day) === spans(first));
  if (run && days.length > 1) return `${weekdayNames[first][language]} – ${weekdayNames[last][language]}, ${spans(first)}`;
  return days.map((day) => `${weekdayNames[day][language]} ${spans(day)}`).join('; ');
}
