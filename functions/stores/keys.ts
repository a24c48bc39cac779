import type { Key } from '#usecases/ports.ts';

/**
 * Every key of the one table. Parts that come from outside (numbers, addresses, words) are encoded, so that no text can reach another row.
 * docs/data-model.md lists which access pattern uses which.
 */
const part = (text: string): string => encodeURIComponent(text.normalize('NFC').toLowerCase());
const padded = (n: number): string => n.toString().padStart(7, '0');
/** Three letters, whole ones: a letter outside the basic plane is not cut in two. */
const firstLetters = (word: string): string => Array.from(word).slice(0, 3).join('');
export const last = '￿'; // after every sort key that we build

export const keys = {
  claim: (reference: string): Key => ({ pk: `C#${reference}`, sk: 'A' }),
  claimEvent: (reference: string, seq: number): Key => ({ pk: `C#${reference}`, sk: `E#${padded(seq)}` }),
  claimMessage: (reference: string, id: string): Key => ({ pk: `C#${reference}`, sk: `M#${id}` }),
  reply: (reference: string, version: number): Key => ({ pk: `C#${reference}`, sk: `R#${padded(version)}` }),
  clock: (reference: string, clockId: string): Key => ({ pk: `C#${reference}`, sk: `K#${clockId}` }),
  queueRow: (reference: string): Key => ({ pk: `C#${reference}`, sk: 'Q' }),
  token: (owner: string, wait: string): Key => ({ pk: `T#${owner}`, sk: wait }),
  account: (id: string): Key => ({ pk: `AC#${id}`, sk: 'A' }),
  contract: (account: string, id: string): Key => ({ pk: `AC#${account}`, sk: `CT#${id}` }),
  invoice: (account: string, id: string): Key => ({ pk: `AC#${account}`, sk: `IN#${id}` }),
  payment: (account: string, id: string): Key => ({ pk: `AC#${account}`, sk: `PA#${id}` }),
  performance: (account: string, id: string): Key => ({ pk: `AC#${account}`, sk: `PF#${id}` }),
  freeze: (account: string, id: string): Key => ({ pk: `AC#${account}`, sk: `FZ#${id}` }),
  credit: (account: string, id: string): Key => ({ pk: `AC#${account}`, sk: `CR#${id}` }),
  lookup: (kind: 'contract' | 'tax' | 'domain' | 'invoice' | 'external' | 'breach', value: string, target: string): Key => ({
    pk: `LU#${kind}#${part(value)}`,
    sk: target,
  }),
  counterClaim: (id: string): Key => ({ pk: `CC#${id}`, sk: 'A' }),
  counterClaimEvent: (id: string, seq: number): Key => ({ pk: `CC#${id}`, sk: `E#${padded(seq)}` }),
  counterClaimTerm: (id: string): Key => ({ pk: `CC#${id}`, sk: 'K#term' }),
  openCounterClaim: (contract: string): Key => ({ pk: `CCO#${part(contract)}`, sk: 'open' }),
  person: (id: string): Key => ({ pk: 'PEOPLE', sk: `P#${id}` }),
  substitution: (id: string): Key => ({ pk: 'PEOPLE', sk: `S#${id}` }),
  apiKey: (hash: string): Key => ({ pk: `AK#${hash}`, sk: 'A' }),
  link: (hash: string): Key => ({ pk: `LK#${hash}`, sk: 'A' }),
  mail: (id: string): Key => ({ pk: `ML#${id}`, sk: 'A' }),
  mailByMessageId: (messageId: string): Key => ({ pk: `MI#${part(messageId)}`, sk: 'A' }),
  replySent: (sender: string, day: string): Key => ({ pk: `RS#${part(sender)}`, sk: day }),
  received: (day: string, id: string): Key => ({ pk: `RX#${day}`, sk: id }),
  quarantine: (id: string): Key => ({ pk: `QU#${id}`, sk: 'A' }),
  idempotency: (scope: string, key: string): Key => ({ pk: `ID#${part(scope)}#${part(key)}`, sk: 'A' }),
  session: (hash: string): Key => ({ pk: `SE#${hash}`, sk: 'A' }),
  signIn: (hash: string): Key => ({ pk: `SI#${hash}`, sk: 'A' }),
  upload: (id: string): Key => ({ pk: `UP#${id}`, sk: 'A' }),
  outbox: (id: string): Key => ({ pk: `OB#${id}`, sk: 'A' }),
  counter: (name: string): Key => ({ pk: `CN#${part(name)}`, sk: 'A' }),
  rate: (door: string, who: string, window: string): Key => ({ pk: `RL#${part(door)}#${part(who)}`, sk: window }),
  word: (word: string, reference: string): Key => ({ pk: `WD#${part(firstLetters(word))}`, sk: `${part(word)}#${reference}` }),
  marker: (name: string): Key => ({ pk: `MK#${part(name)}`, sk: 'A' }),
  digestItem: (person: string, id: string): Key => ({ pk: `DG#${person}`, sk: `I#${id}` }),
  rateEntry: (id: string): Key => ({ pk: 'RATES', sk: `R#${id}` }),
  lawChange: (id: string): Key => ({ pk: 'LAW', sk: `L#${id}` }),
  look: (account: string): Key => ({ pk: `AC#${account}`, sk: 'LOOK' }),
  breaches: (day: string, account: string, contract: string): Key => ({ pk: `BR#${day}`, sk: `${account}#${contract}` }),
  settlement: (id: string): Key => ({ pk: `ST#${id}`, sk: 'A' }),
  settlementEvent: (id: string, seq: number): Key => ({ pk: `ST#${id}`, sk: `E#${padded(seq)}` }),
  settlementOf: (account: string, id: string): Key => ({ pk: `AC#${account}`, sk: `ST#${id}` }),
  settlementTurn: (account: string): Key => ({ pk: `SL#${account}`, sk: 'A' }),
  paymentOrder: (settlement: string): Key => ({ pk: `PO#${settlement}`, sk: 'A' }),
  paymentBatch: (number: number): Key => ({ pk: 'PB', sk: `B#${padded(number)}` }),
  paymentBatchHead: (): Key => ({ pk: 'PB', sk: 'H' }),
};

