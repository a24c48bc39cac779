import type { ContractLedger, Ledger } from '#domain/contracts/ledger.ts';
import type { Balance } from '#domain/contracts/ledger-entry.ts';
import { decimalOf, minorOf } from '#domain/money.ts';
import { showDate, showDay, showMoney } from '#domain/replies/format.ts';
import type { LedgerView } from '#usecases/view-ledger.ts';
import type { Names } from '../desk/staff-route.tsx';
import type { Staff } from '../door.ts';
import { type Errors, Field } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import { Empty, Table } from '../parts/state.tsx';
import { ledgerTexts } from '../texts/ledger.ts';
import { Instalments } from './instalment-table.tsx';
import { NetPicture } from './ledger-picture.tsx';
import { SetOffs } from './set-off-cards.tsx';
import { SettleForms } from './settle-forms.tsx';
import { SettlementTable } from './settlements-page.tsx';

export type LedgerProps = {
  staff: Staff;
  view: LedgerView;
  names: Names;
  moment: Moment;
  errors: Errors;
  typed: (name: string) => string | undefined;
  /** Of this rendering: the same form sent twice proposes once. */
  formKey: string;
};

/** Both sides of an account beside each other, what can be done about it, and each line that it is made of. */
export function LedgerPage(props: LedgerProps) {
  const { view, names, moment } = props;
  const { language } = moment;
  const texts = ledgerTexts(language);
  const { account } = view.facts.book;
  const path = `/customers/${account.id}/ledger`;
  const current = view.day === view.today;
  return (
    <div class="case">
      <h1>{texts.ledger.title(account.name)}</h1>
      <form class="filters" action={path}>
        <Field name="day" label={texts.ledger.day} type="date" value={view.day} />
        <button type="submit">{texts.ledger.show}</button>
        <a href={`${path}.csv?day=${view.day}`}>{texts.ledger.csv}</a>
        <a href={`/customers/${account.id}`}>{account.name}</a>
      </form>
      <p class="muted">{texts.ledger.asOf(showDay(view.day, language))}</p>
      {view.ledgers.length === 0 && <Empty title={texts.ledger.empty}>{texts.ledger.emptyText}</Empty>}
      {view.ledgers.map((ledger) => (
        <CurrencyLedger ledger={ledger} {...props} />
      ))}
      {current ? (
        <SetOffs {...props} />
      ) : (
        <p>
          <a href={path}>{texts.ledger.toToday}</a>
        </p>
      )}
      {view.plans.map(({ settlement, standings }) => (
        <section class="card">
          <h2>
            <a href={`/settlements/${settlement.id}`}>{texts.plans.title}</a>
          </h2>
          <Instalments settlement={settlement} standings={standings} moment={moment} />
        </section>
      ))}
      {view.facts.settlements.length > 0 && (
        <>
          <h2>{texts.settlements.ofAccount}</h2>
          <SettlementTable settlements={view.facts.settlements.toReversed()} names={names} moment={moment} />
        </>
      )}
      {current && view.mayPropose && <SettleForms {...props} />}
      {view.ledgers.map((ledger) => (
        <Statement ledger={ledger} moment={moment} />
      ))}
    </div>
  );
}

function CurrencyLedger({ ledger, view, moment }: LedgerProps & { ledger: Ledger }) {
  const texts = ledgerTexts(moment.language).ledger;
  const { currency, net } = ledger;
  const minor = minorOf(net);
  const history = view.history.find((entry) => entry.currency === currency);
  const sum = showMoney(decimalOf(minor < 0n ? -minor : minor), currency, moment.language);
  const { contracts } = ledger;
  return (
    <section aria-labelledby={`ledger-${currency}`}>
      <h2 id={`ledger-${currency}`}>{texts.currency(currency)}</h2>
      <p data-net={net}>
        <strong>{minor > 0n ? texts.theyOwe(sum) : minor < 0n ? texts.weOwe(sum) : texts.even}</strong>
      </p>
      <div class="cards-grid">
        {contracts.map((contract) => (
          <SidesCard
            title={contract.number ? texts.contract(contract.number) : texts.noContract}
            sides={contract}
            ledger={ledger}
            moment={moment}
          />
        ))}
        {contracts.length > 1 && <SidesCard title={texts.all} sides={ledger} ledger={ledger} moment={moment} />}
      </div>
      {history && <NetPicture currency={currency} points={history.points} moment={moment} />}
    </section>
  );
}

const measures = ['claimed', 'refused', 'frozen', 'admitted', 'paid', 'setOff', 'credited', 'open'] as const satisfies (keyof Balance)[];
type Sides = Pick<ContractLedger, 'ours' | 'theirs' | 'net'>;
function SidesCard({ title, sides, ledger, moment }: { title: string; sides: Sides; ledger: Ledger; moment: Moment }) {
  const texts = ledgerTexts(moment.language).ledger;
  const sum = (amount: string) => showMoney(amount, ledger.currency, moment.language);
  return (
    <div class="card sides">
      <h3>{title}</h3>
      <Table
        caption={title}
        hideCaption
        columns={[{ label: texts.measure }, { label: texts.sides.ours, number: true }, { label: texts.sides.theirs, number: true }]}
        rows={measures.map((measure) => [texts.measures[measure], sum(sides.ours[measure]), sum(sides.theirs[measure])])}
      />
      <p>
        {texts.net}: <strong class="nowrap">{sum(sides.net)}</strong>
      </p>
    </div>
  );
}

/** The page shows so many lines at most, the last ones; the CSV has all. */
const mostLines = 300;

function Statement({ ledger, moment }: { ledger: Ledger; moment: Moment }) {
  const { language } = moment;
  const texts = ledgerTexts(language).ledger;
  const hidden = Math.max(0, ledger.statement.length - mostLines);
  const sum = (amount: string) => showMoney(amount, ledger.currency, language);
  return (
    <section aria-labelledby={`statement-${ledger.currency}`}>
      <h2 id={`statement-${ledger.currency}`}>
        {texts.statement}, {ledger.currency}
      </h2>
      <p class="muted">{texts.statementText}</p>
      {hidden > 0 && <p class="muted">{texts.earlier(hidden)}</p>}
      <Table
        caption={`${texts.statement}, ${ledger.currency}`}
        hideCaption
        columns={texts.statementColumns.map((label, index) => ({ label, number: index > 3 }))}
        rows={ledger.statement
          .slice(hidden)
          .map(({ entry, net }) => [
            showDate(entry.day, language),
            texts.sides[entry.side],
            entry.column === 'frozen' && entry.kind === 'demand' ? texts.pending : texts.kinds[entry.kind],
            entry.side === 'theirs' ? <a href={`/desk/claims/${entry.about}`}>{entry.about}</a> : entry.about,
            sum(decimalOf(entry.column === 'claimed' ? entry.minor : -entry.minor)),
            sum(net),
          ])}
      />
    </section>
  );
}
