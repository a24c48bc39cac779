import { csvOf } from '#domain/csv.ts';
import type { AccountId, PersonId, SettlementId } from '#domain/ids.ts';
import type { Money } from '#domain/money.ts';
import { type Settlement, totalOf } from './settlement.ts';
import type { ClaimPart } from './settlement-terms.ts';

/** What accounting is to pay: one per approved settlement in money, under the settlement's id. */
export type PaymentOrder = {
  id: SettlementId;
  accountId: AccountId;
  accountName: string;
  amount: Money;
  payTo: { name: string; account: string };
  purpose: string;
  claims: readonly ClaimPart[];
  proposedBy: PersonId;
  approvedBy: PersonId;
  approvedAt: string;
  /** The export that took it; an order is in one batch for good. */
  batch?: number | undefined;
};
/** What was exported together. `csv` and `json` are the very bytes that accounting was given. */
export type PaymentBatch = { number: number; at: string; by: string; orders: readonly PaymentOrder[]; csv: string; json: string };

/** Undefined for a settlement that pays nothing out or is not booked. */
export function paymentOrderOf(settlement: Settlement): PaymentOrder | undefined {
  const { id, accountId, accountName, currency, terms, approval, proposedBy, state } = settlement;
  if (terms.kind !== 'money' || state !== 'booked' || !approval) return undefined;
  return {
    id,
    accountId,
    accountName,
    amount: { amount: totalOf(settlement), currency },
    payTo: terms.payTo,
    purpose: terms.purpose,
    claims: terms.claims,
    proposedBy,
    approvedBy: approval.by,
    approvedAt: approval.at,
  };
}

/** So many orders fit into one transaction with their batch, and so many bytes of them, three times over, into its row. */
export const mostOrders = 90;
const mostBytes = 60_000;
/** The first of them that fit into one batch; at least one. */
export function fittingOrders(orders: readonly PaymentOrder[]): PaymentOrder[] {
  let bytes = 0;
  return orders.slice(0, mostOrders).filter((order, index) => {
    bytes += Buffer.byteLength(JSON.stringify(order));
    return index === 0 || bytes <= mostBytes;
  });
}

const head = [
  'batch',
  'order',
  'customer',
  'payee',
  'account',
  'amount',
  'currency',
  'purpose',
  'claims',
  'proposed by',
  'approved by',
  'approved at (UTC)',
];

/** A numbered batch of orders, as accounting gets it: CSV after RFC 4180 and JSON. */
export function batchOf(number: number, orders: readonly PaymentOrder[], by: { at: string; by: string }): PaymentBatch {
  const marked = orders.map((order) => ({ ...order, batch: number }));
  const rows = marked.map(({ id, accountName, payTo, amount, purpose, claims, proposedBy, approvedBy, approvedAt }) => [
    String(number),
    id,
    accountName,
    payTo.name,
    payTo.account,
    amount.amount,
    amount.currency,
    purpose,
    claims.map(({ reference }) => reference).join(' '),
    proposedBy,
    approvedBy,
    approvedAt,
  ]);
  return {
    number,
    ...by,
    orders: marked,
    csv: `\uFEFF${csvOf([head, ...rows])}`,
    json: `${JSON.stringify({ batch: number, exportedAt: by.at, exportedBy: by.by, orders: marked }, undefined, 2)}\n`,
  };
}
