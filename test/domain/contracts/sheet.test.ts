import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counterClaimShape } from '#api/shape.ts';
import type { Contract, Invoice, Payment } from '#domain/contracts/facts.ts';
import { type Books, makeSheet, type Sheet } from '#domain/contracts/sheet.ts';
import { shippedLaw } from '#domain/deadlines/law.ts';
import type { InvoiceId, PaymentId } from '#domain/ids.ts';
import { decimalOf, minorOf } from '#domain/money.ts';
import { buildCounterClaimLetter } from '#domain/replies/counter-claim-letter.ts';
import { account, anna, company, contract, counterClaim } from '../replies/samples.ts';

const dueDate = '2026-09-01'; // a Tuesday
const invoice = (n: number, amount: string, currency: Contract['currency'] = 'RUB'): Invoice => ({
  id: `i${n}` as InvoiceId,
  accountId: account.id,
  contractId: contract.id,
  number: `INV-${n}`,
  issuedOn: '2026-08-01',
  dueDate,
  total: { amount, currency },
});
const payment = (n: number, date: string, amount: string): Payment => ({
  id: `p${date}${amount}` as PaymentId,
  accountId: account.id,
  invoiceId: `i${n}` as InvoiceId,
  date,
  amount: { amount, currency: 'RUB' },
});
const late = (penalty: { percentPerDay: string; capPercent?: string }): Contract => ({
  ...contract,
  terms: { ...contract.terms, late: { kind: 'contract-penalty', ...penalty } },
});
const books = (parts: Partial<Books>): Books => ({ contract, country: 'RU', party: 'business', invoices: [], payments: [], ...parts });
const capped = books({ contract: late({ percentPerDay: '0.1', capPercent: '5' }), invoices: [invoice(1, '200000.00')] });
const letter = (sheet: Sheet) =>
  JSON.stringify(
    buildCounterClaimLetter({
      law: shippedLaw,
      counterClaim: { ...counterClaim(sheet), language: 'en' },
      sheet,
      account,
      contract,
      date: sheet.asOf,
      outgoingNumber: '1',
      signer: anna,
      company,
    }).blocks,
  );
const made = (of: Books, asOf: string): Sheet => {
  const sheet = makeSheet(of, asOf);
  if (!sheet) throw new Error('no sheet');
  return sheet;
};

describe('a penalty with a limit', () => {
  it('names the limit once it is reached, in the letter and the API, and runs no further', () => {
    const sheet = made(capped, '2026-11-25');
    expect(sheet.lines[0]).toMatchObject({ days: 85, interest: '10000.00', capPercent: '5' });
    expect(letter(sheet)).toMatch(/limited to 5.% of the principal/);
    expect(letter(sheet)).not.toContain('goes on');
    expect(counterClaimShape(counterClaim(sheet)).lines[0]).toMatchObject({
      capped: true,
      cap: expect.stringMatching(/^limited to 5.% of the principal$/),
    });
  });
  it('is at its limit on the day on which it is met to the cent, not on the day before', () => {
    const [before, on] = ['2026-10-20', '2026-10-21'].map((day) => made(capped, day));
    expect(before?.lines[0]).toMatchObject({ days: 49, interest: '9800.00' });
    expect(before?.lines[0]).not.toHaveProperty('capPercent');
    expect(on?.lines[0]).toMatchObject({ days: 50, interest: '10000.00', capPercent: '5' });
    expect(before && letter(before)).toContain('goes on');
    expect(before && letter(before)).not.toContain('limited to');
    expect(before && counterClaimShape(counterClaim(before)).lines[0]?.capped).toBe(false);
  });
});

describe('a sheet', () => {
  it('names no rule where none applies: a British consumer owes the principal alone', () => {
    const british = {
      ...contract,
      currency: 'GBP',
      terms: { ...contract.terms, late: { kind: 'statutory', rule: 'uk-1998' } },
    } as Contract;
    const of = books({ contract: british, country: 'GB', invoices: [invoice(1, '100.00', 'GBP')] });
    expect(made({ ...of, party: 'consumer' }, '2026-10-01').lines[0]).toMatchObject({
      rule: 'none',
      ground: { en: 'principal only', ru: 'только основной долг' },
      interest: '0.00',
      total: '100.00',
    });
    expect(made({ ...of, party: 'business' }, '2026-10-01').lines[0]?.rule).toBe('uk-1998');
  });
  it('leaves out an invoice that is settled with its penalty, and keeps one whose penalty is open', () => {
    const invoices = [invoice(1, '1000.00'), invoice(2, '1000.00')];
    // Ten days late: 10.00 each.
    const payments = [payment(1, '2026-09-11', '1010.00'), payment(2, '2026-09-11', '1004.00')];
    const sheet = made(books({ invoices, payments }), '2026-10-01');
    expect(sheet.lines.map(({ number, principal, interest, paidOnTop, total }) => [number, principal, interest, paidOnTop, total])).toEqual(
      [['INV-2', '0.00', '10.00', '4.00', '6.00']],
    );
    expect(counterClaimShape(counterClaim(sheet))).toMatchObject({ paidOnTop: '4.00', total: '6.00', lines: [{ paidOnTop: '4.00' }] });
    expect(letter(sheet)).not.toContain('goes on');
    expect(makeSheet(books({ invoices, payments: [...payments, payment(2, '2026-09-12', '6.00')] }), '2026-10-01')).toBeUndefined();
  });
  it('adds up: principal + interest + fixed sums − paid on top = total, in each line and in all', () => {
    const cents = fc.integer({ min: 1, max: 300_000 }).map((minor) => decimalOf(BigInt(minor)));
    const day = fc.integer({ min: 1, max: 60 }).map((n) => new Date(Date.UTC(2026, 7, 20 + n)).toISOString().slice(0, 10));
    const bill = fc.record({
      amount: cents,
      payments: fc.array(fc.record({ date: day, percent: fc.integer({ min: 1, max: 105 }) }), { maxLength: 3 }),
    });
    const terms = fc.constantFrom<Contract>(contract, late({ percentPerDay: '0.1', capPercent: '1' }), {
      ...contract,
      currency: 'EUR',
      terms: { ...contract.terms, late: { kind: 'statutory', rule: 'de-288' } },
    });
    let paidOnTop = 0;
    fc.assert(
      fc.property(terms, fc.array(bill, { minLength: 1, maxLength: 4 }), (of, bills) => {
        const sheet = makeSheet(
          books({
            contract: of,
            invoices: bills.map(({ amount }, n) => invoice(n, amount, of.currency)),
            payments: bills.flatMap((entry, n) =>
              entry.payments.map(({ date, percent }) => payment(n, date, decimalOf((minorOf(entry.amount) * BigInt(percent)) / 100n))),
            ),
          }),
          '2026-12-01',
        );
        if (!sheet) return;
        const sum = (values: readonly string[]) => values.reduce((total, value) => total + minorOf(value), 0n);
        for (const line of sheet.lines) {
          expect(sum([line.principal, line.interest, line.fixedSum, `-${line.paidOnTop}`])).toBe(minorOf(line.total));
          expect(minorOf(line.total)).toBeGreaterThan(0n);
          if (line.paidOnTop !== '0.00') paidOnTop++;
        }
        expect(sum([sheet.principal, sheet.interest, sheet.fixedSums, `-${sheet.paidOnTop}`])).toBe(minorOf(sheet.total));
        expect(sum(sheet.lines.map((line) => line.total))).toBe(minorOf(sheet.total));
      }),
      { seed: 7, numRuns: 300 },
    );
    expect(paidOnTop).toBeGreaterThan(10);
  });
});
