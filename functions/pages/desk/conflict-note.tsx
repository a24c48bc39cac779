import { amount } from '#domain/deadlines/explain.ts';
import { events } from '#domain/deadlines/explain-words.ts';
import type { RuleConflict } from '#domain/deadlines/rule-conflict.ts';
import type { Moment } from '../parts/format.ts';
import { StateMark, Table } from '../parts/state.tsx';
import { clockTexts } from '../texts/desk.ts';

/** Laws that give one claim different terms, side by side: shown, not settled. `short` leaves the table to the page that it leads to. */
export function ConflictNote({
  conflicts,
  moment,
  short = false,
}: {
  conflicts: readonly RuleConflict[];
  moment: Moment;
  short?: boolean;
}) {
  const { language } = moment;
  const texts = clockTexts(language).conflict;
  return conflicts.map(({ rules }) => (
    <div class="conflict">
      <p class="small">
        <StateMark tone="soon">{texts.short}</StateMark> {texts.text}
      </p>
      {short ? (
        <ul class="small">
          {rules.map((rule) => (
            <li>
              {rule.title[language]}: {amount(rule.period.length, rule.period.unit, language)} ({rule.clause[language]})
            </li>
          ))}
        </ul>
      ) : (
        <Table
          caption={texts.title}
          hideCaption
          columns={texts.columns.map((label) => ({ label }))}
          rows={rules.map((rule) => [
            rule.title[language],
            amount(rule.period.length, rule.period.unit, language),
            events[rule.trigger][language],
            rule.clause[language],
            rule.confidence,
          ])}
        />
      )}
    </div>
  ));
}
