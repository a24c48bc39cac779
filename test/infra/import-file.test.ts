import { describe, expect, it } from 'vitest';
import { invoiceRow, paymentRow } from '#domain/contracts/import-rows.ts';
import { type ImportFile, readImportFile } from '#infra/local/import-file.ts';

const read = (name: string, text: string | Uint8Array): ImportFile => readImportFile(name, Buffer.from(text));
const good = (file: ImportFile) => {
  if ('problem' in file) throw new Error(file.problem);
  return file;
};
const head = 'contract,number,issuedOn,amount,currency,subject';

describe('a file to import', () => {
  it('with malformed lines gives the good rows and says which lines are bad', () => {
    const lines = [
      head,
      'C-1,I-1,2026-08-03,10,RUB,a,b,c',
      'C-1,"I-2,2026-08-03,10,RUB,',
      'C-1,I-3,2026-08-03,10,RUB,pipe 5" wide',
      '',
      'C-1,I-4',
    ];
    const file = good(read('invoices.csv', lines.join('\r\n')));
    expect(file.bad).toEqual([
      { place: 'line 2', code: 'columns' },
      { place: 'line 3', code: 'quote' },
    ]);
    expect(file.rows).toEqual([
      {
        place: 'line 4',
        row: { contract: 'C-1', number: 'I-3', issuedOn: '2026-08-03', amount: '10', currency: 'RUB', subject: 'pipe 5" wide' },
      },
      { place: 'line 6', row: { contract: 'C-1', number: 'I-4' } },
    ]);
  });
  it('may have line breaks in a quoted cell; the row stands where it begins', () => {
    const file = good(read('invoices.csv', `${head}\nC-1,I-1,2026-08-03,10,RUB,"two\nlines"\nC-1,I-2,2026-08-03,10,RUB,"one, ""line"""`));
    expect(file.bad).toEqual([]);
    expect(file.rows.map(({ place, row }) => [place, invoiceRow.parse(row).subject])).toEqual([
      ['line 2', 'two\nlines'],
      ['line 4', 'one, "line"'],
    ]);
  });
  it('that is no JSON or CSV of ours is named in one sentence', () => {
    for (const [name, text] of [
      ['invoices.json', '[{"contract": '],
      ['payments.json', '[1, 2]'],
      ['notes.txt', 'Dear Anna,\nplease see below.'],
      ['invoices.csv', '%PDF-1.7\0\n'],
      ['accounts.csv', ''],
    ] as const)
      expect(read(name, text)).toEqual({ problem: expect.stringMatching(new RegExp(`^${name} is no JSON or CSV of [^\n]+$`)) });
  });
  it('is known by its name, or else by its columns or keys', () => {
    expect(good(read('invoices-may.csv', 'number\nI-1')).kind).toBe('invoices');
    expect(good(read('may.csv', head)).kind).toBe('invoices');
    expect(good(read('bank.csv', 'invoice;date;amount;currency')).kind).toBe('payments');
    expect(good(read('crm.json', '{"account":"a","number":"1","signedOn":"","currency":"RUB","paymentDays":3}')).kind).toBe('contracts');
    expect(good(read('crm.csv', 'id,name,country,party,email,manager')).kind).toBe('accounts');
    expect(good(read('wms.csv', 'kind;number;contract;date;quantity')).kind).toBe('deliveries');
    expect(good(read('deliveries-may.csv', 'number\nW-1')).kind).toBe('deliveries');
    expect(good(read('what.csv', 'number,amount')).kind).toBeUndefined();
  });
  it('may part decimals by a comma where another mark parts the cells', () => {
    const amounts = good(read('payments.csv', 'invoice;amount\nI-1,5;1200,50\nI-2;1 200,50')).rows.map(({ row }) => row);
    expect(amounts).toEqual([
      { invoice: 'I-1,5', amount: '1200.50' },
      { invoice: 'I-2', amount: '1 200,50' },
    ]);
    const contracts = good(read('contracts.csv', 'number;penaltyPercentPerDay;penaltyCapPercent\nC-1;0,1;7,5'));
    expect(contracts.rows[0]?.row).toEqual({ number: 'C-1', penaltyPercentPerDay: '0.1', penaltyCapPercent: '7.5' });
    const sums =
      'netAmount;minimumVolumeAmount;minimumVolumeShortfallPercent;packagingSumPerPiece;pickupSumPerDay;penaltyMinimum;noticeAddress';
    const values = Object.values(good(read('contracts.csv', `${sums}\n1,5;1,5;1,5;1,5;1,5;1,5;1,5`)).rows[0]?.row ?? {});
    expect(values).toEqual(['1.5', '1.5', '1.5', '1.5', '1.5', '1.5', '1,5']);
    expect(good(read('payments.csv', 'invoice,amount\nI-1,"1200,50"')).rows[0]?.row).toEqual({ invoice: 'I-1', amount: '1200,50' });
  });
  it('in windows-1251 is read as such', () => {
    const bytes = Buffer.concat([Buffer.from('id,name\na,'), Buffer.from([0xce, 0xce, 0xce])]);
    expect(good(readImportFile('accounts.csv', bytes)).rows[0]?.row).toEqual({ id: 'a', name: 'ООО' });
    expect(good(read('accounts.csv', '\uFEFFid,name\na,ООО')).rows[0]?.row).toEqual({ id: 'a', name: 'ООО' });
  });
});

describe('an amount', () => {
  it('of nothing is refused on invoices and payments', () => {
    const invoice = { contract: 'C-1', number: 'I-1', issuedOn: '2026-08-03', currency: 'RUB' };
    const payment = { invoice: 'I-1', date: '2026-08-03', currency: 'RUB' };
    for (const amount of ['0', '0.00', 0]) {
      expect(invoiceRow.safeParse({ ...invoice, amount }).error?.issues).toMatchObject([{ path: ['amount'], message: 'amount' }]);
      expect(paymentRow.safeParse({ ...payment, amount }).error?.issues).toMatchObject([{ path: ['amount'], message: 'amount' }]);
    }
    expect(paymentRow.parse({ ...payment, amount: 0.01 }).amount).toBe('0.01');
  });
});
