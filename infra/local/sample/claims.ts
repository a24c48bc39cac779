/** A dozen claims in different states. `age`: days before today on which they came; `to`: how far the sample takes them. */
export type SampleClaim = {
  age: number;
  to: 'new' | 'drafted' | 'in-approval' | 'returned' | 'answered' | 'accepted' | 'disputed';
  email: string;
  name: string;
  language: 'en' | 'ru';
  contractNumber?: string;
  orderNumber?: string;
  subject: string;
  text: string;
  demands: { kind: string; amount?: string; currency?: string; text?: string }[];
  grant?: 'all' | 'part' | 'none';
};

export const claims: readonly SampleClaim[] = [
  { age: 38, to: 'new', email: 'office@severny-metiz.example', name: 'Пётр Образцов', language: 'ru', contractNumber: 'SM-2025/14', orderNumber: 'INV-2101', subject: 'Просрочка поставки анкерных болтов', text: 'По договору SM-2025/14 поставка должна была состояться в срок, но партия пришла на 12 дней позже. Просим уплатить неустойку 84 000 ₽ по п. 6.3 договора.', demands: [{ kind: 'penalty', amount: '84000.00', currency: 'RUB', text: 'Неустойка по п. 6.3' }] },
  { age: 8, to: 'drafted', email: 'ivan.testov@mail.example', name: 'Иван Тестов', language: 'ru', contractNumber: 'RET-1001', orderNumber: 'R-5501', subject: 'Сломалась петля, прошу вернуть деньги', text: 'Купил комплект петель, одна треснула через неделю. Прошу вернуть деньги и возместить стоимость мастера.', demands: [{ kind: 'refund', amount: '4990.00', currency: 'RUB', text: 'Стоимость комплекта' }, { kind: 'damages', amount: '2000.00', currency: 'RUB', text: 'Услуги мастера' }], grant: 'part' },
  { age: 6, to: 'in-approval', email: 'einkauf@holzbau-prager.example', name: 'Karl Beispiel', language: 'en', contractNumber: 'HP-77', orderNumber: 'INV-3007', subject: 'Defective fittings in delivery of last week', text: 'Forty of the connectors have cracks along the weld. We ask for replacement and a price reduction for the delay.', demands: [{ kind: 'replacement', text: '40 connectors type C' }, { kind: 'price_reduction', amount: '620.00', currency: 'EUR', text: '5 % of the invoice part' }], grant: 'all' },
  { age: 12, to: 'in-approval', email: 'accounts@thames-joinery.example', name: 'Mary Sample', language: 'en', contractNumber: 'TJ-5', orderNumber: 'INV-4002', subject: 'Short delivery of plates', text: 'Two boxes of plates were missing. We had to buy them elsewhere and ask you to pay the difference and the missing goods.', demands: [{ kind: 'damages', amount: '1850.00', currency: 'GBP', text: 'Substitute purchase' }], grant: 'all' },
  { age: 9, to: 'returned', email: 'jo.placeholder@post.example', name: 'Jo Placeholder', language: 'en', contractNumber: 'RET-1003', orderNumber: 'R-7710', subject: 'Refund for a gate latch', text: 'The latch does not close. I sent it back two weeks ago and have heard nothing.', demands: [{ kind: 'refund', amount: '48.50', currency: 'GBP', text: 'Price of the latch' }], grant: 'all' },
  { age: 30, to: 'answered', email: 'buh@tri-sosny.example', name: 'Сергей Примеров', language: 'ru', contractNumber: 'TS-2025/03', orderNumber: 'INV-2094', subject: 'Недостача по накладной', text: 'При приёмке недосчитались двух паллет. Акт приложим. Просим допоставить.', demands: [{ kind: 'replacement', text: 'Две паллеты арматуры' }], grant: 'all' },
  { age: 33, to: 'accepted', email: 'greta.muster@post.example', name: 'Greta Muster', language: 'en', contractNumber: 'RET-1002', orderNumber: 'R-6121', subject: 'Wrong size delivered', text: 'I ordered 120 mm and received 100 mm. Please exchange them.', demands: [{ kind: 'replacement', text: 'Post bases 120 mm' }], grant: 'all' },
  { age: 25, to: 'disputed', email: 'ivan.testov@mail.example', name: 'Иван Тестов', language: 'ru', contractNumber: 'RET-1001', orderNumber: 'R-5409', subject: 'Ручка облезла через месяц', text: 'Покрытие ручки облезло. Прошу заменить или вернуть деньги.', demands: [{ kind: 'refund', amount: '1890.00', currency: 'RUB', text: 'Цена ручки' }], grant: 'none' },
  { age: 2, to: 'new', email: 'unknown.person@nowhere.example', name: 'Alex Nobody', language: 'en', subject: 'Nobody answers the phone', text: 'I have been calling for three days about my order and nobody answers. This is not good service.', demands: [] },
  { age: 1, to: 'new', email: 'einkauf@holzbau-prager.example', name: 'Karl Beispiel', language: 'en', contractNumber: 'HP-77', orderNumber: 'INV-3011', subject: 'Packaging damaged, goods wet', text: 'The pallets arrived wet. We ask you to repair or replace what rusts, and to take part in the drying cost.', demands: [{ kind: 'repair', text: 'Treat or replace rusted parts' }, { kind: 'damages', amount: '410.00', currency: 'EUR', text: 'Drying' }] },
  { age: 1, to: 'new', email: 'buh@tri-sosny.example', name: 'Сергей Примеров', language: 'ru', contractNumber: 'TS-2025/03', subject: 'Не согласны с ценой в счёте INV-2120', text: 'В счёте указана цена выше, чем в спецификации. Просим пересчитать.', demands: [{ kind: 'price_reduction', amount: '9600.00', currency: 'RUB', text: 'Разница в цене' }] },
  { age: 0, to: 'new', email: 'accounts@thames-joinery.example', name: 'Mary Sample', language: 'en', contractNumber: 'TJ-5', orderNumber: 'INV-4003', subject: 'Hinges squeak', text: 'Customers complain that the hinges squeak after a month. Please replace the batch.', demands: [{ kind: 'replacement', text: 'Batch H-12' }] },
];
