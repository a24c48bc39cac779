import type { Child } from 'hono/jsx';
import { openOf } from '#domain/contracts/ledger.ts';
import type { SettlementKind } from '#domain/contracts/settlement-terms.ts';
import { currencies, decimalOf } from '#domain/money.ts';
import { showMoney } from '#domain/replies/format.ts';
import { CsrfField, Field, HiddenField, type Option, Select, TextArea } from '../parts/form.tsx';
import { ledgerTexts } from '../texts/ledger.ts';
import type { LedgerProps } from './ledger-page.tsx';
import { mostInstalments } from './read-settlement.ts';

/** How a claim or a debt can be settled; every form only proposes. */
export function SettleForms(props: LedgerProps) {
  const { view, moment } = props;
  const { language } = moment;
  const texts = ledgerTexts(language).settle;
  const { contracts } = view.facts.book;
  const claims = openClaims(props);
  return (
    <section aria-labelledby="settle-title">
      <h2 id="settle-title">{texts.title}</h2>
      {claims.length === 0 && <p class="muted">{texts.nothing}</p>}
      {claims.length > 0 && (
        <>
          <ProposalForm kind="money" {...props}>
            <ClaimFields kind="money" claims={claims} {...props} />
            <Text kind="money" name="payToName" label={texts.payToName} {...props} />
            <Text kind="money" name="payToAccount" label={texts.payToAccount} {...props} />
            <Text kind="money" name="purpose" label={texts.purpose} {...props} />
          </ProposalForm>
          <ProposalForm kind="credit_note" {...props}>
            <ClaimFields kind="credit_note" claims={claims} {...props} />
            <Select
              name="credit_note.contract"
              label={texts.contract}
              value={props.typed('credit_note.contract')}
              options={contracts.map(({ id, number }) => ({ value: id, label: number }))}
              errors={props.errors}
            />
          </ProposalForm>
          <ProposalForm kind="replacement" {...props}>
            <ClaimFields kind="replacement" claims={claims} {...props} />
            <Text kind="replacement" name="what" label={texts.what} {...props} />
            <Field
              name="replacement.by"
              label={texts.by}
              type="date"
              min={view.today}
              value={props.typed('replacement.by')}
              errors={props.errors}
            />
          </ProposalForm>
        </>
      )}
      <InstalmentForm {...props} />
    </section>
  );
}

/** Value: reference and currency, since a claim may ask for several. */
function openClaims({ view, moment }: LedgerProps): Option[] {
  const texts = ledgerTexts(moment.language).settle;
  return view.facts.claims.flatMap(({ reference }) =>
    currencies.flatMap((currency) => {
      const open = openOf(view.ledgers, 'theirs', reference, currency);
      if (open <= 0n) return [];
      const sum = showMoney(decimalOf(open), currency, moment.language);
      return [{ value: `${reference} ${currency}`, label: texts.openOf(reference, sum) }];
    }),
  );
}

type Kind = Exclude<SettlementKind, 'set_off'>;
function ProposalForm({ kind, staff, view, moment, errors, typed, formKey, children }: LedgerProps & { kind: Kind; children: Child }) {
  const texts = ledgerTexts(moment.language).settle;
  return (
    <details class="card" open={[...errors.keys()].some((path) => path.startsWith(`${kind}.`))}>
      <summary>{texts.forms[kind]}</summary>
      <form method="post" action={`/customers/${view.facts.book.account.id}/settlements`}>
        <CsrfField visitor={staff} />
        <HiddenField name="kind" value={kind} />
        <HiddenField name="key" value={formKey} />
        {children}
        <TextArea name={`${kind}.note`} label={texts.note} rows={2} maxlength={1000} value={typed(`${kind}.note`)} errors={errors} />
        <button type="submit">{texts.submit}</button>
      </form>
    </details>
  );
}

function ClaimFields({ kind, claims, moment, errors, typed }: LedgerProps & { kind: Kind; claims: readonly Option[] }) {
  const texts = ledgerTexts(moment.language).settle;
  return (
    <div class="row">
      <Select name={`${kind}.reference`} label={texts.claim} value={typed(`${kind}.reference`)} options={claims} errors={errors} />
      <Field name={`${kind}.amount`} label={texts.amount} inputmode="decimal" value={typed(`${kind}.amount`)} errors={errors} />
    </div>
  );
}

const Text = ({ kind, name, label, errors, typed }: LedgerProps & { kind: Kind; name: string; label: string }) => (
  <Field name={`${kind}.${name}`} label={label} maxlength={500} value={typed(`${kind}.${name}`)} errors={errors} />
);

/** The oldest invoices; nobody pays more of them in one agreement. */
const mostChoices = 200;

function InstalmentForm(props: LedgerProps) {
  const { view, moment, errors, typed } = props;
  const texts = ledgerTexts(moment.language).settle;
  const byDue = view.facts.book.invoices.toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : 1));
  const open = byDue.flatMap(({ id, number, total: { currency } }) => {
    const left = openOf(view.ledgers, 'ours', id, currency);
    return left > 0n ? [{ id, label: texts.invoiceOpen(number, showMoney(decimalOf(left), currency, moment.language)) }] : [];
  });
  return (
    <ProposalForm kind="instalments" {...props}>
      <fieldset id="f-instalments-invoices">
        <legend>{texts.invoices}</legend>
        {errors.get('instalments.invoices') && <p class="error-text">{errors.get('instalments.invoices')}</p>}
        {open.length === 0 && <p class="muted">{texts.noInvoices}</p>}
        {open.slice(0, mostChoices).map(({ id, label }) => (
          <label class="choice">
            <input type="checkbox" name="invoice" value={id} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <fieldset id="f-instalments-instalments">
        <legend>{texts.forms.instalments}</legend>
        {['amount', 'instalments'].map(
          (path) => errors.get(`instalments.${path}`) && <p class="error-text">{errors.get(`instalments.${path}`)}</p>,
        )}
        {Array.from({ length: mostInstalments }, (_, index) => (
          <div class="row">
            <Field name={`due.${index}`} label={texts.due(index + 1)} type="date" min={view.today} value={typed(`due.${index}`)} />
            <Field name={`part.${index}`} label={texts.part(index + 1)} inputmode="decimal" value={typed(`part.${index}`)} />
          </div>
        ))}
      </fieldset>
      <Field
        name="instalments.graceDays"
        label={texts.grace}
        type="number"
        min="0"
        max="60"
        value={typed('instalments.graceDays') ?? '5'}
        errors={errors}
      />
    </ProposalForm>
  );
}
