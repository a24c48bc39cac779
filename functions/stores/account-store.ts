import * as z from 'zod';
import type { AccountRecord, Book, Contract, Credit, Freeze, Invoice, Payment, Performance } from '#domain/contracts/facts.ts';
import { ratesWith } from '#domain/contracts/rate-entry.ts';
import type { AccountId, ContractId } from '#domain/ids.ts';
import { ConditionFailed, type Item, type Table, type Write } from '#usecases/ports.ts';
import { keys, lists, lookupPk } from './keys.ts';
import { rateEntries } from './rate-store.ts';
import { all, parseAll, read, shaped } from './rows.ts';
import { settlementSchema } from './settlement-store.ts';

const accountSchema = shaped<AccountRecord>({
  id: z.string(),
  name: z.string(),
  country: z.string(),
  party: z.enum(['consumer', 'business']),
});
const contractSchema = shaped<Contract>({ id: z.string(), accountId: z.string(), number: z.string(), terms: shaped({}) });
const invoiceSchema = shaped<Invoice>({ id: z.string(), accountId: z.string(), contractId: z.string(), dueDate: z.string() });
const paymentSchema = shaped<Payment>({ id: z.string(), accountId: z.string(), invoiceId: z.string(), date: z.string() });

const performanceSchema = shaped<Performance>({ id: z.string(), contractId: z.string(), kind: z.string(), date: z.string() });
const freezeSchema = shaped<Freeze>({ id: z.string(), contractId: z.string(), invoiceId: z.string(), amount: z.string() });
const creditSchema = shaped<Credit>({ id: z.string(), contractId: z.string(), invoiceId: z.string(), kind: z.string() });

