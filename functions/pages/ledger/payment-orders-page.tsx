import { showInstant, showMoney } from '#domain/replies/format.ts';
import type { listPaymentOrders } from '#usecases/payment-orders.ts';
import { ActorName } from '../desk/case-history.tsx';
import type { Names } from '../desk/staff-route.tsx';
import type { Staff } from '../door.ts';
import { CsrfField, HiddenField } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import { Table } from '../parts/state.tsx';
import { ledgerTexts } from '../texts/ledger.ts';

type OrdersProps = {
  staff: Staff;
  list: Awaited<ReturnType<typeof listPaymentOrders>>;
  names: Names;
  moment: Moment;
  /** The same form sent twice gives the same batch. */
  formKey: string;
};

/** What finance pays out: approved and waiting, and the batches that were made of it. */
export function PaymentOrdersPage({ staff, list, names, moment, formKey }: OrdersProps) {
  const { language, zone } = moment;
  const texts = ledgerTexts(language).orders;
  const { orders, batches, cursor } = list;
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead(orders.length)}</p>
      {orders.length > 0 && (
        <>
          <Table
            caption={texts.title}
            hideCaption
            columns={texts.columns.map((label, index) => ({ label, number: index === 5 }))}
            rows={orders.map(({ id, approvedAt, accountName, payTo, purpose, amount }) => [
              showInstant(approvedAt, zone, language),
              <a href={`/settlements/${id}`}>{accountName}</a>,
              payTo.name,
              payTo.account,
              purpose,
              showMoney(amount.amount, amount.currency, language),
            ])}
          />
          {cursor && <a href={`/payment-orders?cursor=${encodeURIComponent(cursor)}`}>{texts.more}</a>}
          <form method="post" action="/payment-orders/batches" class="card">
            <CsrfField visitor={staff} />
            <HiddenField name="key" value={formKey} />
            <p class="small">{texts.exportText}</p>
            <button type="submit" class="primary">
              {texts.export}
            </button>
          </form>
        </>
      )}
      <h2>{texts.batches}</h2>
      {batches.length === 0 ? (
        <p class="muted">{texts.noBatches}</p>
      ) : (
        <Table
          caption={texts.batches}
          hideCaption
          columns={texts.batchColumns.map((label, index) => ({ label, number: index === 3 }))}
          rows={batches.map(({ number, at, by, orders: own }) => [
            String(number),
            showInstant(at, zone, language),
            <ActorName event={{ actor: by }} names={names} language={language} />,
            String(own.length),
            <>
              <a href={`/payment-orders/batches/${number}?format=csv`}>CSV № {number}</a>,{' '}
              <a href={`/payment-orders/batches/${number}?format=json`}>JSON № {number}</a>
            </>,
          ])}
        />
      )}
    </>
  );
}
