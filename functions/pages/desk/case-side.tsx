import type { Language } from '#domain/claims/claim.ts';
import type { Contract } from '#domain/contracts/facts.ts';
import { interestRule } from '#domain/contracts/interest-rules.ts';
import type { LateTerms } from '#domain/contracts/terms.ts';
import { showDay, showMoney } from '#domain/replies/format.ts';
import { CsrfField, Field, Select } from '../parts/form.tsx';
import { DefinitionList } from '../parts/state.tsx';
import { caseTexts, deskTexts, legalTexts } from '../texts/desk.ts';
import { ledgerTexts } from '../texts/ledger.ts';
import type { CaseProps } from './case-context.ts';
import { stageKey } from './due.tsx';
import { openInvoices } from './ledger.ts';

export function CasePeople({ staff, view, rights, names, moment, errors, typed }: CaseProps) {
  const { claim, self } = view;
  const texts = caseTexts(moment.language);
  const { people } = texts;
  const step = claim.stage === 'in-approval' ? claim.reply?.steps[claim.reply.approvals.length] : undefined;
  const open = errors.has('owner') || errors.has('reassign-because');
  const owners = self.company.people.filter(
    (person) => !person.disabled && person.id !== claim.owner && person.roles.some((role) => role === 'manager' || role === 'head'),
  );
  return (
    <section aria-labelledby="people-title" class="card">
      <h2 id="people-title">{texts.sections.people}</h2>
      <DefinitionList
        items={[
          [people.owner, names(claim.owner)],
          [
            people.acting,
            <>
              {claim.acting === claim.owner ? people.same : names(claim.acting)}
              {people.because[claim.routedBecause] && <span class="muted small"> ({people.because[claim.routedBecause]})</span>}
            </>,
          ],
          step && [people.approvers, step.eligible.map(names).join(', ')],
          [people.contact, `${claim.contact.name}, ${claim.contact.email}`],
        ]}
      />
      {rights.reassign && (
        <details open={open} id="reassign">
          <summary>{people.reassign}</summary>
          <form method="post" action={`/desk/claims/${claim.reference}/reassign`}>
            <CsrfField visitor={staff} />
            <Select
              name="owner"
              label={people.to}
              value={typed.form('owner')}
              errors={errors}
              options={owners.map((person) => ({ value: person.id, label: names(person.id) }))}
            />
            <Field name="reassign-because" label={people.why} value={typed.form('reassign-because')} errors={errors} maxlength={300} />
            <button type="submit" class="compact">
              {people.submit}
            </button>
          </form>
        </details>
      )}
      {rights.work && (
        <details>
          <summary>{people.links}</summary>
          <form method="post" action={`/desk/claims/${claim.reference}/links`}>
            <CsrfField visitor={staff} />
            <p>{people.linksText}</p>
            <button type="submit" class="danger compact">
              {people.revoke}
            </button>
          </form>
        </details>
      )}
    </section>
  );
}

/** The terms of a contract in words. */
export function ContractTermsList({ contract, moment }: { contract: Contract; moment: CaseProps['moment'] }) {
  const texts = caseTexts(moment.language).contract;
  const { terms } = contract;
  const clauses = (['payment', 'penalty', 'answer'] as const).flatMap((name) =>
    terms.clauses?.[name] ? [`${texts.clauseNames[name]}: ${terms.clauses[name]}`] : [],
  );
  return (
    <DefinitionList
      items={[
        [texts.number, contract.number],
        [texts.signed, showDay(contract.signedOn, moment.language)],
        [texts.payment, texts.paymentDays(terms.paymentDays)],
        [texts.late, lateText(terms.late, moment.language)],
        terms.answerDays ? [texts.answer, texts.days[terms.answerUnit ?? 'calendar_days'](terms.answerDays)] : undefined,
        terms.claimResponseDays ? [texts.theirs, texts.days.calendar_days(terms.claimResponseDays)] : undefined,
        [texts.law, terms.governingLaw],
        clauses.length > 0 ? [texts.clauses, clauses.join('; ')] : undefined,
      ]}
    />
  );
}

function lateText(late: LateTerms, language: Language): string {
  const texts = caseTexts(language).contract;
  if (late.kind === 'contract-penalty') return texts.penalty(late.percentPerDay, late.capPercent);
  if (late.kind === 'contract-interest') return texts.perYear(late.percentPerYear, late.basis);
  const named: Record<string, string> = texts.statutory;
  return named[late.rule] ?? interestRule(late.rule).clause[language];
}

export function CaseContract({ view, moment }: CaseProps) {
  const texts = caseTexts(moment.language);
  const named = view.claim.contractNumber;
  return (
    <section aria-labelledby="contract-title" class="card">
      <h2 id="contract-title">{texts.sections.contract}</h2>
      {view.contract ? (
        <ContractTermsList contract={view.contract} moment={moment} />
      ) : (
        <p class="muted">{named ? texts.contract.unknown(named) : texts.contract.none}</p>
      )}
    </section>
  );
}

/** Both directions: what they ask of us, what they owe us. */
export function CaseMoney({ view, moment }: CaseProps) {
  const { language } = moment;
  const texts = caseTexts(language);
  const states = legalTexts(language).counterClaims.states;
  const asked = view.claim.demands.flatMap((demand) =>
    demand.asked ? [showMoney(demand.asked.amount, demand.asked.currency, language)] : [],
  );
  const open = openInvoices(view.invoices, view.payments);
  const counters = view.counterClaims.filter((counter) => counter.state !== 'withdrawn' && counter.state !== 'paid');
  return (
    <section aria-labelledby="money-title" class="card">
      <h2 id="money-title">{texts.sections.money}</h2>
      {view.account && (
        <p>
          <a href={`/customers/${view.account.id}/ledger`}>{ledgerTexts(language).ledger.link}</a>
        </p>
      )}
      <h3>{texts.money.theyAsk}</h3>
      <p>{asked.length > 0 ? asked.join(' + ') : '—'}</p>
      <h3>{texts.money.theyOwe}</h3>
      {!view.account && <p class="muted">{texts.money.noAccount}</p>}
      {view.account && open.length === 0 && counters.length === 0 && <p class="muted">{texts.money.none}</p>}
      {open.length > 0 && (
        <ul class="plain">
          {open.map(({ invoice, left }) => (
            <li>
              {invoice.number}: <strong class="nowrap">{showMoney(left, invoice.total.currency, language)}</strong>{' '}
              <span class="muted small">{texts.money.due(showDay(invoice.dueDate, language))}</span>
            </li>
          ))}
        </ul>
      )}
      {counters.length > 0 && (
        <>
          <h3>{texts.money.counterClaims}</h3>
          <ul class="plain">
            {counters.map((counter) => (
              <li>
                <a href={`/counter-claims/${counter.id}`}>{showMoney(counter.sheet.total, counter.sheet.currency, language)}</a>{' '}
                <span class="muted small">{states[counter.state]}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

export function CaseRelated({ view, moment }: CaseProps) {
  const texts = caseTexts(moment.language);
  const { stages } = deskTexts(moment.language);
  return (
    <section aria-labelledby="related-title" class="card">
      <h2 id="related-title">{texts.sections.related}</h2>
      {view.related.length === 0 && <p class="muted">{texts.related.none}</p>}
      <ul class="plain">
        {view.related.map((claim) => (
          <li>
            <a href={`/desk/claims/${claim.reference}`}>{claim.subject}</a>{' '}
            <span class="muted small">{stages[stageKey({ stage: claim.stage, draft: claim.reply !== undefined })]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
