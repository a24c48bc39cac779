import type { PaidLate } from '#domain/contracts/relationship.ts';
import { showDate, showDay, showMoney } from '#domain/replies/format.ts';
import { openInvoices } from '../desk/ledger.ts';
import { dateWithDistance } from '../parts/format.ts';
import { DefinitionList, Table } from '../parts/state.tsx';
import { counterClaimsTexts } from '../texts/counter-claims.ts';
import { legalTexts } from '../texts/desk.ts';
import type { CounterClaimProps } from './counter-claim-page.tsx';

/** The hold window: the relationship, seen before the counter-claim goes. */
export function HoldWindow({ view, moment }: CounterClaimProps) {
  const { language } = moment;
  const texts = legalTexts(language).counterClaim;
  const open = openInvoices(view.invoices, view.payments);
  return (
    <section class="card" aria-labelledby="window-title">
      <h2 id="window-title">{texts.window}</h2>
      <p class="small muted">{texts.windowText}</p>
      <Relations view={view} moment={moment} />
      <h3>{texts.openClaims}</h3>
      {view.openClaims.length === 0 && <p class="muted">{texts.noClaims}</p>}
      <ul class="plain">
        {view.openClaims.map((claim) => (
          <li>
            <a href={`/desk/claims/${claim.reference}`}>{claim.subject}</a>
          </li>
        ))}
      </ul>
      <h3>{texts.openInvoices}</h3>
      {open.length === 0 ? (
        <p class="muted">{texts.noInvoices}</p>
      ) : (
        <Table
          caption={texts.openInvoices}
          hideCaption
          columns={texts.invoiceColumns.map((label, index) => ({ label, number: index === 2 }))}
          rows={open
            .slice(0, 20)
            .map(({ invoice, left }) => [
              invoice.number,
              showDay(invoice.dueDate, language),
              showMoney(left, invoice.total.currency, language),
            ])}
        />
      )}
      <Payments view={view} moment={moment} />
    </section>
  );
}

function Relations({ view: { relationship, contract, limitation }, moment }: Pick<CounterClaimProps, 'view' | 'moment'>) {
  const { language } = moment;
  const texts = counterClaimsTexts(language).window;
  if (!relationship) return null;
  const { turnover, averageDaysLate, paymentsInYear, lateInYear } = relationship;
  const renewal = contract?.terms.renewsOn ? dateWithDistance(contract.terms.renewsOn, moment) : undefined;
  const mean = averageDaysLate?.toFixed(1).replace('.0', '');
  return (
    <DefinitionList
      items={[
        [texts.turnover, turnover.map(({ amount, currency }) => showMoney(amount, currency, language)).join(' + ') || texts.noTurnover],
        [
          texts.average,
          mean === undefined
            ? texts.noPayments
            : texts.averageDays(language === 'ru' ? mean.replace('.', ',') : mean, paymentsInYear, lateInYear),
        ],
        [texts.renewal, renewal ? `${renewal.text} (${renewal.distance})` : texts.noRenewal],
        limitation && [texts.limitation, showDay(limitation.lastDay, language)],
      ]}
    />
  );
}

function Payments({ view: { relationship }, moment }: Pick<CounterClaimProps, 'view' | 'moment'>) {
  const { language } = moment;
  const texts = counterClaimsTexts(language).window;
  const own = legalTexts(language).counterClaim;
  const payments = relationship?.payments ?? [];
  if (payments.length === 0)
    return (
      <>
        <h3>{own.payments}</h3>
        <p class="muted">{own.noPayments}</p>
      </>
    );
  return (
    <>
      <LatePicture payments={payments} title={texts.picture} text={texts.pictureText} />
      <Table
        caption={own.payments}
        // The number of the invoice stands under the date: the column is narrow.
        columns={texts.columns.filter((_, index) => index !== 1).map((label, index) => ({ label, number: index > 0 }))}
        rows={payments
          .toReversed()
          .slice(0, 6)
          .map(({ date, number, amount, days }) => [
            <>
              <span class="nowrap">{showDate(date, language)}</span>
              <div class="small muted">{number}</div>
            </>,
            showMoney(amount.amount, amount.currency, language),
            String(days),
          ])}
      />
    </>
  );
}

const bar = 12;
const tall = 56;

/** One bar per payment; the table below says the same in figures. */
function LatePicture({ payments, title, text }: { payments: readonly PaidLate[]; title: string; text: string }) {
  const most = Math.max(10, ...payments.map(({ days }) => days));
  const heightOf = (days: number) => Math.max(2, Math.round((days * tall) / most));
  const width = Math.max(payments.length * bar, 120);
  return (
    <figure class="picture">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${width + 34} ${tall + 14}`} role="img" aria-label={`${title}. ${text}`}>
        <path d={`M0 ${tall + 6}H${width}`} stroke="var(--line-strong)" />
        {payments.map(({ days }, index) => (
          <rect
            x={index * bar + 2}
            y={tall + 6 - heightOf(days)}
            width={bar - 4}
            height={heightOf(days)}
            fill={days > 0 ? 'var(--overdue)' : 'var(--done)'}
          />
        ))}
        <text x={width + 4} y="14" font-size="11" fill="var(--muted)">
          {most}
        </text>
        <text x={width + 4} y={tall + 9} font-size="11" fill="var(--muted)">
          0
        </text>
      </svg>
    </figure>
  );
}
