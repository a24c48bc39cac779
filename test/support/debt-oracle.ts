import data from '../../functions/domain/contracts/rates-data.json' with { type: 'json' };

/**
 * What an invoice costs when it is paid late, counted the slow and obvious way: one day after another, every day's share as an exact fraction, each payment put where
 * the law puts it on its day. It shares no code with the engine; only the table of rates is the same.
 */
type Fraction = { n: bigint; d: bigint };
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
const plus = (a: Fraction, b: Fraction): Fraction => {
  const [n, d] = [a.n * b.d + b.n * a.d, a.d * b.d];
  const g = gcd(n, d) || 1n;
  return { n: n / g, d: d / g };
};
const percentOf = (text: string): Fraction => {
  const [whole = '0', part = ''] = text.split('.');
  return { n: BigInt(whole + part), d: 10n ** BigInt(part.length) * 100n };
};
/** Half up, away from zero. */
const toCents = ({ n, d }: Fraction): bigint => (n < 0n ? -((-n * 2n + d) / (2n * d)) : (n * 2n + d) / (2n * d));
const cents = (text: string): bigint => BigInt(text.replace('.', ''));
const nextDay = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
const isLeap = (day: string): boolean => new Date(`${day.slice(0, 4)}-02-29T00:00:00Z`).getUTCDate() === 29;

export type OracleTerms =
  | {
      kind: 'penalty';
      percent: string;
      tiers: { fromDay: number; percent: string | null }[];
      cap?: string | undefined;
      grace: number;
      minimum?: string | undefined;
    }
  | { kind: 'ru-395' }
  | { kind: 'de-288' };
export type OracleDebt = {
  terms: OracleTerms;
  amount: string;
  /** Without tax, where the penalty is counted on that. */
  net?: string | undefined;
  arose: string;
  due: string;
  payments: { date: string; amount: string }[];
  /** A part in dispute from a day on; `decided` on a day with what came off. */
  dispute?: { amount: string; from: string; decided?: { day: string; accepted: string } | undefined } | undefined;
  asOf: string;
};
export type OracleAnswer = { principal: bigint; frozen: bigint; delay: bigint; fixed: bigint; paidOnTop: bigint; total: bigint };

function rateOn(rows: readonly { from: string; percent: string | null }[], day: string): string {
  let found = '0';
  for (const row of rows) if (row.from <= day && row.percent !== null) found = row.percent;
  return found;
}

export function oracle(debt: OracleDebt): OracleAnswer {
  const { terms, due, asOf, dispute } = debt;
  const active = dispute && dispute.from <= asOf ? dispute : undefined;
  const decided = active?.decided && active.decided.day <= asOf ? active.decided : undefined;
  const billed = cents(debt.amount);
  const off = decided ? min(cents(decided.accepted), billed) : 0n;
  const ice = active && !decided ? min(cents(active.amount), billed - off) : 0n;
  const asked = billed - off - ice;

  let open = asked;
  let frozen = ice;
  let delayPaid = 0n;
  let costsPaid = 0n;
  const german = terms.kind === 'de-288';
  const free = terms.kind === 'penalty' ? terms.grace : 0;
  const graceEnd = addDays(due, free);
  const payments = debt.payments.filter(({ date }) => date <= asOf).toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));

  /** Cost of the delay until the end of `day`, by what was open on each day before. Payments of a day count from the next one. */
  const delayUntil = (day: string): bigint => {
    const inTime = payments.reduce((sum, { date }, i) => (date <= graceEnd ? sum + (toPrincipal[i] ?? 0n) : sum), 0n);
    const debtLate = asked - inTime;
    if (debtLate <= 0n || day <= graceEnd) return 0n;
    const based = (sum: bigint) => (debt.net ? toCents({ n: sum * cents(debt.net), d: billed }) : sum);
    let sum: Fraction = { n: 0n, d: 1n };
    let bearing = false;
    let number = 0;
    for (let at = nextDay(due); at <= day; at = nextDay(at)) {
      number++;
      const left = openOn(at, debtLate);
      if (left <= 0n) break;
      const share = shareOf(terms, at, number, debt.arose);
      if (share) {
        bearing = true;
        sum = plus(sum, { n: based(left) * share.n, d: share.d });
      }
    }
    let counted = toCents(sum);
    if (terms.kind !== 'penalty') return counted;
    const limit = terms.cap === undefined ? undefined : toCents({ n: based(debtLate) * percentOf(terms.cap).n, d: percentOf(terms.cap).d });
    if (terms.minimum !== undefined && bearing) counted = counted < cents(terms.minimum) ? cents(terms.minimum) : counted;
    return limit !== undefined && counted > limit ? limit : counted;
  };
  const toPrincipal: bigint[] = [];
  /** What was open on a day of the delay: the late debt less what met the principal after the grace and before that day. */
  const openOn = (day: string, debtLate: bigint): bigint =>
    debtLate - payments.reduce((sum, { date }, i) => (date > graceEnd && date < day ? sum + (toPrincipal[i] ?? 0n) : sum), 0n);

  for (const [i, { date, amount }] of payments.entries()) {
    let left = cents(amount);
    const meetPrincipal = () => {
      const part = min(left, open);
      toPrincipal[i] = (toPrincipal[i] ?? 0n) + part;
      open -= part;
      left -= part;
    };
    const meetDelay = () => {
      if (date <= due) return;
      const part = min(left, delayUntil(date) - delayPaid);
      delayPaid += part;
      left -= part;
    };
    if (german) {
      if (date > due && asked - paidBy(due) > 0n) {
        const part = min(left, 4000n - costsPaid);
        costsPaid += part;
        left -= part;
      }
      meetDelay();
      meetPrincipal();
    } else {
      meetPrincipal();
      meetDelay();
    }
    const thawed = min(left, frozen);
    frozen -= thawed;
  }
  function paidBy(day: string): bigint {
    return payments.reduce((sum, { date }, i) => (date <= day ? sum + (toPrincipal[i] ?? 0n) : sum), 0n);
  }
  const late = asOf > due && asked - paidBy(due) > 0n;
  const delay = late ? delayUntil(asOf) : 0n;
  const fixed = german && late ? 4000n : 0n;
  const owed = open + delay + fixed;
  const paidOnTop = min(delayPaid + costsPaid, owed);
  return { principal: open, frozen, delay, fixed, paidOnTop, total: owed - paidOnTop };
}

/** The share of the debt that one day costs; undefined on a day that is free. */
function shareOf(terms: OracleTerms, day: string, number: number, arose: string): Fraction | undefined {
  // Decree 497: no interest and no penalty of Russian law on debts from before it.
  if (terms.kind !== 'de-288' && arose < '2022-04-01' && day >= '2022-04-01' && day <= '2022-10-01') return undefined;
  if (terms.kind === 'penalty') {
    const tier = terms.tiers.findLast(({ fromDay }) => fromDay <= number);
    if (tier && tier.percent === null) return undefined;
    return percentOf(tier?.percent ?? terms.percent);
  }
  const year = isLeap(day) ? 366n : 365n;
  if (terms.kind === 'de-288') {
    const rate = percentOf(rateOn(data['de-base'].rows, day));
    return { n: rate.n * 100n + 9n * rate.d, d: rate.d * 100n * year };
  }
  const rate = percentOf(rateOn(data['ru-395'].rows, day));
  return { n: rate.n, d: rate.d * year };
}

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
function addDays(day: string, n: number): string {
  let at = day;
  for (let i = 0; i < n; i++) at = nextDay(at);
  return at;
}
