import type { AccountRecord } from '#domain/contracts/facts.ts';
import { showDay } from '#domain/replies/format.ts';
import type { Substitution } from '#domain/routing/people.ts';
import { actingFor } from '#domain/routing/route.ts';
import type { Load, viewTeam } from '#usecases/lead-team.ts';
import type { Staff } from '../door.ts';
import { CsrfField, type Errors, Field, Select } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import { Empty, StateMark, Table } from '../parts/state.tsx';
import { deskTexts } from '../texts/desk.ts';
import { LoadPicture } from './load-picture.tsx';
import { ClaimRows } from './queue-page.tsx';
import type { Names } from './staff-route.tsx';

export type TeamProps = {
  staff: Staff;
  team: Awaited<ReturnType<typeof viewTeam>>;
  accounts: readonly AccountRecord[];
  names: Names;
  moment: Moment;
  errors: Errors;
  typed: (name: string) => string | undefined;
};

/** Load per person, who is away and who acts, the claims themselves, and the absences that are planned. */
export function TeamPage(props: TeamProps) {
  const { team, names, moment } = props;
  const texts = deskTexts(moment.language).team;
  if (team.load.length === 0) {
    return (
      <>
        <h1>{texts.title}</h1>
        <Empty title={texts.empty}>{texts.emptyText}</Empty>
      </>
    );
  }
  const reassign = {
    label: texts.reassign,
    cell: (row: { reference: string }) => <a href={`/desk/claims/${row.reference}#reassign`}>{texts.reassign}</a>,
  };
  return (
    <>
      <h1>{texts.title}</h1>
      <LoadPicture load={team.load} names={names} language={moment.language} />
      <Table
        caption={texts.caption}
        hideCaption
        columns={texts.columns.map((label, index) => ({ label, number: index > 0 && index < 5 }))}
        rows={team.load.map((entry) => loadRow(entry, props))}
      />
      {team.rows.length > 0 && (
        <>
          <h2>{texts.claims}</h2>
          <ClaimRows caption={texts.claims} rows={team.rows} names={names} moment={moment} extra={reassign} />
        </>
      )}
      <h2 id="absences">{texts.substitutions}</h2>
      <Absences {...props} />
      <PlanForm {...props} />
    </>
  );
}

function loadRow(entry: Load, { team, names, moment }: TeamProps) {
  const texts = deskTexts(moment.language).team;
  const { person, open, overdue, dueThisWeek, awayNow } = entry;
  return [
    <a href={`/desk/team?manager=${person.id}`}>{names(person.id)}</a>,
    String(overdue),
    String(dueThisWeek),
    String(open - overdue - dueThisWeek),
    String(open),
    awayNow ? <AwayMark away={awayNow} team={team} names={names} moment={moment} /> : <span class="muted">{texts.here}</span>,
  ];
}

/** Who is away until when and who acts; a chain is followed to its end, and a gap is said. */
function AwayMark({ away, team, names, moment }: Pick<TeamProps, 'team' | 'names' | 'moment'> & { away: Substitution }) {
  const texts = deskTexts(moment.language).team;
  const { acting, gap } = actingFor(
    away.absent,
    team.self.day,
    {
      purpose: away.scope.kind === 'approvals' ? 'approval' : 'work',
      account: away.scope.kind === 'accounts' ? away.scope.accounts[0] : undefined,
    },
    team.self.company,
  );
  return (
    <StateMark tone={gap ? 'overdue' : 'soon'}>{gap ? texts.gap : texts.away(showDay(away.to, moment.language), names(acting))}</StateMark>
  );
}

function Absences({ staff, team, accounts, names, moment }: TeamProps) {
  const { language } = moment;
  const texts = deskTexts(language).team;
  if (team.substitutions.length === 0) return <Empty title={texts.none}>{texts.noneText}</Empty>;
  const scopeOf = ({ scope }: Substitution) =>
    scope.kind === 'accounts'
      ? scope.accounts.map((id) => accounts.find((account) => account.id === id)?.name ?? id).join(', ')
      : texts.scopes[scope.kind];
  return (
    <Table
      caption={texts.substitutions}
      hideCaption
      columns={texts.subColumns.map((label) => ({ label: label || texts.cancel }))}
      rows={[...team.substitutions]
        .sort((a, b) => (a.from < b.from ? -1 : 1))
        .map((entry) => [
          names(entry.absent),
          names(entry.substitute),
          showDay(entry.from, language),
          showDay(entry.to, language),
          scopeOf(entry),
          entry.reason || '—',
          <form method="post" action={`/team/substitutions/${entry.id}/cancel`} class="inline">
            <CsrfField visitor={staff} />
            <button type="submit" class="compact" aria-label={texts.cancelOf(names(entry.absent))}>
              {texts.cancel}
            </button>
          </form>,
        ])}
    />
  );
}

function PlanForm({ staff, team, accounts, names, moment, errors, typed }: TeamProps) {
  const texts = deskTexts(moment.language).team;
  const { people } = team.self.company;
  const department = team.self.person.department;
  const option = (person: { id: string }) => ({ value: person.id, label: names(person.id) });
  const mine = people.filter((person) => person.department === department && !person.disabled);
  return (
    <form method="post" action="/team/substitutions" class="card">
      <h2>{texts.plan}</h2>
      <CsrfField visitor={staff} />
      <div class="row">
        <Select
          name="absent"
          label={texts.absent}
          value={typed('absent')}
          empty={texts.choose}
          errors={errors}
          options={mine.map(option)}
        />
        <Select
          name="substitute"
          label={texts.substitute}
          value={typed('substitute')}
          empty={texts.choose}
          errors={errors}
          options={people.filter((person) => !person.disabled).map(option)}
        />
        <Field name="from" label={texts.from} type="date" value={typed('from')} errors={errors} />
        <Field name="to" label={texts.to} type="date" value={typed('to')} errors={errors} />
        <Select
          name="scope"
          label={texts.scope}
          value={typed('scope')}
          errors={errors}
          options={(['all', 'approvals', 'accounts'] as const).map((value) => ({ value, label: texts.scopes[value] }))}
        />
        <Field name="reason" label={texts.reason} value={typed('reason')} errors={errors} maxlength={200} />
      </div>
      <details open={errors.has('accounts')}>
        <summary>{texts.accounts}</summary>
        <fieldset id="f-accounts">
          <legend class="visually-hidden">{texts.accounts}</legend>
          {errors.get('accounts') && <p class="error-text">{errors.get('accounts')}</p>}
          {accounts.map((account) => (
            <label class="choice">
              <input type="checkbox" name="accounts" value={account.id} />
              {account.name}
            </label>
          ))}
        </fieldset>
      </details>
      <button type="submit">{texts.submit}</button>
    </form>
  );
}
