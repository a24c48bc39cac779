import { describe, expect, it } from 'vitest';
import { amend, type Entry } from '#domain/contracts/amend.ts';
import { contractRow, statutoryRules } from '#domain/contracts/contract-row.ts';
import type { Contract } from '#domain/contracts/facts.ts';
import { rowOfTerms } from '#domain/contracts/row-of-terms.ts';
import { termsOn } from '#domain/contracts/terms.ts';
import { termsOfRow } from '#domain/contracts/terms-of-row.ts';
import type { AccountId, ContractId } from '#domain/ids.ts';

const least = { account: 'a', number: 'C-1', signedOn: '2026-01-10', currency: 'EUR', paymentDays: '30' };
const full = {
  ...least,
  paymentUnit: 'working_days',
  paymentStart: 'delivery',
  governingLaw: 'DE',
  penaltyPercentPerDay: '0.1',
  penaltyTiers: '31:0.2;91:0',
  penaltyCapPercent: '10',
  penaltyGraceDays: '3',
  penaltyMinimum: '25',
  penaltyBase: 'net',
  answerDays: '10',
  claimResponseDays: '14',
  claimProcedure: 'by registered letter',
  noticeAddress: 'Musterweg 1',
  noticeEmail: 'recht@example.com',
  paymentOrder: 'costs_first',
  renewsOn: '2027-05-01',
  setOff: 'banned',
  minimumVolumePer: 'quarter',
  minimumVolumeAmount: '50000',
  minimumVolumeShortfallPercent: '5',
  packagingReturnDays: '60',
  packagingSumPerPiece: '12.5',
  pickupWindowDays: '7',
  pickupSumPerDay: '100',
  pickupMostDays: '30',
  refusalPercent: '15',
  limitationMonths: '36',
  ladder: 'reminder:7:0;claim:15:500;pre_suit:10:0:en',
  packagingClause: '§ 9',
};
const wrongIn = (row: object): string[] =>
  contractRow.safeParse(row).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];

describe('a row of a contract', () => {
  it('says every term that a contract can have', () => {
    const row = contractRow.parse({ ...full, ladder: 'reminder:7:0;claim:15:500:en;pre_suit:10:0:ru:post' });
    expect(termsOfRow(row, { country: 'DE' })).toEqual({
      paymentDays: 30,
      paymentUnit: 'working_days',
      paymentStart: 'delivery',
      late: {
        kind: 'contract-penalty',
        percentPerDay: '0.1',
        tiers: [
          { fromDay: 31, percentPerDay: '0.2' },
          { fromDay: 91, percentPerDay: null },
        ],
        capPercent: '10',
        graceDays: 3,
        minimum: '25.00',
        base: 'net',
      },
      governingLaw: 'DE',
      answerDays: 10,
      answerUnit: 'calendar_days',
      claimResponseDays: 14,
      claimProcedure: 'by registered letter',
      noticeAddress: 'Musterweg 1',
      noticeEmail: 'recht@example.com',
      paymentOrder: 'costs_first',
      renewsOn: '2027-05-01',
      setOff: 'banned',
      minimumVolume: { per: 'quarter', amount: '50000.00', shortfallPercent: '5' },
      packaging: { returnDays: 60, sumPerPiece: '12.50' },
      pickup: { windowDays: 7, sumPerDay: '100.00', mostDays: 30 },
      refusal: { percent: '15' },
      limitationMonths: 36,
      ladder: [
        { rung: 'reminder', termDays: 7 },
        { rung: 'claim', termDays: 15, fee: '500.00', language: 'en' },
        { rung: 'pre_suit', termDays: 10, language: 'ru', channel: 'post' },
      ],
      clauses: { packaging: '§ 9' },
    });
  });
  it.each([
    full,
    { ...least, statutoryRule: 'de-288' },
    { ...least, penaltyPercentPerYear: '9', penaltyBasis: 'act/360', penaltyBase: 'gross' },
    { ...least, penaltyPercentPerDay: '0.1', ladder: 'reminder:7:0;claim:15:500:en;pre_suit:10:0::post' },
  ])('comes back from its terms as it was (%#)', (columns) => {
    const terms = termsOfRow(contractRow.parse(columns), { country: 'DE' });
    expect(termsOfRow(contractRow.parse({ ...least, ...rowOfTerms(terms) }), { country: 'FR' })).toEqual(terms);
  });
  it('with no more than it must have leaves lateness to the law of the country', () => {
    for (const [country, rule] of [
      ['RU', 'ru-395'],
      ['DE', 'de-288'],
      ['GB', 'uk-1998'],
      ['FR', 'eu-2011-7'],
    ] as const)
      expect(termsOfRow(contractRow.parse(least), { country }).late).toEqual({ kind: 'statutory', rule });
  });
  it('takes interest by the year, and any rule of law that the calculator names', () => {
    const yearly = contractRow.parse({ ...least, penaltyPercentPerYear: 12, penaltyBasis: '30/360', penaltyMinimum: '0' });
    expect(termsOfRow(yearly, { country: 'DE' }).late).toMatchObject({ kind: 'contract-interest', percentPerYear: '12', basis: '30/360' });
    expect(statutoryRules.length).toBeGreaterThan(5);
    for (const statutoryRule of statutoryRules) expect(wrongIn({ ...least, statutoryRule })).toEqual([]);
  });
  it.each([
    [{ signedOn: undefined }, ['signedOn required']],
    [{ signedOn: undefined, amendment: 'No. 1' }, ['validFrom required']],
    [{ signedOn: '2026-02-30' }, ['signedOn date']],
    [{ paymentDays: '366' }, ['paymentDays number']],
    [{ penaltyPercentPerDay: '0.1', penaltyPercentPerYear: '9' }, ['penaltyPercentPerYear either-or']],
    [{ penaltyPercentPerDay: '0.1', statutoryRule: 'ru-395' }, ['statutoryRule either-or']],
    [{ statutoryRule: 'ru-330' }, ['statutoryRule choose']],
    [{ penaltyTiers: '31:0.2' }, ['penaltyPercentPerDay required']],
    [{ penaltyPercentPerDay: '0.1', penaltyTiers: '31:0.2;30:0' }, ['penaltyTiers tiers']],
    [{ penaltyPercentPerDay: '0.1', penaltyTiers: '31=0.2' }, ['penaltyTiers tiers']],
    [{ penaltyPercentPerDay: '=1+1' }, ['penaltyPercentPerDay percent']],
    [{ penaltyCapPercent: '10' }, ['penaltyCapPercent without-penalty']],
    [{ statutoryRule: 'de-288', penaltyGraceDays: '5' }, ['penaltyGraceDays without-penalty']],
    [{ minimumVolumePer: 'month' }, ['minimumVolumeAmount required', 'minimumVolumeShortfallPercent required']],
    [{ packagingSumPerPiece: '5' }, ['packagingReturnDays required']],
    [{ pickupMostDays: '5' }, ['pickupWindowDays required']],
    [{ ladder: 'claim:15:0;reminder:7:0' }, ['ladder ladder']],
    [{ ladder: 'reminder:0:0' }, ['ladder ladder']],
    [{ ladder: 'reminder:7:0:de' }, ['ladder ladder']],
    [{ ladder: 'reminder:7:0;reminder:7:0' }, ['ladder ladder']],
    [{ noticeEmail: 'nobody' }, ['noticeEmail email']],
  ])('%j is wrong in its column', (change, expected) => {
    expect(wrongIn({ ...least, ...change })).toEqual(expected);
  });
});