const shardCount = 64;
/** Parts of the index of looks, "00" to "63": so that a day on which everything falls due is not one partition. */
export const shards: readonly string[] = Array.from({ length: shardCount }, (_, n) => String(n).padStart(2, '0'));

/** The shard of an account, by FNV-1a of its id (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function shardOf(account: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < account.length; at++) hash = Math.imul(hash ^ account.charCodeAt(at), 0x01000193);
  return shards[(hash >>> 0) % shardCount] ?? '00';
}

/** Partitions of the two sparse indexes. */
export const lists = {
  g1: {
    claimsIn: (stage: string) => `CS#${stage}`,
    workOf: (person: string) => `W#${person}`,
    openClocks: 'KO',
    accounts: 'ACS',
    counterClaimsIn: (state: string) => `CCS#${state}`,
    quarantine: 'QU',
    outbox: 'OB',
    linksOf: (subject: string) => `LC#${subject}`,
    needsPerson: 'NP',
    digestOf: (person: string) => `DG#${person}`,
    looks: (shard: string) => `LOOK#${shard}`,
    settlementsIn: (state: string) => `STS#${state}`,
    paymentOrders: 'PO',
  },
  g2: {
    claimsOf: (account: string) => `AC#${account}`,
    departmentQueue: (department: string) => `DQ#${part(department)}`,
    clocksOf: (person: string) => `KO#${person}`,
  },
};
export const wordPrefix = (typed: string): { pk: string; prefix: string } => ({
  pk: `WD#${part(firstLetters(typed))}`,
  prefix: part(typed),
});
export const lookupPk = (kind: 'contract' | 'tax' | 'domain' | 'invoice' | 'external' | 'breach', value: string): string =>
  `LU#${kind}#${part(value)}`;
