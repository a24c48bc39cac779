import type { Language } from '../claims/claim.ts';
import type { LedgerRow } from '../contracts/ledger-rows.ts';

/** Words of the court file's own papers. */
type CourtFileTexts = {
  title: (id: string, customer: string, contract: string) => string;
  asOf: (day: string, total: string) => string;
  what: (name: string) => string;
  leftOut: string;
  verify: string;
  sheetHead: readonly string[];
  ledgerHead: readonly string[];
  kinds: Record<LedgerRow['kind'], string>;
  limitation: (number: string, due: string, last: string) => string;
  noLimitation: string;
  contractVoid: string;
};

/** By the beginning of a file's name. */
const whatOf =
  (words: readonly (readonly [start: string, what: string])[]) =>
  (name: string): string =>
    words.find(([start]) => name.startsWith(start))?.[1] ?? '';

export const courtFileTexts: Record<Language, CourtFileTexts> = {
  en: {
    title: (id, customer, contract) => `Court file ${id}: ${customer}, contract No. ${contract}`,
    asOf: (day, total) => `As of ${day} the claim is ${total}.`,
    what: whatOf([
      ['facts', 'the record with every event, and what the books hold'],
      ['sheet', 'the calculation, row by row'],
      ['ledger', 'invoices and payments'],
      ['limitation', 'until when a suit can be brought, and how that was counted'],
      ['delivery', 'what is known of the delivery of a mail'],
      ['letters/decision', 'letter on a disputed part'],
      ['letters', 'letter to the customer'],
      ['disputes', 'what was disputed, with what was sent for it'],
    ]),
    leftOut: 'Too large for this archive; they are kept and can be downloaded on the page of the court file:',
    verify: 'SHA256SUMS lists the hash of every file here. To check them: sha256sum -c SHA256SUMS',
    sheetHead: [
      'line',
      'due',
      'principal',
      'in dispute',
      'interest or penalty',
      'fixed sum',
      'paid towards it',
      'total',
      'from',
      'to',
      'days',
      'base',
      'rate',
      'amount',
      'ground',
    ],
    ledgerHead: ['date', 'what', 'number', 'amount', 'currency'],
    kinds: { invoice: 'invoice', payment: 'payment', set_off: 'set-off', credit_note: 'credit note', fee: 'fee', fixed: 'fixed sum' },
    limitation: (number, due, last) => `The oldest debt is ${number}, due ${due}. The last day to bring the suit is ${last}.`,
    noLimitation: 'The limitation under the law of this contract is not known to us.',
    contractVoid: 'The contract names another term, which this law does not let stand.',
  },
  ru: {
    title: (id, customer, contract) => `Материалы для суда ${id}: ${customer}, договор № ${contract}`,
    asOf: (day, total) => `По состоянию на ${day} требуем ${total}.`,
    what: whatOf([
      ['facts', 'запись со всеми событиями и данные учёта'],
      ['sheet', 'расчёт построчно'],
      ['ledger', 'счета и платежи'],
      ['limitation', 'до какого дня можно подать иск и как это посчитано'],
      ['delivery', 'что известно о доставке письма'],
      ['letters/decision', 'письмо о решении по возражению'],
      ['letters', 'письмо клиенту'],
      ['disputes', 'что оспорено и что к этому прислано'],
    ]),
    leftOut: 'Слишком велики для архива; они сохранены, скачать их можно на странице материалов для суда:',
    verify: 'В SHA256SUMS — хеш каждого файла архива. Проверить: sha256sum -c SHA256SUMS',
    sheetHead: [
      'строка',
      'срок оплаты',
      'основной долг',
      'оспорено',
      'проценты или неустойка',
      'твёрдая сумма',
      'уплачено в их счёт',
      'всего',
      'с',
      'по',
      'дней',
      'база',
      'ставка',
      'сумма',
      'основание',
    ],
    ledgerHead: ['дата', 'что', 'номер', 'сумма', 'валюта'],
    kinds: { invoice: 'счёт', payment: 'платёж', set_off: 'зачёт', credit_note: 'кредит-нота', fee: 'плата', fixed: 'твёрдая сумма' },
    limitation: (number, due, last) => `Самый ранний долг — ${number} (срок оплаты ${due}). Последний день для иска: ${last}`,
    noLimitation: 'Срок исковой давности по праву этого договора нам неизвестен.',
    contractVoid: 'В договоре указан другой срок; это право не позволяет его менять.',
  },
};