const entry = (paymentDays: number, more: Partial<Entry> = {}): Entry => ({
  id: 'c' as ContractId,
  accountId: 'a' as AccountId,
  number: 'C-1',
  currency: 'EUR',
  signedOn: '2026-01-10',
  terms: { paymentDays, late: { kind: 'statutory', rule: 'de-288' }, governingLaw: 'DE' },
  by: 'integration:erp',
  at: '2026-01-11T09:00:00.000Z',
  ...more,
});
const second = entry(14, { amendment: 'Amendment No. 1', validFrom: '2026-04-01' });
const third = entry(7, { amendment: 'Amendment No. 2', validFrom: '2026-07-01' });
const plain = (contract: Contract) => ({ ...contract, versions: contract.versions?.map(({ by: _by, at: _at, ...rest }) => rest) });
const all = (...entries: Entry[]): Contract => {
  const made = entries.reduce<Contract | undefined>((before, one) => amend(before, one), undefined);
  if (!made) throw new Error('no entries');
  return made;
};

describe('versions of a contract', () => {
  it('stand in the order of their days, and the newest gives the terms', () => {
    const contract = all(entry(30), third, second);
    expect(contract.versions?.map(({ version, validFrom, title }) => [version, validFrom, title])).toEqual([
      [1, '2026-01-10', 'Contract'],
      [2, '2026-04-01', 'Amendment No. 1'],
      [3, '2026-07-01', 'Amendment No. 2'],
    ]);
    expect(contract.terms.paymentDays).toBe(7);
    expect(['2025-12-01', '2026-03-31', '2026-04-01', '2026-06-30', '2026-07-01'].map((day) => termsOn(contract, day).paymentDays)).toEqual(
      [30, 30, 14, 14, 7],
    );
    expect(plain(all(entry(30), second, third))).toEqual(plain(contract));
  });
  it('say who entered each and when; the same entry again changes nothing, whoever sends it', () => {
    const contract = all(entry(30), second);
    expect(amend(contract, { ...second, by: 'person:lev', at: '2026-09-01T00:00:00.000Z' })).toBe(contract);
    expect(amend(contract, { ...entry(30), by: 'person:lev' })).toBe(contract);
  });
  it('are corrected by their title, the contract itself by an entry without one', () => {
    const contract = all(entry(30), second);
    const corrected = amend(contract, { ...second, validFrom: '2026-05-01', by: 'person:lev' });
    expect(corrected.versions?.map(({ validFrom, by }) => [validFrom, by])).toEqual([
      ['2026-01-10', 'integration:erp'],
      ['2026-05-01', 'person:lev'],
    ]);
    const base = amend(corrected, { ...entry(45), by: 'person:lev' });
    expect(base.versions?.map(({ terms }) => terms.paymentDays)).toEqual([45, 14]);
    expect(base.terms.paymentDays).toBe(14);
  });
  it('of a contract from before there were versions begin with its own terms', () => {
    const { versions: _, ...old } = all(entry(30));
    expect(amend(old, entry(30))).toBe(old);
    expect(amend(old, second).versions).toMatchObject([
      { version: 1, validFrom: '2026-01-10', by: '', at: '' },
      { version: 2, by: 'integration:erp' },
    ]);
  });
  it.each([
    [undefined, second, { path: 'number', code: 'unknown' }],
    [entry(30), { ...second, validFrom: '2026-01-09' }, { path: 'validFrom', code: 'date-order' }],
    [entry(30), { ...second, currency: 'RUB' as const }, { path: 'currency', code: 'other-currency' }],
  ])('refuse what cannot be (%#)', (before, wrong, field) => {
    const contract = before && all(before);
    expect(() => amend(contract, wrong)).toThrow(expect.objectContaining({ fields: [field] }));
  });
});
