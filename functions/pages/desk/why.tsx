import type { Clock } from '#domain/deadlines/clocks.ts';
import { explain } from '#domain/deadlines/explain.ts';
import { findRule } from '#domain/deadlines/rulebook.ts';
import { dateWithDistance, type Moment } from '../parts/format.ts';
import { StateMark } from '../parts/state.tsx';
import { caseTexts, deskTexts } from '../texts/desk.ts';

/** Why a clock ends on its date: each step of the count, the rule in its wording, its source, and whether a lawyer has still to check it. */
export function Why({ clock, moment, withDate = false, label }: { clock: Clock; moment: Moment; withDate?: boolean; label?: string }) {
  const { language } = moment;
  const texts = caseTexts(language);
  const date = dateWithDistance(clock.lastDay, moment).text;
  const confidence = findRule(clock.ruleId, clock.ruleVersion)?.confidence;
  return (
    <details class="why">
      <summary>
        {withDate && `${clock.title[language]}, ${date} · `}
        {texts.why}
        {label && <span class="visually-hidden">: {label}</span>}
      </summary>
      <ol>
        {explain(clock.steps, language).map((line) => (
          <li>{line}</li>
        ))}
      </ol>
      <p class="small muted">
        {deskTexts(language).kinds[clock.kind]} · {texts.rule(clock.ruleId, clock.ruleVersion)} · {texts.source}:{' '}
        <Source source={clock.source} moment={moment} />
      </p>
      {(confidence === 'K' || confidence === 'S/K') && (
        <p class="small">
          <StateMark tone="soon">{confidence}</StateMark> {texts.unchecked}
        </p>
      )}
      {clock.provisional && <p class="small">{texts.provisionalDate}</p>}
    </details>
  );
}

function Source({ source, moment }: { source: string; moment: Moment }) {
  const texts = caseTexts(moment.language);
  const words = source === 'house' ? texts.house : source === 'contract' ? texts.contractSource : source;
  if (!/^https?:\/\//.test(source)) return <span>{words}</span>;
  return (
    <a href={source} rel="noreferrer">
      {new URL(source).hostname}
    </a>
  );
}
