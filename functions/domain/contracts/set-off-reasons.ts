import type { Text } from '#domain/deadlines/calendar.ts';

/** Why a set-off is not proposed, or what it leaves out, for the people of the company. */
export const reasons = {
  banned: (clause: string): Text => ({
    en: `The contract forbids set-off${clause && ` (${clause})`}.`,
    ru: `Договор запрещает зачёт${clause && ` (${clause})`}.`,
  }),
  'no-law': (law: string): Text => ({
    en: `No rule on set-off is on record for the law of this contract (${law}); it needs a clause or an agreement.`,
    ru: `Для права этого договора (${law}) правила о зачёте нет: нужна оговорка в договоре или соглашение.`,
  }),
  'nothing-admitted': (): Text => ({
    en: 'Nothing that the customer claims is admitted and still open: only a sent reply admits.',
    ru: 'Признанных и непогашенных требований клиента нет: признаёт только отправленный ответ.',
  }),
  'nothing-due': (): Text => ({
    en: 'No undisputed invoice of the customer is due and open.',
    ru: 'Бесспорных счетов клиента с наступившим сроком оплаты нет.',
  }),
  barred: (reference: string, en: string, ru: string): Text => ({ en: `${reference}: ${en}`, ru: `${reference}: ${ru}` }),
  disputed: (number: string): Text => ({
    en: `Invoice ${number}: the disputed part is left out until it is decided.`,
    ru: `Счёт ${number}: спорная часть не засчитывается до решения.`,
  }),
  instalments: (number: string): Text => ({
    en: `Invoice ${number} is paid in instalments as agreed and is left out.`,
    ru: `Счёт ${number} оплачивается по соглашению в рассрочку и в зачёт не идёт.`,
  }),
  'time-barred': (number: string, en: string, ru: string): Text => ({ en: `Invoice ${number} ${en}.`, ru: `Счёт ${number}: ${ru}.` }),
  agreed: (contract: string): Text => ({
    en: `contract ${contract}, which allows set-off`,
    ru: `договор № ${contract}, допускающий зачёт`,
  }),
};
