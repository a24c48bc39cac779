import type { Language } from '#domain/claims/claim.ts';
import type { Deadline } from '#usecases/list-deadlines.ts';
import { urgencies } from '../desk/due.tsx';
import { Select } from '../parts/form.tsx';
import { deskTexts, legalTexts } from '../texts/desk.ts';
import type { BoardProps } from './deadline-board.tsx';
import { type BoardFilter, boardFilters, boardGroups, filterValue, kinds } from './deadlines.ts';

type Choice = { value: string; label: string };
const byLabel = (a: Choice, b: Choice) => a.label.localeCompare(b.label);

/** The filters, as the address bar has them. People, days and kinds are all there; of the rest only what was read can be chosen. */
export function BoardForm({ page, asked, names, moment }: BoardProps) {
  const { filters, sort, group } = asked;
  const texts = legalTexts(moment.language).board;
  const choices = {
    ...fixedChoices(moment.language),
    person: peopleOf(page, names, filters.person),
    ...readChoices(page.rows, filters, moment.language),
  };
  return (
    <form class="filters" action="/deadlines" aria-label={texts.filters}>
      {boardFilters.map((name) => (
        <Select name={name} label={texts[name]} value={filters[name]} empty={texts.any} options={choices[name]} />
      ))}
      <Select
        name="group"
        label={texts.groupBy}
        value={group}
        empty={texts.noGroup}
        options={boardGroups.map((value) => ({ value, label: texts.groups[value] }))}
      />
      {sort !== 'due' && <input type="hidden" name="sort" value={sort} />}
      <button type="submit" class="compact">
        {texts.apply}
      </button>
      {(boardFilters.some((name) => filters[name]) || group) && <a href="/deadlines">{texts.clear}</a>}
    </form>
  );
}

const fixedChoices = (language: Language): Record<'when' | 'kind', Choice[]> => ({
  when: urgencies.map((value) => ({ value, label: deskTexts(language).due.groups[value] })),
  kind: kinds.map((value) => ({ value, label: deskTexts(language).kinds[value] })),
});

/** For legal everybody, for a head those of the department; whoever acts here and is not among them is added. */
function peopleOf({ self, rows }: BoardProps['page'], names: BoardProps['names'], chosen: string | undefined): Choice[] {
  const { people } = self.company;
  const all = self.person.roles.includes('legal') ? people : people.filter(({ department }) => department === self.person.department);
  const ids = new Set<string>([...all.map(({ id }) => id), ...rows.map(({ acting }) => acting), ...(chosen ? [chosen] : [])]);
  return [...ids].map((value) => ({ value, label: names(value) })).toSorted(byLabel);
}

function readChoices(
  rows: readonly Deadline[],
  filters: Partial<Record<BoardFilter, string>>,
  language: Language,
): Record<'rule' | 'account' | 'country', Choice[]> {
  const titles = new Map(rows.map((row) => [row.clock.ruleId, row.clock.title[language]]));
  const of = (name: 'rule' | 'account' | 'country'): Choice[] =>
    [...new Set([...rows.map(filterValue[name]), filters[name] ?? ''])]
      .filter(Boolean)
      .map((value) => ({ value, label: name === 'rule' ? (titles.get(value) ?? value) : value }))
      .toSorted(byLabel);
  return { rule: of('rule'), account: of('account'), country: of('country') };
}
