import { describe, expect, it } from 'vitest';
import { rulebook } from '#domain/deadlines/rulebook.ts';
import { notInTheBook } from '#domain/deadlines/rules/not-in-the-book.ts';

// Every row of the collected law on terms, and what became of it: the rules that hold it, or 'listed' under the same label in notInTheBook.
const rows: Record<string, readonly string[] | 'listed'> = {
  // A1, consumers of Russia
  '2300-1 art. 20(1)': ['ru-consumer-20-repair'],
  '2300-1 art. 20(2), 21(2)': ['ru-consumer-20-loan'],
  '2300-1 art. 21(1)': ['ru-consumer-21-replacement'],
  '2300-1 art. 21(1): one month if not in stock, Far North': 'listed',
  '2300-1 art. 22': ['ru-consumer-22-refund'],
  '2300-1 art. 23.1': ['ru-consumer-23-1-prepaid'],
  '2300-1 art. 25': ['ru-consumer-25-exchange', 'ru-consumer-25-refund'],
  '2300-1 art. 26.1': ['ru-consumer-26-1-withdrawal', 'ru-consumer-26-1-refund'],
  '2300-1 art. 28': 'listed',
  '2300-1 art. 30': 'listed',
  '2300-1 art. 31(1)': ['ru-consumer-31-work'],
  '2300-1 art. 18(1)': ['ru-consumer-18-complex'],
  '2300-1 art. 19': ['ru-consumer-19-defects'],
  '2300-1 art. 13(6)': 'listed',
  // A2, contracts of Russia
  'АПК 4(5)': ['ru-apk-4-5', 'ru-apk-4-5-counter-claim'],
  'ГПК 132, 135, 222': 'listed',
  'ГПК 107–109': 'listed',
  'АПК 113–114': 'listed',
  'ГК 190–194': 'listed',
  'ГК 314(2)': ['ru-gk-314-on-demand'],
  'ГК 319': 'listed',
  'ГК 319.1': 'listed',
  'ГК 317.1': 'listed',
  'ГК 330, 332, 333': 'listed',
  'ГК 394': 'listed',
  'ГК 395': 'listed',
  'ГК 475–477': ['ru-gk-477-defects'],
  'ГК 483': 'listed',
  'ГК 511, 513–516, 518–524': 'listed',
  'П-6, П-7': ['ru-p7-acceptance', 'ru-p7-hidden-defects'],
  '44-ФЗ art. 34': 'listed',
  // A3, trades of Russia
  УЖТ: ['ru-rail-122', 'ru-rail-123-claim', 'ru-rail-123-fines'],
  '259-ФЗ': ['ru-road-39', 'ru-road-42-claim'],
  '87-ФЗ': ['ru-forwarding-12', 'ru-forwarding-12-claim'],
  'ВК, КТМ, КВВТ': ['ru-air-128', 'ru-sea-406', 'ru-inland-water-161', 'ru-air-126-claim', 'ru-sea-406-claim', 'ru-inland-water-161-claim'],
  'Закон о связи': ['ru-telecom-55', 'ru-telecom-55-claim'],
  '132-ФЗ': ['ru-tour-10', 'ru-tour-10-claim'],
  '40-ФЗ': ['ru-osago-12-21', 'ru-osago-16-1-electronic', 'ru-osago-16-1'],
  // A4, public bodies
  '59-ФЗ': ['ru-public-8-registration', 'ru-public-8-forward', 'ru-public-12-answer'],
  // A5, finance
  '395-1 art. 30.1(5), registration and its notice': ['ru-bank-30-1-registration'],
  '395-1 art. 30.1(7), (8)': ['ru-bank-30-1-answer'],
  '395-1 art. 30.1(13)': ['ru-bank-30-1-no-answer'],
  '395-1 art. 30.1(15)': 'listed',
  '395-1 art. 30.1(11)': 'listed',
  'same scheme': ['microfinance-9-1', 'insurance-6-2', 'securities-15-11', 'cooperative-6-2'].flatMap((act) => [
    `ru-${act}-registration`,
    `ru-${act}-answer`,
    `ru-${act}-no-answer`,
  ]),
  '123-ФЗ': ['ru-ombudsman-16-electronic', 'ru-ombudsman-16'],
  '161-ФЗ arts. 8–9, 115-ФЗ art. 7': 'listed',
  // A6, Union and members
  'Directive 2011/7': ['eu-late-payment-3'],
  'PSD2 art. 101': ['eu-psd2-101'],
  'GDPR art. 12': ['eu-gdpr-12'],
  'Directive 2019/771': ['eu-sale-of-goods-10'],
  'Directive 2019/771: repair or replacement': 'listed',
  'ADR, ODR and Joint Committee guidelines': 'listed',
  'Regulation 1182/71': 'listed',
  'BGB § 286': ['de-bgb-286-3'],
  'BGB §§ 186–193': 'listed',
  'BGB §§ 247, 288, 289, 291': 'listed',
  'C. com. L441-10, D441-5': 'listed',
  'S.I. 580/2012': 'listed',
  'UGB 456, ABGB 1000, 1333': 'listed',
  'OR 104': 'listed',
  // A7, United Kingdom
  'DISP 1.6.1': ['gb-disp-1-6-1'],
  'DISP 1.5': ['gb-disp-1-5'],
  'DISP 1.6.2': ['gb-disp-1-6-2'],
  'DISP 1.6.2A': ['gb-disp-1-6-2a'],
  'DISP 1.10': 'listed',
  'Late Payment Act 1998 s. 4': ['gb-late-payment-4'],
  'Late Payment Act 1998 s. 5A': 'listed',
  'SI 2002/1675': 'listed',
  'CCA 1984 s. 69': 'listed',
  'CPR 2.8': 'listed',
  'CPR online money claims': ['gb-cpr-money-claim-reply'],
  'PAP Debt Claims': ['gb-pap-debt-reply'],
  'Consumer Rights Act 2015': ['gb-consumer-rights-20-refund', 'gb-consumer-rights-22-reject'],
  // A8, United States
  'Reg E': ['us-reg-e-11-determine', 'us-reg-e-11-notice'],
  'Reg E: correction and report': 'listed',
  'Reg Z': ['us-reg-z-13-acknowledge', 'us-reg-z-13-resolve', 'us-reg-z-13-notice'],
  RESPA: ['us-respa-35-acknowledge', 'us-respa-35-resolve', 'us-respa-35-payoff'],
  CFPB: ['us-cfpb-response'],
  'FDCPA, Reg F': ['us-reg-f-34-dispute'],
  'NAIC Model 902 and states': [
    'us-naic-902-acknowledge',
    'us-naic-902-decide',
    'us-ak-acknowledge',
    'us-az-acknowledge',
    'us-ar-acknowledge',
    'us-de-acknowledge',
    'us-ca-acknowledge',
    'us-ca-decide',
  ],
  'NAIC: update every 45 days': 'listed',
  'FRCP 6(a)': 'listed',
  'Prompt Payment Act': ['us-prompt-payment-1315'],
  // A9
  'ISO 10001–10004': 'listed',
};
const inTheBook = Object.values(rows).flatMap((row) => (row === 'listed' ? [] : row));

describe('the collected law', () => {
  it('is in the book row by row, or listed with the reason why not', () => {
    const known = new Set(rulebook.map((rule) => rule.id));
    expect(inTheBook.filter((id) => !known.has(id))).toEqual([]);
    const listed = Object.entries(rows).flatMap(([row, fate]) => (fate === 'listed' ? [row] : []));
    expect(notInTheBook.map(({ row }) => row)).toEqual(expect.arrayContaining(listed));
    expect(notInTheBook).toHaveLength(listed.length);
  });

  it('is all there is in the book, beside our own promises', () => {
    const foreign = rulebook.filter((rule) => rule.jurisdiction !== 'house' && !inTheBook.includes(rule.id));
    expect(foreign.map((rule) => rule.id)).toEqual([]);
    expect(new Set(inTheBook).size).toBe(inTheBook.length);
  });

  it('has a reason in both languages wherever it makes no clock', () => {
    for (const { row, reason } of notInTheBook) {
      expect(reason.en, row).not.toBe('');
      expect(reason.ru, row).toMatch(/[а-я]/);
    }
  });
});
