import type { Clock } from '#domain/deadlines/clocks.ts';
import { explain } from '#domain/deadlines/explain.ts';
import type { Rule } from '#domain/deadlines/rule.ts';
import { dateWithDistance, type Moment } from '../parts/format.ts';
import { StateMark } from '../parts/state.tsx';
import { caseTexts, clockTexts, deskTexts } from '../texts/desk.ts';
import { SourceLink } from './source-link.tsx';

type Confidence = Rule['confidence'] | undefined;
/** `sheet`: where it can be printed, when that is not the claim's own sheet of the clock; null: on this very page. */
type WhyProps = {
  clock: Clock;
  reference: string;
  confidence: Confidence;
  moment: Moment;
  withDate?: boolean;
  label?: string;
  sheet?: string | null;
};

export const needsCheck = (confidence: Confidence): boolean => confidence === 'K' || confidence === 'S/K';

/** Why a clock ends on its date: each step of the count, the rule in its wording, its source, and whether a lawyer has still to check it. */
export function Why({ clock, reference, confidence, moment, withDate = false, label, sheet }: WhyProps) {
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
      {sheet !== null && (
        <p class="small">
          <a href={sheet ?? `/desk/claims/${reference}/clocks/${encodeURIComponent(clock.id)}`}>
            {clockTexts(language).print}
            {label && <span class="visually-hidden">: {label}</span>}
          </a>
        </p>
      )}
    </details>
  );
}
