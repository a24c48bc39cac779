import type { Text } from '../calendar.ts';
import { text } from '../holidays.ts';

const noNumber = text('names no number of days, so no clock can be made of it', 'числа дней нет, поэтому часов по нему не сделать');
const named = text(
  'the term is what the consumer names: it is entered with the claim',
  'срок назначает потребитель: его вносят с претензией',
);
const money = text(
  'says how much is owed, not by when: the sheets of interest and penalties use it',
  'говорит, сколько платить, а не когда: это в расчётах процентов и неустойки',
);
const counting = text(
  'says how days are counted: the rules carry it as their counting',
  'говорит, как считать дни: это записано в порядке счёта правил',
);
const court = text(
  'says when a pre-trial claim is needed, not how long an answer takes',
  'говорит, когда нужна претензия, а не сколько длится ответ',
);
const ours = text(
  'is set off by our own decision or reply, not by the claim',
  'отсчитывается от нашего решения или ответа, а не от претензии',
);
const supervisor = text('is a return to a supervisor, not an answer to a customer', 'это отчёт надзору, а не ответ клиенту');
const unread = text('the figures are known, the steps they belong to are not', 'числа известны, а к каким шагам они относятся, нет');
const warehouse = text(
  'hangs on facts about stock and place that a claim does not hold; the shorter term of seven days runs',
  'зависит от склада и места, о которых претензия не говорит; идёт более короткий срок, семь дней',
);

/** What the collected law says and the book does not hold, with the reason, so that nothing is left out silently. */
export const notInTheBook: readonly { readonly row: string; readonly reason: Text }[] = [
  // Russia
  { row: '2300-1 art. 21(1): one month if not in stock, Far North', reason: warehouse },
  { row: '2300-1 art. 28', reason: named },
  { row: '2300-1 art. 30', reason: named },
  { row: '2300-1 art. 13(6)', reason: money },
  { row: 'ГПК 132, 135, 222', reason: court },
  { row: 'ГПК 107–109', reason: counting },
  { row: 'АПК 113–114', reason: counting },
  { row: 'ГК 190–194', reason: counting },
  { row: 'ГК 319', reason: money },
  { row: 'ГК 319.1', reason: money },
  { row: 'ГК 317.1', reason: money },
  { row: 'ГК 330, 332, 333', reason: money },
  { row: 'ГК 394', reason: money },
  { row: 'ГК 395', reason: money },
  { row: 'ГК 483', reason: noNumber },
  { row: 'ГК 511, 513–516, 518–524', reason: noNumber },
  { row: '44-ФЗ art. 34', reason: money },
  { row: '395-1 art. 30.1(15)', reason: ours },
  {
    row: '395-1 art. 30.1(11)',
    reason: text('three years are a term for keeping records, not for answering', 'три года: срок хранения, а не ответа'),
  },
  { row: '161-ФЗ arts. 8–9, 115-ФЗ art. 7', reason: unread },
  // Union and members
  { row: 'Directive 2019/771: repair or replacement', reason: noNumber },
  { row: 'ADR, ODR and Joint Committee guidelines', reason: noNumber },
  { row: 'Regulation 1182/71', reason: counting },
  { row: 'BGB §§ 186–193', reason: counting },
  { row: 'BGB §§ 247, 288, 289, 291', reason: money },
  { row: 'C. com. L441-10, D441-5', reason: money },
  { row: 'S.I. 580/2012', reason: money },
  { row: 'UGB 456, ABGB 1000, 1333', reason: money },
  { row: 'OR 104', reason: money },
  // United Kingdom
  { row: 'DISP 1.10', reason: supervisor },
  { row: 'Late Payment Act 1998 s. 5A', reason: money },
  { row: 'SI 2002/1675', reason: money },
  { row: 'CCA 1984 s. 69', reason: money },
  { row: 'CPR 2.8', reason: counting },
  // United States
  { row: 'Reg E: correction and report', reason: ours },
  {
    row: 'NAIC: update every 45 days',
    reason: text('repeats until the decision; a clock ends once', 'повторяется до решения; часы кончаются один раз'),
  },
  { row: 'FRCP 6(a)', reason: counting },
  // Standards
  { row: 'ISO 10001–10004', reason: noNumber },
];
