import { numberOfBreach } from '#domain/contracts/breach-number.ts';
import type { Invoice, Payment } from '#domain/contracts/facts.ts';
import { dayInZone } from '#domain/deadlines/zone.ts';
import { minorOf } from '#domain/money.ts';
import { may } from '#domain/policy.ts';
import { showDay, showInstant, showMoney } from '#domain/replies/format.ts';
import { queueRow } from '#stores/claim-store.ts';
import type { AccountView, listAccounts } from '#usecases/view-accounts.ts';
import type { Moment } from '../parts/format.ts';
import { DefinitionList, Empty, StateMark, Table, type Tone } from '../parts/state.tsx';
import { contractTexts } from '../texts/contract.ts';
import { deskTexts, legalTexts } from '../texts/desk.ts';
import { ledgerTexts } from '../texts/ledger.ts';
import { ContractTermsList } from './case-side.tsx';
import { showAmounts, stageKey } from './due.tsx';
import { paidOf } from './ledger.ts';
import type { Names } from './staff-route.tsx';

export function CustomersPage({ list, names, moment }: { list: Awaited<ReturnType<typeof listAccounts>>; names: Names; moment: Moment }) {
  const texts = deskTexts(moment.language).customers;
  return (
    <>
      <h1>{texts.title}</h1>
      {list.accounts.length === 0 ? (
        <Empty title={texts.empty}>{texts.emptyText}</Empty>
      ) : (
        <Table
          caption={texts.title}
          hideCaption
          columns={texts.columns.map((label) => ({ label }))}
          rows={list.accounts.map((account) => [
            <a href={`/customers/${account.id}`}>{account.name}</a>,
            account.country,
            texts.party[account.party],
            names(account.manager),
            account.email,
          ])}
        />
      )}
      {list.cursor && (
        <p>
          <a class="button" href={`/customers?cursor=${encodeURIComponent(list.cursor)}`}>
            {texts.more}
          </a>
        </p>
      )}
    </>
  );
}

type Part = { view: AccountView; moment: Moment };

/** One account: who they are, what was agreed, what they owe, what they ask, what we ask. */
export function CustomerPage({ view, names, moment }: Part & { names: Names }) {
  const texts = deskTexts(moment.language).customers;
  const { account, contracts } = view;
  return (
    <div class="case">
      <h1>{account.name}</h1>
      <DefinitionList
        items={[
          [texts.facts.manager, names(account.manager)],
          [texts.facts.email, account.email],
          [texts.facts.address, `${account.address}, ${account.country}`],
          account.taxNumber ? [texts.facts.tax, account.taxNumber] : undefined,
          account.domains.length > 0 ? [texts.facts.domains, account.domains.join(', ')] : undefined,
          [texts.facts.language, `${texts.languages[account.language]}, ${texts.party[account.party]}`],
          [texts.facts.zone, account.zone],
        ]}
      />
      <p>
        <a href={`/customers/${account.id}/ledger`}>{ledgerTexts(moment.language).ledger.link}</a>
      </p>
      <h2>{texts.contracts}</h2>
      {contracts.length === 0 && <p class="muted">{texts.noContracts}</p>}
      <div class="cards-grid">
        {contracts.map((contract) => (
          <div class="card">
            <ContractTermsList contract={contract} moment={moment} />
            <a href={`/customers/${account.id}/contracts/${contract.id}`}>
              {contractTexts(moment.language).open}
              <span class="visually-hidden">: {contract.number}</span>
            </a>
          </div>
        ))}
      </div>
      {may(view.self.person.roles, 'contract.write', 'other') && (
        <p>
          <a href={`/customers/${account.id}/contracts`}>{contractTexts(moment.language).enter.title}</a>
        </p>
      )}
      <Invoices view={view} moment={moment} />
      <Payments view={view} moment={moment} />
      <Claims view={view} moment={moment} />
      <CounterClaims view={view} moment={moment} />
    </div>
  );
}

type InvoiceState = 'paid' | 'open' | 'overdue' | 'paid-late';
const invoiceTones: Record<InvoiceState, Tone> = { paid: 'done', open: 'waiting', overdue: 'overdue', 'paid-late': 'soon' };

