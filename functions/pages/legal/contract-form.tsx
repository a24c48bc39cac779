import type { Contract } from '#domain/contracts/facts.ts';
import { interestRules } from '#domain/contracts/interest-rules.ts';
import { rowOfTerms, type TermColumn } from '#domain/contracts/row-of-terms.ts';
import { currencies } from '#domain/money.ts';
import type { Staff } from '../door.ts';
import { CsrfField, type Errors, Field, type Option, Select } from '../parts/form.tsx';
import { contractTexts } from '../texts/contract.ts';

type Group = keyof ReturnType<typeof contractTexts>['form']['groups'];
/** Columns of the form, group by group: those of the import. */
const groups: Readonly<Record<Group, readonly TermColumn[]>> = {
  payment: ['paymentDays', 'paymentUnit', 'paymentStart', 'paymentOrder', 'paymentClause'],
  late: [
    'penaltyPercentPerDay',
    'penaltyTiers',
    'penaltyPercentPerYear',
    'penaltyBasis',
    'statutoryRule',
    'penaltyCapPercent',
    'penaltyGraceDays',
    'penaltyMinimum',
    'penaltyBase',
    'penaltyClause',
  ],
  answers: [
    'governingLaw',
    'answerDays',
    'answerUnit',
    'answerClause',
    'claimResponseDays',
    'claimProcedure',
    'noticeAddress',
    'noticeEmail',
  ],
  goods: [
    'minimumVolumePer',
    'minimumVolumeAmount',
    'minimumVolumeShortfallPercent',
    'minimumVolumeClause',
    'packagingReturnDays',
    'packagingSumPerPiece',
    'packagingClause',
    'pickupWindowDays',
    'pickupSumPerDay',
    'pickupMostDays',
    'pickupClause',
    'refusalPercent',
    'refusalClause',
  ],
  rest: ['setOff', 'setOffClause', 'limitationMonths', 'renewsOn', 'ladder'],
};
const termColumns: readonly TermColumn[] = Object.values(groups).flat();
/** Everything that the form sends. */
export const formColumns = ['amendment', 'validFrom', ...termColumns] as const;
export const newContractColumns = ['number', 'signedOn', 'currency', ...termColumns] as const;

type Typed = ((name: string) => string | undefined) | undefined;
type FormProps = { staff: Staff; contract: Contract; path: string; errors: Errors; typed: Typed };

/** What the contract says after the amendment: begins with the newest terms, or with what was typed when it was refused. */
export function AmendmentForm({ staff, contract, path, errors, typed }: FormProps) {
  const texts = contractTexts(staff.language).form;
  return (
    <form method="post" action={path} class="card terms" novalidate>
      <h2>{texts.title}</h2>
      <p class="muted">{texts.lead}</p>
      <CsrfField visitor={staff} />
      <div class="row">
        <Field name="amendment" label={texts.amendment} value={typed?.('amendment')} errors={errors} maxlength={100} required />
        <Field
          name="validFrom"
          type="date"
          label={texts.validFrom}
          hint={texts.validFromHint}
          value={typed?.('validFrom')}
          errors={errors}
          required
        />
      </div>
      <TermFields staff={staff} before={rowOfTerms(contract.terms)} errors={errors} typed={typed} />
      <button type="submit">{texts.submit}</button>
    </form>
  );
}

/** A contract that is not on record yet. */
export function NewContractForm({ staff, path, errors, typed }: Omit<FormProps, 'contract'>) {
  const texts = contractTexts(staff.language);
  return (
    <form method="post" action={path} class="card terms" novalidate>
      <CsrfField visitor={staff} />
      <div class="row">
        <Field name="number" label={texts.enter.number} value={typed?.('number')} errors={errors} maxlength={60} required />
        <Field name="signedOn" type="date" label={texts.signed} value={typed?.('signedOn')} errors={errors} required />
        <Select
          name="currency"
          label={texts.currency}
          options={currencies.map((value) => ({ value, label: value }))}
          value={typed?.('currency')}
          errors={errors}
        />
      </div>
      <TermFields staff={staff} before={{}} errors={errors} typed={typed} />
      <button type="submit">{texts.enter.submit}</button>
    </form>
  );
}

type TermProps = { staff: Staff; before: ReturnType<typeof rowOfTerms>; errors: Errors; typed: Typed };
function TermFields({ staff, before, errors, typed }: TermProps) {
  const texts = contractTexts(staff.language).form;
  const cellOf = (column: TermColumn) => (typed ? typed(column) : before[column]);
  const choices = optionsOf(staff.language);
  const input = (column: TermColumn) => {
    const common = { name: column, label: texts.labels[column], value: cellOf(column), errors, hint: texts.hints[column] };
    const options = choices[column];
    if (options) return <Select {...common} options={options} empty={texts.empty} />;
    const most = column === 'noticeAddress' ? 500 : column === 'ladder' || column === 'penaltyTiers' ? 400 : 300;
    if (column === 'renewsOn') return <Field {...common} type="date" />;
    return <Field {...common} maxlength={most} required={column === 'paymentDays'} />;
  };
  return (
    <>
      {(Object.keys(groups) as Group[]).map((group) => (
        <details open={group === 'payment' || groups[group].some((column) => errors.has(column) || cellOf(column))}>
          <summary>{texts.groups[group]}</summary>
          <div class="row">{groups[group].map(input)}</div>
        </details>
      ))}
    </>
  );
}

function optionsOf(language: Staff['language']): Partial<Record<TermColumn, readonly Option[]>> {
  const texts = contractTexts(language);
  const of = (labels: Readonly<Record<string, string>>): Option[] => Object.entries(labels).map(([value, label]) => ({ value, label }));
  const units =
    language === 'ru'
      ? { calendar_days: 'календарных', working_days: 'рабочих' }
      : { calendar_days: 'calendar days', working_days: 'working days' };
  const newest = new Map(interestRules.map((rule) => [rule.id, `${rule.title[language]} (${rule.clause[language]})`]));
  return {
    paymentUnit: of(units),
    answerUnit: of(units),
    paymentStart: of(texts.starts),
    paymentOrder: of(texts.orders),
    penaltyBasis: of({ 'act/365': 'act/365', 'act/360': 'act/360', 'act/act': 'act/act', '30/360': '30/360' }),
    penaltyBase: of(texts.base),
    statutoryRule: of(Object.fromEntries(newest)),
    minimumVolumePer: of(texts.pers),
    setOff: of(texts.setOffs),
  };
}
