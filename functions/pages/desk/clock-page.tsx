import type { ClockEvent } from '#domain/deadlines/clock-event.ts';
import type { Clock } from '#domain/deadlines/clocks.ts';
import { explain, showDay } from '#domain/deadlines/explain.ts';
import { events } from '#domain/deadlines/explain-words.ts';
import { instantOf } from '#domain/deadlines/zone.ts';
import { showDate, showInstant } from '#domain/replies/format.ts';
import type { ClockView } from '#usecases/view-clock.ts';
import type { Moment } from '../parts/format.ts';
import { DefinitionList, StateMark, Table } from '../parts/state.tsx';
import { caseTexts, clockTexts, deskTexts } from '../texts/desk.ts';
import { ConflictNote } from './conflict-note.tsx';
import { SourceLink } from './source-link.tsx';
import { needsCheck } from './why.tsx';

type ClockProps = { view: ClockView; moment: Moment };

/** Everything that one date rests on, on one sheet of paper: for a file, a court, or whoever asks why. */
export function ClockPage({ view, moment }: ClockProps) {
  const { claim, clock } = view;
  const { language } = moment;
  const texts = clockTexts(language);
  return (
    <article class="clock-sheet">
      <p class="sheet-tools small">
        <a href={`/desk/claims/${claim.reference}`}>{texts.back(claim.reference)}</a>
        <button type="button" class="compact" data-print hidden>
          {texts.printNow}
        </button>
      </p>
      <header>
        <p class="muted small">
          {caseTexts(language).why} · {deskTexts(language).kinds[clock.kind]}
        </p>
        <h1>{clock.title[language]}</h1>
        <p class="sheet-date">{showDay(clock.lastDay, language)}</p>
      </header>
      <ClockFacts view={view} moment={moment} />
      <ClockCount view={view} moment={moment} />
      <ClockLog clock={clock} moment={moment} />
      <ClockOthers view={view} moment={moment} />
      {view.conflicts.length > 0 && (
        <section id="conflict" aria-labelledby="conflict-title">
          <h2 id="conflict-title">{texts.conflict.title}</h2>
          <ConflictNote conflicts={view.conflicts} moment={moment} />
        </section>
      )}
      <p class="small muted">{texts.asOf(showInstant(instantOf(moment.now), moment.zone, language))}</p>
    </article>
  );
}

function ClockFacts({ view, moment }: ClockProps) {
  const { claim, clock, rule } = view;
  const { language } = moment;
  const { facts, confidences, noConfidence } = clockTexts(language);
  const { states } = caseTexts(language).clocks;
  return (
    <DefinitionList
      items={[
        [facts.claim, `${claim.reference}, ${claim.subject}`],
        [facts.customer, claim.account?.name ?? claim.contact.name],
        [facts.state, states[clock.state]],
        [facts.due, `${showInstant(clock.dueAt, clock.zone, language)}, ${clock.zone}`],
        [facts.event, `${events[clock.trigger.event][language]}, ${showStart(clock, language)}`],
        [facts.evidence, <span class="evidence-text">{clock.trigger.evidence}</span>],
        [facts.rule, <code>{clock.ruleId}</code>],
        [facts.version, showDate(clock.ruleVersion, language)],
        [facts.clause, clock.clause[language]],
        [facts.source, <SourceLink source={clock.source} language={language} whole />],
        [
          facts.confidence,
          needsCheck(rule?.confidence) ? (
            <StateMark tone="soon">{confidences[rule?.confidence ?? 'K']}</StateMark>
          ) : rule ? (
            confidences[rule.confidence]
          ) : (
            noConfidence
          ),
        ],
        rule && [facts.checked, showDate(rule.checkedOn, language)],
        [facts.calendar, clock.calendarId],
      ]}
    />
  );
}

const showStart = ({ trigger, zone }: Clock, language: Moment['language']): string =>
  trigger.at ? showInstant(trigger.at, zone, language) : showDay(trigger.day, language);

function ClockCount({ view, moment }: ClockProps) {
  const { clock, replayed } = view;
  const { language } = moment;
  const texts = clockTexts(language);
  const words =
    replayed.as === 'same'
      ? texts.replay.same
      : replayed.as === 'refused'
        ? texts.replay.refused(replayed.because)
        : texts.replay.another(showInstant(replayed.dueAt, clock.zone, language));
  return (
    <section aria-labelledby="count-title">
      <h2 id="count-title">{texts.steps}</h2>
      <ol class="count-steps">
        {explain(clock.steps, language).map((line) => (
          <li>{line}</li>
        ))}
      </ol>
      <p>
        <StateMark tone={replayed.as === 'same' ? 'done' : 'overdue'}>{texts.replay.marks[replayed.as]}</StateMark>{' '}
        <span class="small">{words}</span>
      </p>
      {clock.provisional && <p class="small">{caseTexts(language).provisionalDate}</p>}
    </section>
  );
}

function ClockLog({ clock, moment }: { clock: Clock; moment: Moment }) {
  const { language } = moment;
  const texts = clockTexts(language);
  const log = clock.log ?? [];
  return (
    <section aria-labelledby="log-title">
      <h2 id="log-title">{texts.log}</h2>
      {log.length === 0 ? (
        <p class="muted">{texts.logNone}</p>
      ) : (
        <Table
          caption={texts.log}
          hideCaption
          columns={texts.logColumns.map((label) => ({ label }))}
          rows={log.map((event) => logRow(event, clock.zone, language))}
        />
      )}
    </section>
  );
}

function logRow({ type, at, from, reason, evidence, right, was, lastDay }: ClockEvent, zone: string, language: Moment['language']) {
  const texts = clockTexts(language);
  return [
    <span class="nowrap">{texts.events[type]}</span>,
    showInstant(at, zone, language),
    showInstant(from ?? at, zone, language),
    texts.reasons[reason] ?? reason,
    <span class="evidence-text">{evidence}</span>,
    right[language],
    was === lastDay ? showDate(lastDay, language) : texts.moved(showDate(was, language), showDate(lastDay, language)),
  ];
}

function ClockOthers({ view, moment }: ClockProps) {
  const { claim, others } = view;
  const { language } = moment;
  const texts = clockTexts(language);
  const { states } = caseTexts(language).clocks;
  return (
    <section aria-labelledby="others-title">
      <h2 id="others-title">{texts.others}</h2>
      {others.length === 0 ? (
        <p class="muted">{texts.othersNone}</p>
      ) : (
        <Table
          caption={texts.others}
          hideCaption
          columns={texts.otherColumns.map((label) => ({ label }))}
          rows={others.map((other) => [
            <a href={`/desk/claims/${claim.reference}/clocks/${encodeURIComponent(other.id)}`}>{other.title[language]}</a>,
            showDate(other.lastDay, language),
            states[other.state],
            other.clause[language],
          ])}
        />
      )}
    </section>
  );
}
