import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalOf } from '#domain/money.ts';
import { fileSize, showAmount, showDate, showInstant, showMoney, showPercent } from '#domain/replies/format.ts';
import { languageOf } from '#domain/replies/language.ts';

const nbsp = '\u00a0';

test.each([
  ['1240.00', 'EUR', 'en', '€1,240.00'],
  ['1240.00', 'RUB', 'ru', `1${nbsp}240,00${nbsp}₽`],
  ['1234567.5', 'GBP', 'en', '£1,234,567.50'],
  ['0.05', 'USD', 'en', '$0.05'],
  ['-5', 'EUR', 'en', '−€5.00'],
  ['-1000', 'EUR', 'ru', `−1${nbsp}000,00${nbsp}€`],
  ['84000', 'RUB', 'en', `RUB${nbsp}84,000.00`],
] as const)('%s %s in %s is %s', (amount, currency, language, shown) => {
  expect(showMoney(amount, currency, language)).toBe(shown);
});

test('no digit of an amount is lost or moved', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.constantFrom('en' as const, 'ru' as const), (minor, language) => {
      const shown = showAmount(decimalOf(minor), language);
      const digits = shown.replace('−', '-').replaceAll(/[,.\u00a0]/g, '');
      expect(BigInt(digits)).toBe(minor);
      expect(shown).toMatch(language === 'en' ? /^−?\d{1,3}(,\d{3})*\.\d\d$/ : /^−?\d{1,3}(\u00a0\d{3})*,\d\d$/);
    }),
  );
});

test('days, hours and sizes are said as people read them', () => {
  expect(showInstant('2026-11-12T21:30:00.000Z', 'Europe/Moscow', 'en')).toBe('Fri 13 Nov 2026, 00:30 (UTC+3)');
  expect(showInstant('2026-11-12T21:30:00.000Z', 'America/St_Johns', 'en')).toBe('Thu 12 Nov 2026, 18:00 (UTC−3:30)');
  expect(showInstant('2026-06-30T22:30:00.000Z', 'Europe/London', 'ru')).toBe('вт, 30 июня 2026 г., 23:30 (UTC+1)');
  expect(showInstant('2026-01-01T00:00:00.000Z', 'UTC', 'en')).toBe('Thu 1 Jan 2026, 00:00 (UTC)');
  expect([showDate('2027-05-04', 'en'), showDate('2027-05-04', 'ru')]).toEqual(['4 May 2027', '04.05.2027']);
  expect([fileSize(48_200, 'ru'), fileSize(1, 'en'), fileSize(1_540_000, 'ru')]).toEqual([`48${nbsp}КБ`, `1${nbsp}KB`, `1,5${nbsp}МБ`]);
  expect(showPercent('9.5', 'ru')).toBe(`9,5${nbsp}%`);
});

test.each([
  ['Прошу вернуть деньги за Bosch GSR 12V-15 Professional', 'ru'],
  ['Please refund, order 55', 'en'],
  ['Hello, the box says "Осторожно" on it and the content was broken', 'en'],
  ['', 'en'],
  ['12345 !!!', 'en'],
])('%s is %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});
