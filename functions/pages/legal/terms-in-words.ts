import type { Language } from '#domain/claims/claim.ts';
import { type AgreedOrder, isVoid } from '#domain/contracts/allocation.ts';
import { interestRule } from '#domain/contracts/interest-rules.ts';
import type { ContractTerms, LateTerms } from '#domain/contracts/terms.ts';
import type { Currency } from '#domain/money.ts';
import { showDay, showMoney, showPercent } from '#domain/replies/format.ts';
import { contractTexts } from '../texts/contract.ts';

type Texts = ReturnType<typeof contractTexts>;
export type TermName = keyof Texts['names'];
type Words = Partial<Record<TermName, string>>;

/** The terms as a lawyer would read them out, one line for each that is agreed. Sums in the contract's currency. */
export function termsInWords(terms: ContractTerms, currency: Currency, language: Language): Words {
  const texts = contractTexts(language);
  const money = (amount: string) => showMoney(amount, currency, language);
  const calendarDays = texts.units.calendar_days;
  const { minimumVolume, packaging, pickup, clauses = {} } = terms;
  const named = Object.entries(texts.clauseNames).flatMap(([name, label]) => {
    const clause = clauses[name as keyof typeof clauses];
    return clause ? [`${label}: ${clause}`] : [];
  });
  const words: Record<TermName, string | undefined> = {
    payment: `${texts.units[terms.paymentUnit ?? 'calendar_days'](terms.paymentDays)}, ${texts.starts[terms.paymentStart ?? 'invoice']}`,
    late: lateWords(terms.late, language),
    limits: limitWords(terms.late, money, language),
    law: terms.governingLaw,
    answer: terms.answerDays === undefined ? undefined : texts.units[terms.answerUnit ?? 'calendar_days'](terms.answerDays),
    theirs: terms.claimResponseDays === undefined ? undefined : calendarDays(terms.claimResponseDays),
    procedure: terms.claimProcedure,
    notices: [terms.noticeAddress, terms.noticeEmail].filter(Boolean).join('; '),
    order: terms.paymentOrder && orderWords(terms.paymentOrder, terms.governingLaw, texts),
    renews: terms.renewsOn && showDay(terms.renewsOn, language),
    setOff: terms.setOff && texts.setOffs[terms.setOff],
    volume:
      minimumVolume &&
      texts.volume(money(minimumVolume.amount), texts.pers[minimumVolume.per], showPercent(minimumVolume.shortfallPercent, language)),
    packaging: packaging && texts.packaging(calendarDays(packaging.returnDays), money(packaging.sumPerPiece)),
    pickup:
      pickup &&
      texts.pickup(calendarDays(pickup.windowDays), money(pickup.sumPerDay), pickup.mostDays ? calendarDays(pickup.mostDays) : undefined),
    refusal: terms.refusal && texts.refusal(showPercent(terms.refusal.percent, language)),
    limitation: terms.limitationMonths === undefined ? undefined : texts.months(terms.limitationMonths),
    ladder: terms.ladder?.map((rung) => rungWords(rung, money, texts)).join('; '),
    clauses: named.join('; '),
  };
  return Object.fromEntries(Object.entries(words).flatMap(([name, text]) => (text ? [[name, text]] : [])));
}

const orderWords = (order: AgreedOrder, governingLaw: string, texts: Texts): string =>
  isVoid(order, governingLaw) ? `${texts.orders[order]} (${texts.orderVoid})` : texts.orders[order];

function lateWords(late: LateTerms, language: Language): string {
  const texts = contractTexts(language);
  if (late.kind === 'statutory') return interestRule(late.rule).clause[language];
  if (late.kind === 'contract-interest') return texts.perYear(showPercent(late.percentPerYear, language), late.basis);
  const tiers = (late.tiers ?? []).map(({ fromDay, percentPerDay }) =>
    texts.tier(fromDay, percentPerDay === null ? undefined : showPercent(percentPerDay, language)),
  );
  return [texts.perDay(showPercent(late.percentPerDay, language)), ...tiers].join(', ');
}

function limitWords(late: LateTerms, money: (amount: string) => string, language: Language): string | undefined {
  if (late.kind === 'statutory') return undefined;
  const texts = contractTexts(language);
  const parts = [
    late.base && texts.base[late.base],
    late.graceDays !== undefined && texts.grace(texts.units.calendar_days(late.graceDays)),
    late.capPercent !== undefined && texts.cap(showPercent(late.capPercent, language)),
    late.minimum !== undefined && texts.least(money(late.minimum)),
  ];
  return parts.filter(Boolean).join('; ');
}

type Step = NonNullable<ContractTerms['ladder']>[number];
function rungWords({ rung, termDays, fee, language, channel }: Step, money: (amount: string) => string, texts: Texts): string {
  const more = [fee && texts.fee(money(fee)), language && texts.languages[language], channel && texts.channels[channel]];
  return texts.rung(
    texts.rungs[rung],
    texts.units.calendar_days(termDays),
    more.filter((part) => part !== undefined),
  );
}

export type TermChange = { name: TermName; before: string | undefined; now: string | undefined };
/** What differs between two versions, in the order of the terms. */
export function changesBetween(before: Words, now: Words, language: Language): TermChange[] {
  const names = Object.keys(contractTexts(language).names) as TermName[];
  return names.flatMap((name) => (before[name] === now[name] ? [] : [{ name, before: before[name], now: now[name] }]));
}
