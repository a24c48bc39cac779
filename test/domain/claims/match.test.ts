import { describe, expect, it } from 'vitest';
import { matchAccount } from '#domain/claims/match.ts';

const none = { contract: [], taxNumber: [], domain: [] };
describe('finding the account', () => {
  it.each([
    ['a contract number', { ...none, contract: ['a#c1'] }, { kind: 'matched', accountId: 'a', contractId: 'c1', by: 'contract' }],
    ['a tax number when there is no contract', { ...none, taxNumber: ['a'] }, { kind: 'matched', accountId: 'a', by: 'tax-number' }],
    ['the domain last', { ...none, domain: ['a'] }, { kind: 'matched', accountId: 'a', by: 'domain' }],
    [
      'contract and domain that agree',
      { ...none, contract: ['a#c1'], domain: ['a'] },
      { kind: 'matched', accountId: 'a', contractId: 'c1', by: 'contract' },
    ],
    ['nothing', none, { kind: 'unknown' }],
    ['a number that two accounts use: asks', { ...none, contract: ['a#c1', 'b#c2'] }, { kind: 'ambiguous', candidates: ['a', 'b'] }],
    ["another's contract number: asks", { ...none, contract: ['a#c1'], domain: ['b'] }, { kind: 'ambiguous', candidates: ['a', 'b'] }],
    ['a shared domain: asks', { ...none, domain: ['a', 'b'] }, { kind: 'ambiguous', candidates: ['a', 'b'] }],
    [
      'two contracts of one account under one number: the account, no contract',
      { ...none, contract: ['a#c1', 'a#c2'] },
      { kind: 'matched', accountId: 'a', by: 'contract' },
    ],
  ])('by %s', (_, findings, expected) => expect(matchAccount(findings)).toEqual(expected));
});
