import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountRecord, Book, Contract, Invoice, Payment } from '#domain/contracts/facts.ts';
import { nextLook } from '#domain/contracts/next-look.ts';
import { addDays } from '#domain/deadlines/legal-day.ts';
import type { AccountId, ContractId, InvoiceId, PaymentId, PersonId } from '#domain/ids.ts';
import { claimsAddress, company, people } from '#infra/local/sample/people.ts';
import { createLocal } from '#infra/local/wiring.ts';
import { keys, lists, shardOf } from '#stores/keys.ts';
import type { Item } from '#usecases/ports.ts';
import { listShards, scanShards } from '#usecases/scan-shards.ts';

/** One size of the scan's bench, each part in a process of its own so that its memory is its own: `node scan-run.ts fill|scan <contracts> <folder>`. Prints JSON. */
const [part = '', size = '', directory = ''] = process.argv.slice(2);
const contracts = Number(size);
const perContract = 10;
const day = '2026-11-03';
const start = Date.parse(`${day}T03:00:00Z`); // six in Moscow

const countries = [
  { country: 'RU', currency: 'RUB', rule: 'ru-395', zone: 'Europe/Moscow' },
  { country: 'DE', currency: 'EUR', rule: 'de-288', zone: 'Europe/Berlin' },
  { country: 'GB', currency: 'GBP', rule: 'uk-1998', zone: 'Europe/London' },
  { country: 'FR', currency: 'EUR', rule: 'eu-2011-7', zone: 'Europe/Paris' },
] as const;

/** One customer with a contract and ten invoices: nine paid in time over the last months, the last one open. Every tenth contract's last one fell due yesterday: 1 % of all. */
function bookOf(n: number): Book {
  const { country, currency, rule, zone } = countries[n % 4] ?? countries[0];
  const id = `bench-${n}` as AccountId;
  const contractId = `ct-${n}` as ContractId;
  const account: AccountRecord = {
    id,
    name: `Bench ${n} Ltd (sample)`,
    country,
    party: 'business',
    language: country === 'RU' ? 'ru' : 'en',
    email: `office@bench-${n}.example`,
    address: `${n} Sample Street`,
    domains: [`bench-${n}.example`],
    manager: 'anna' as PersonId,
    zone,
  };
  const late: Contract['terms']['late'] =
    n % 3 === 0 ? { kind: 'contract-penalty', percentPerDay: '0.1', capPercent: '10' } : { kind: 'statutory', rule };
  const contract: Contract = {
    id: contractId,
    accountId: id,
    number: `B-${n}`,
    signedOn: '2025-01-10',
    currency,
    terms: { paymentDays: 30, late, governingLaw: country },
  };
  const invoices: Invoice[] = [];
  const payments: Payment[] = [];
  const yesterday = addDays(day, -1);
  for (let k = 0; k < perContract; k++) {
    const open = k === perContract - 1;
    const dueDate = open
      ? n % 10 === 0
        ? yesterday
        : addDays(day, 1 + ((n * 7) % 30))
      : addDays(yesterday, -25 * (perContract - k) - (n % 13));
    const total = { amount: `${1000 + ((n * 37 + k * 101) % 9000)}.00`, currency };
    const invoiceId = `in-${n}-${k}` as InvoiceId;
    invoices.push({ id: invoiceId, accountId: id, contractId, number: `B-${n}-${k}`, issuedOn: addDays(dueDate, -30), dueDate, total });
    if (open) continue;
    payments.push({ id: `pa-${n}-${k}` as PaymentId, accountId: id, invoiceId, date: addDays(dueDate, -(n % 9)), amount: total });
  }
  return { account, contracts: [contract], invoices, payments, performances: [], freezes: [], credits: [] };
}

function* rowsOf(book: Book): Generator<Item> {
  const { account, contracts: own, invoices, payments } = book;
  yield { ...keys.account(account.id), v: 1, g1pk: lists.g1.accounts, g1sk: `${account.name}#${account.id}`, body: account };
  for (const body of own) yield { ...keys.contract(account.id, body.id), v: 1, body };
  for (const body of invoices) yield { ...keys.invoice(account.id, body.id), v: 1, body };
  for (const body of payments) yield { ...keys.payment(account.id, body.id), v: 1, body };
  // As the look of the day before left it: what fell due yesterday waits for today.
  const next = nextLook(book, addDays(day, -1), { growing: false });
  const listed = next === undefined ? {} : { g1pk: lists.g1.looks(shardOf(account.id)), g1sk: `${next}#${account.id}` };
  yield { ...keys.look(account.id), v: 1, ...listed, body: { account: account.id, day: next } };
}

type Local = Awaited<ReturnType<typeof createLocal>>;
/** Straight into the file, in large transactions: through the importer it would take an hour. */
function fill(): void {
  const insert = db.prepare('insert into item (pk, sk, v, g1pk, g1sk, body) values (?, ?, ?, ?, ?, ?)');
  for (let from = 0; from < contracts; from += 2500) {
    db.exec('begin');
    for (let n = from; n < Math.min(from + 2500, contracts); n++)
      for (const { pk, sk, v, g1pk = null, g1sk = null, body } of rowsOf(bookOf(n)))
        insert.run(pk, sk, v, g1pk, g1sk, JSON.stringify(body));
    db.exec('commit');
  }
}

/** The daily scan, step by step as its workflow calls them: the shards that wait, four to a call, until each is done. */
async function scan(memory: { peak: number }): Promise<{ seconds: number; looked: number }> {
  const begun = performance.now();
  let looked = 0;
  const { shards } = await listShards(deps, day);
  for (let at = 0; at < shards.length; at += 4)
    for (let more = true; more; ) {
      const step = await scanShards(deps, day, shards.slice(at, at + 4));
      looked += step.looked;
      more = step.outcome === 'more';
      memory.peak = Math.max(memory.peak, process.memoryUsage.rss());
    }
  return { seconds: (performance.now() - begun) / 1000, looked };
}

const config = { publicUrl: 'http://localhost:8080', claimsAddress, company };
const local = await createLocal({ dataDir: directory, config, start, frozen: true });
const { db } = local.database;
/** Proposals are recorded; what follows from one (its workflow, the mails to legal and the manager) is not the scan's. */
const deps: Local['deps'] = { ...local.deps, workflows: { ...local.deps.workflows, start: async () => 'started' } };

if (part === 'fill') {
  await deps.stores.mails.write(people.map((person) => deps.stores.company.personWrite(person)));
  await listShards(deps, day); // an empty table is listed for good
  fill();
} else {
  const memory = { peak: 0 };
  const daily = await scan(memory);
  const again = await scan(memory);
  const proposed = db.prepare("select count(*) as n from item where g1pk = 'CCS#proposed'").get()?.n;
  letAllWait();
  const worst = await scan(memory);
  const megabytes = Math.round(statSync(join(directory, 'redress.sqlite')).size / 2 ** 20);
  console.log(JSON.stringify({ daily, again, worst, proposed: Number(proposed), peak: memory.peak, megabytes }));
}
await local.close();

/** The worst day: every account waits. */
function letAllWait(): void {
  const wait = db.prepare('update item set v = v + 1, g1pk = ?, g1sk = ?, body = ? where pk = ? and sk = ?');
  db.exec('begin');
  for (let n = 0; n < contracts; n++) {
    const id = `bench-${n}`;
    const { pk, sk } = keys.look(id);
    wait.run(lists.g1.looks(shardOf(id)), `${day}#${id}`, JSON.stringify({ account: id, day }), pk, sk);
  }
  db.exec('commit');
}