/** Accounts with their contracts, invoices and payments: one partition per account. */
export function accountStore(table: Table) {
  const ofKind = async <T>(account: string, prefix: string, schema: z.ZodType<T>): Promise<T[]> =>
    parseAll(await all(table, { pk: keys.account(account).pk, prefix }), schema);
  return {
    async account(id: AccountId | string): Promise<AccountRecord | undefined> {
      return (await read(table, keys.account(id), accountSchema))?.value;
    },
    async accounts(limit: number, cursor?: string) {
      const page = await table.query({ index: 'g1', pk: lists.g1.accounts, limit, cursor });
      return { accounts: parseAll(page.items, accountSchema), cursor: page.cursor };
    },
    async contract(account: string, id: ContractId | string): Promise<Contract | undefined> {
      return (await read(table, keys.contract(account, id), contractSchema))?.value;
    },
    /** A contract as it stands in its row. */
    contractOf: (body: unknown): Contract => contractSchema.parse(body),
    contracts: (account: string) => ofKind(account, 'CT#', contractSchema),
    invoices: (account: string) => ofKind(account, 'IN#', invoiceSchema),
    payments: (account: string) => ofKind(account, 'PA#', paymentSchema),
    /** Everything of one account, by one query of its partition (and one of the few rates that the company added); undefined when there is no such account. */
    async book(id: AccountId | string): Promise<Book | undefined> {
      const [items, entries] = await Promise.all([all(table, { pk: keys.account(id).pk }, 1_000_000), rateEntries(table)]);
      const own = items.find((item) => item.sk === 'A');
      if (!own) return undefined;
      const of = <T>(prefix: string, schema: z.ZodType<T>): T[] =>
        parseAll(
          items.filter((item) => item.sk.startsWith(prefix)),
          schema,
        );
      return {
        account: accountSchema.parse(own.body),
        contracts: of('CT#', contractSchema),
        invoices: of('IN#', invoiceSchema),
        payments: of('PA#', paymentSchema),
        performances: of('PF#', performanceSchema),
        freezes: of('FZ#', freezeSchema),
        credits: of('CR#', creditSchema),
        settlements: of('ST#', settlementSchema),
        ...(entries.length > 0 ? { rates: ratesWith(entries) } : {}),
      };
    },
    async freeze(account: string, id: string): Promise<{ value: Freeze; v: number } | undefined> {
      return read(table, keys.freeze(account, id), freezeSchema);
    },
    async invoice(account: string, id: string): Promise<Invoice | undefined> {
      return (await read(table, keys.invoice(account, id), invoiceSchema))?.value;
    },
    async payment(account: string, id: string): Promise<Payment | undefined> {
      return (await read(table, keys.payment(account, id), paymentSchema))?.value;
    },
    /** Targets filed under a contract number ("account#contract"), tax number, domain ("account") or invoice number ("account#invoice"). */
    async lookup(kind: Parameters<typeof keys.lookup>[0], value: string): Promise<string[]> {
      const page = await table.query({ pk: lookupPk(kind, value), limit: 20 });
      return page.items.map((item) => item.sk);
    },
    /** The row as it stands, to see whether an import changes anything. */
    raw: (key: { pk: string; sk: string }): Promise<Item | undefined> => table.get(key),
    write: async (writes: readonly Write[]) => table.transact(writes),
    accountWrites(account: AccountRecord, v: number): Write[] {
      const writes: Write[] = [
        {
          put: { ...keys.account(account.id), v, g1pk: lists.g1.accounts, g1sk: `${account.name}#${account.id}`, body: account },
          expect: v === 1 ? 'absent' : v - 1,
        },
      ];
      if (account.taxNumber) writes.push(pointer('tax', account.taxNumber, account.id));
      for (const domain of account.domains) writes.push(pointer('domain', domain, account.id));
      return writes;
    },
    contractWrites: (contract: Contract, v: number): Write[] => [
      { put: { ...keys.contract(contract.accountId, contract.id), v, body: contract }, expect: v === 1 ? 'absent' : v - 1 },
      pointer('contract', contract.number, `${contract.accountId}#${contract.id}`),
    ],
    /** The invoice with another due date; nothing when somebody wrote it meanwhile. */
    async moveDueDate(invoice: Invoice): Promise<void> {
      const key = keys.invoice(invoice.accountId, invoice.id);
      const before = await table.get(key);
      if (!before) return;
      try {
        await table.transact([{ put: { ...before, v: before.v + 1, body: invoice }, expect: before.v }]);
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
    },
    /** Files a breach under the number by which payments name it, before it is one: the order of imports does not matter then. */
    breachNumberWrite: (number: string, account: string, contract: string, breach: string): Write =>
      pointer('breach', number, `${account}#${contract}#${breach}`),
    invoiceWrites: (invoice: Invoice, v: number): Write[] => [
      { put: { ...keys.invoice(invoice.accountId, invoice.id), v, body: invoice }, expect: v === 1 ? 'absent' : v - 1 },
      pointer('invoice', invoice.number, `${invoice.accountId}#${invoice.id}`),
    ],
    performanceWrites: (performance: Performance, v: number): Write[] => [
      { put: { ...keys.performance(performance.accountId, performance.id), v, body: performance }, expect: v === 1 ? 'absent' : v - 1 },
    ],
    freezeWrite: (freeze: Freeze, v: number): Write => ({
      put: { ...keys.freeze(freeze.accountId, freeze.id), v, body: freeze },
      expect: v === 1 ? 'absent' : v - 1,
    }),
    creditWrite: (credit: Credit): Write => ({
      put: { ...keys.credit(credit.accountId, credit.id), v: 1, body: credit },
      expect: 'absent',
    }),
    paymentWrites: (payment: Payment, v: number): Write[] => [
      { put: { ...keys.payment(payment.accountId, payment.id), v, body: payment }, expect: v === 1 ? 'absent' : v - 1 },
    ],
  };
}

const pointer = (kind: Parameters<typeof keys.lookup>[0], value: string, target: string): Write => ({
  put: { ...keys.lookup(kind, value, target), v: 1, body: {} },
  expect: 'any',
});
