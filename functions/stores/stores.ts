import type { Table } from '#usecases/ports.ts';
import { accountStore } from './account-store.ts';
import { breachStore } from './breach-store.ts';
import { claimStore } from './claim-store.ts';
import { companyStore } from './company-store.ts';
import { counterClaimStore } from './counter-claim-store.ts';
import { digestStore } from './digest-store.ts';
import { lawStore } from './law-store.ts';
import { linkStore } from './link-store.ts';
import { lookStore } from './look-store.ts';
import { mailStore } from './mail-store.ts';
import { outboxStore } from './outbox-store.ts';
import { paymentOrderStore } from './payment-order-store.ts';
import { rateStore } from './rate-store.ts';
import { replyStore } from './reply-store.ts';
import { settlementStore } from './settlement-store.ts';
import { counterStore, idempotencyStore, sessionStore, uploadStore, wordStore } from './small-stores.ts';

/** All stores on one table. Use cases see their types only. */
export const makeStores = (table: Table) => ({
  claims: claimStore(table),
  replies: replyStore(table),
  company: companyStore(table),
  accounts: accountStore(table),
  counterClaims: counterClaimStore(table),
  digests: digestStore(table),
  law: lawStore(table),
  rates: rateStore(table),
  links: linkStore(table),
  mails: mailStore(table),
  outbox: outboxStore(table),
  sessions: sessionStore(table),
  idempotency: idempotencyStore(table),
  uploads: uploadStore(table),
  counters: counterStore(table),
  words: wordStore(table),
  looks: lookStore(table),
  breaches: breachStore(table),
  settlements: settlementStore(table),
  paymentOrders: paymentOrderStore(table),
});
export type Stores = ReturnType<typeof makeStores>;
