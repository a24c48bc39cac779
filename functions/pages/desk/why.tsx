import type { Clock } from '#domain/deadlines/clocks.ts';
import { explain } from '#domain/deadlines/explain.ts';
import type { Rule } from '#domain/deadlines/rule.ts';
import { dateWithDistance, type Moment } from '../parts/format.ts';
import { StateMark } from '../parts/state.tsx';
import { caseTexts, clockTexts, deskTexts } from '../texts/desk.ts';
import { SourceLink } from './source-link.tsx';

type Confidence = Rule['confidence'] | undefined;
type WhyProps = { clock: Clock; reference: string; confidence: Confidence; moment: Moment; withDate?: boolean; label?: string };

export const needsCheck = (confidence: Confidence): boolean => confidence === 'K' || confidence === 'S/K';

/** Why a clock ends on its date: each step of the count, the rule in its wording, its source, and whether a lawyer has still to check it. */
export function Why({ clock, reference, confidence, moment, withDate = false, label }: WhyProps) {
  const { language } = moment;
  const texts = caseTexts(language);
  const date = dateWithDistance(clock.lastDay, moment).text;
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
        <SourceLink source={clock.source} language={language} />
      </p>
      {needsCheck(confidence) && (
        <p class="small">
          <StateMark tone="soon">{confidence}</StateMark> {texts.unchecked}
        </p>
      )}
      {clock.provisional && <p class="small">{texts.provisionalDate}</p>}
      <p class="small">
        <a href={`/desk/claims/${reference}/clocks/${encodeURIComponent(clock.id)}`}>
          {clockTexts(language).print}
          {label && <span class="visually-hidden">: {label}</span>}
        </a>
      </p>
    </details>
  );
}
