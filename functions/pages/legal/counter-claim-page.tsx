import { minorOf } from '#domain/money.ts';
import { may } from '#domain/policy.ts';
import { showDay, showInstant, showMoney } from '#domain/replies/format.ts';
import type { CounterClaimView } from '#usecases/work-counter-claim.ts';
import { SheetLineCard } from '../customer/sheet-lines.tsx';
import { ActorName } from '../desk/case-history.tsx';
import type { Names } from '../desk/staff-route.tsx';
import { Why } from '../desk/why.tsx';
import type { Staff } from '../door.ts';
import type { Errors } from '../parts/form.tsx';
import { dateWithDistance, type Moment } from '../parts/format.ts';
import { DefinitionList, StateMark, Table } from '../parts/state.tsx';
import { counterClaimsTexts } from '../texts/counter-claims.ts';
import { caseTexts, legalTexts } from '../texts/desk.ts';
import { DisputedParts, FreezeForm } from './counter-claim-disputes.tsx';
import { CounterClaimForms } from './counter-claim-forms.tsx';
import { Ladder } from './counter-claim-ladder.tsx';
import { HoldWindow } from './counter-claim-window.tsx';
import { counterTones } from './counter-claims-page.tsx';

export type CounterClaimProps = {
  staff: Staff;
  view: CounterClaimView;
  names: Names;
  moment: Moment;
  errors: Errors;
  typed: (name: string) => string | undefined;
};

/** One counter-claim: the sum and what it is made of, what the manager knows of the customer, what can be decided, and what happened. */
export function CounterClaimPage(props: CounterClaimProps) {
  const { view, moment } = props;
  const { language } = moment;
  const { counterClaim } = view;
  const { sheet } = counterClaim;
  const texts = legalTexts(language);
  return (
    <div class="case">
      <header class="case-head">
        <p class="case-line">
          <StateMark tone={counterTones[counterClaim.state]}>{texts.counterClaims.states[counterClaim.state]}</StateMark>{' '}
          <strong>{counterClaimsTexts(language).rungs[counterClaim.rung]}</strong>{' '}
          <span class="muted">
            {texts.counterClaim.contract(counterClaim.contractNumber)}, {texts.counterClaim.asOf(showDay(sheet.asOf, language))}
          </span>
        </p>
        <h1>{texts.counterClaim.title(counterClaim.accountName)}</h1>
        <p class="reference">{showMoney(sheet.total, sheet.currency, language)}</p>
      </header>
      <div class="columns">
        <div>
          <DisputedParts {...props} />
          <Ladder {...props} />
          <h2>{texts.counterClaim.sheet}</h2>
          {view.inInstalments.length > 0 && (
            <p class="flash notice">{counterClaimsTexts(language).instalments(view.inInstalments.join(', '))}</p>
          )}
          {sheet.provisional && <p class="flash notice">{texts.counterClaim.provisional}</p>}
          {sheet.lines.map((line) => (
            <SheetLineCard line={line} currency={sheet.currency} language={language} />
          ))}
          <details>
            <summary>{texts.counterClaim.sources}</summary>
            <ul class="small">
              {sheet.sources.map((source) => (
                <li>{source}</li>
              ))}
            </ul>
          </details>
          <History {...props} />
        </div>
        <aside aria-label={texts.counterClaim.window}>
          <Facts {...props} />
          <CounterClaimForms {...props} />
          <FreezeForm {...props} />
          <HoldWindow {...props} />
        </aside>
      </div>
    </div>
  );
}

function Facts({ view, names, moment }: CounterClaimProps) {
  const { language } = moment;
  const { counterClaim, letterUrl } = view;
  const { sheet, response, letter, delivery } = counterClaim;
  const texts = legalTexts(language).counterClaim;
  const sum = (amount: string) => showMoney(amount, sheet.currency, language);
  const term = response && dateWithDistance(response.lastDay, moment);
  return (
    <section class="card">
      {may(view.self.person.roles, 'court-file.read', 'other') && counterClaim.letters.length > 0 && (
        <p>
          <a href={`/counter-claims/${counterClaim.id}/court-file`}>{counterClaimsTexts(language).court.link}</a>
        </p>
      )}
      {counterClaim.state === 'sent' && response?.clock && (
        <Why
          clock={{ ...response.clock, steps: response.steps }}
          reference={counterClaim.id}
          confidence={undefined}
          moment={moment}
          sheet={null}
        />
      )}
      <DefinitionList
        items={[
          [texts.facts.principal, sum(sheet.principal)],
          [texts.facts.interest, sum(sheet.interest)],
          minorOf(sheet.fixedSums) > 0n ? [texts.facts.fixed, sum(sheet.fixedSums)] : undefined,
          minorOf(sheet.paidOnTop) > 0n ? [texts.facts.onTop, sum(`-${sheet.paidOnTop}`)] : undefined,
          [texts.facts.total, <strong>{sum(sheet.total)}</strong>],
          minorOf(sheet.frozen) > 0n ? [counterClaimsTexts(language).dispute.title, sum(sheet.frozen)] : undefined,
          [texts.facts.proposed, showInstant(counterClaim.proposedAt, moment.zone, language)],
          [texts.facts.person, names(counterClaim.acting)],
          term && [texts.facts.term, `${term.text} (${term.distance})`],
          letter && letterUrl
            ? [texts.facts.letter, <a href={`/counter-claims/${counterClaim.id}/letter`}>№ {letter.outgoingNumber}</a>]
            : undefined,
          letter && [texts.facts.seal, <code class="hash">{letter.hash}</code>],
          delivery && [texts.facts.delivery, texts.delivery[delivery]],
        ]}
      />
    </section>
  );
}

function History({ view, names, moment }: CounterClaimProps) {
  const { language } = moment;
  const texts = legalTexts(language).counterClaim;
  const columns = caseTexts(language).history.columns.map((label) => ({ label }));
  const { rungs, dispute } = counterClaimsTexts(language);
  const currency = view.counterClaim.sheet.currency;
  const detail = (fact: CounterClaimView['events'][number]['fact']): string => {
    if (fact.type === 'held') return ` (${fact.reason})`;
    if (fact.type === 'withdrawn') return ` (${fact.because})`;
    if (fact.type === 'frozen')
      return ` (${fact.parts.map(({ number, amount }) => `${number}: ${showMoney(amount, currency, language)}`).join(', ')})`;
    if (fact.type === 'freeze-decided') {
      const { accepted, day, response } = fact.decision;
      const term = response ? `; ${dispute.response(showDay(response.lastDay, language))}` : '';
      return ` (${dispute.decided(showMoney(accepted, currency, language), showDay(day, language))}${term})`;
    }
    if (fact.type === 'climbed') return ` (${rungs[fact.rung]}, ${showMoney(fact.sheet.total, currency, language)})`;
    if (fact.type === 'sent' || fact.type === 'posted') return ` (${showDay(fact.response.lastDay, language)})`;
    return 'sheet' in fact && fact.sheet ? ` (${showMoney(fact.sheet.total, fact.sheet.currency, language)})` : '';
  };
  return (
    <section aria-labelledby="history">
      <h2 id="history">{texts.history}</h2>
      <div class="history">
        <Table
          caption={texts.history}
          hideCaption
          columns={columns}
          rows={view.events
            .toReversed()
            .map((event) => [
              showInstant(event.at, moment.zone, language),
              <ActorName event={event} names={names} language={language} />,
              `${texts.facts2[event.fact.type]}${detail(event.fact)}`,
            ])}
        />
      </div>
    </section>
  );
}