/** By the due date on the paper; whether a day off moves it is the sheet's business. */
function stateOf(invoice: Invoice, payments: readonly Payment[], today: string): InvoiceState {
  const paid = minorOf(paidOf(invoice, payments)) >= minorOf(invoice.total.amount);
  if (!paid) return invoice.dueDate < today ? 'overdue' : 'open';
  return payments.some((payment) => payment.invoiceId === invoice.id && payment.date > invoice.dueDate) ? 'paid-late' : 'paid';
}

function Invoices({ view, moment }: Part) {
  const { language } = moment;
  const texts = deskTexts(language).customers;
  const today = dayInZone(new Date(moment.now).toISOString(), view.account.zone);
  if (view.invoices.length === 0) {
    return (
      <>
        <h2>{texts.invoices}</h2>
        <p class="muted">{texts.noInvoices}</p>
      </>
    );
  }
  return (
    <>
      <h2>{texts.invoices}</h2>
      <Table
        caption={texts.invoices}
        hideCaption
        columns={texts.invoiceColumns.map((label, index) => ({ label, number: index === 3 || index === 4 }))}
        rows={[...view.invoices]
          .sort((a, b) => (a.dueDate < b.dueDate ? 1 : -1))
          .map((invoice) => {
            const state = stateOf(invoice, view.payments, today);
            const mark = <StateMark tone={invoiceTones[state]}>{texts.invoiceStates[state]}</StateMark>;
            const { amount, currency } = invoice.total;
            return [
              invoice.number,
              invoice.subject ?? '—',
              showDay(invoice.dueDate, language),
              showMoney(amount, currency, language),
              showMoney(paidOf(invoice, view.payments), currency, language),
              mark,
            ];
          })}
      />
    </>
  );
}

function Payments({ view, moment }: Part) {
  const { language } = moment;
  const texts = deskTexts(language).customers;
  const numberOf = (id: string) => view.invoices.find((invoice) => invoice.id === id)?.number ?? numberOfBreach(id) ?? id;
  const sorted = [...view.payments].sort((a, b) => (a.date < b.date ? 1 : -1));
  return (
    <>
      <h2>{texts.payments}</h2>
      {sorted.length === 0 ? (
        <p class="muted">{texts.noPayments}</p>
      ) : (
        <Table
          caption={texts.payments}
          hideCaption
          columns={texts.paymentColumns.map((label, index) => ({ label, number: index === 2 }))}
          rows={sorted.map((payment) => [
            showDay(payment.date, language),
            numberOf(payment.invoiceId),
            showMoney(payment.amount.amount, payment.amount.currency, language),
            payment.bankReference ?? '—',
          ])}
        />
      )}
    </>
  );
}

function Claims({ view, moment }: Part) {
  const { language } = moment;
  const texts = deskTexts(language);
  return (
    <>
      <h2>{texts.customers.claims}</h2>
      {view.claims.length === 0 ? (
        <p class="muted">{texts.customers.noClaims}</p>
      ) : (
        <Table
          caption={texts.customers.claims}
          hideCaption
          columns={texts.customers.claimColumns.map((label, index) => ({ label, number: index === 4 }))}
          rows={view.claims.map((claim) => {
            const row = queueRow(claim);
            return [
              showInstant(claim.receivedAt, moment.zone, language),
              <a href={`/desk/claims/${claim.reference}`}>{claim.reference}</a>,
              claim.subject,
              texts.stages[stageKey(row)],
              showAmounts(row.amount, language) || '—',
            ];
          })}
        />
      )}
    </>
  );
}

function CounterClaims({ view, moment }: Part) {
  const { language } = moment;
  const texts = deskTexts(language).customers;
  const { states } = legalTexts(language).counterClaims;
  return (
    <>
      <h2>{texts.counterClaims}</h2>
      {view.counterClaims.length === 0 && <p class="muted">{texts.noCounterClaims}</p>}
      <ul class="plain">
        {view.counterClaims.map((counter) => (
          <li>
            <a href={`/counter-claims/${counter.id}`}>{showMoney(counter.sheet.total, counter.sheet.currency, language)}</a>,{' '}
            {counter.contractNumber}, {states[counter.state]}
          </li>
        ))}
      </ul>
    </>
  );
}
