import * as z from 'zod';
import { currencies } from '#domain/money.ts';
import { type AgreedOrder, agreedOrders } from './allocation.ts';
import { interestRules } from './interest-rules.ts';
import { amount, day, id, number, optional, optionalText, percent, sum, unit, whole } from './row-fields.ts';
import { rungs } from './terms.ts';

const [firstRule = '', ...otherRules] = new Set(interestRules.map((rule) => rule.id));
/** Every rule of law on late payment that a contract may leave it to. */
export const statutoryRules: readonly [string, ...string[]] = [firstRule, ...otherRules];

const orders = Object.keys(agreedOrders) as [AgreedOrder, ...AgreedOrder[]];
const daysFrom = (least: number, most: number) => whole(most).refine((value) => value >= least, 'number');
const list = (value: unknown) => (typeof value === 'string' ? value.split(';').flatMap((part) => part.trim() || []) : []);

/** "31:0.2;91:0": from the 31st day of delay 0.2 % a day, from the 91st nothing. Days rise. */
const tiersText = optionalText(400).refine((value) => {
  const days = list(value).map((part) => /^(\d{1,5}):\d{1,3}(\.\d{1,8})?$/.exec(part)?.[1]);
  return days.every((day, index) => day !== undefined && Number(day) > Number(days[index - 1] ?? 0));
}, 'tiers');
/** "reminder:7:0;claim:15:500;pre_suit:10:0:ru:post": rung, the customer's days, fee, and where agreed language and channel. In that order, each once. */
const rungText = /^(reminder|claim|pre_suit):(\d{1,3}):(\d{1,12}(?:\.\d{1,2})?)(?::(en|ru)?)?(?::(email|post)?)?$/;
const ladderText = optionalText(400).refine((value) => {
  const steps = list(value).map((part) => rungText.exec(part));
  const places = steps.map((step) => rungs.map(String).indexOf(step?.[1] ?? ''));
  return steps.every((step) => step && Number(step[2]) >= 1) && places.every((place, index) => place > (places[index - 1] ?? -1));
}, 'ladder');

/** A contract, or with `amendment` what was agreed later. The columns of the terms hold all of them: an amendment is the contract as it then stands. */
const columns = z.object({
  id: optional(id),
  account: id,
  number,
  signedOn: optional(day),
  amendment: optionalText(100),
  validFrom: optional(day),
  currency: z.enum(currencies, 'currency'),
  paymentDays: whole(365),
  paymentUnit: optional(unit),
  paymentStart: optional(z.enum(['invoice', 'delivery', 'acceptance'], 'choose')),
  governingLaw: optionalText(40),
  penaltyPercentPerDay: optional(percent),
  penaltyTiers: tiersText,
  penaltyPercentPerYear: optional(percent),
  penaltyBasis: optional(z.enum(['act/365', 'act/360', 'act/act', '30/360'], 'choose')),
  penaltyCapPercent: optional(percent),
  penaltyGraceDays: optional(whole(365)),
  penaltyMinimum: optional(sum),
  penaltyBase: optional(z.enum(['gross', 'net'], 'choose')),
  statutoryRule: optional(z.enum(statutoryRules, 'choose')),
  answerDays: optional(whole(365)),
  answerUnit: optional(unit),
  claimResponseDays: optional(whole(365)),
  claimProcedure: optionalText(300),
  noticeAddress: optionalText(500),
  noticeEmail: optional(z.email('email')),
  paymentOrder: optional(z.enum(orders, 'choose')),
  renewsOn: optional(day),
  setOff: optional(z.enum(['allowed', 'banned'], 'choose')),
  minimumVolumePer: optional(z.enum(['month', 'quarter', 'year'], 'choose')),
  minimumVolumeAmount: optional(amount),
  minimumVolumeShortfallPercent: optional(percent),
  packagingReturnDays: optional(whole(3650)),
  packagingSumPerPiece: optional(amount),
  pickupWindowDays: optional(whole(3650)),
  pickupSumPerDay: optional(amount),
  pickupMostDays: optional(daysFrom(1, 3650)),
  refusalPercent: optional(percent),
  limitationMonths: optional(daysFrom(1, 1200)),
  ladder: ladderText,
  paymentClause: optionalText(100),
  penaltyClause: optionalText(100),
  answerClause: optionalText(100),
  minimumVolumeClause: optionalText(100),
  packagingClause: optionalText(100),
  pickupClause: optionalText(100),
  refusalClause: optionalText(100),
  setOffClause: optionalText(100),
});
export type ContractRow = z.infer<typeof columns>;

/** Columns that mean something together only. */
const together: readonly (readonly (keyof ContractRow)[])[] = [
  ['minimumVolumePer', 'minimumVolumeAmount', 'minimumVolumeShortfallPercent'],
  ['packagingReturnDays', 'packagingSumPerPiece'],
  ['pickupWindowDays', 'pickupSumPerDay'],
];
const ofPenalty = ['penaltyCapPercent', 'penaltyGraceDays', 'penaltyMinimum', 'penaltyBase'] as const;

export const contractRow = columns.superRefine((row, context) => {
  const wrong = (path: keyof ContractRow, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  const { penaltyPercentPerDay: perDay, penaltyPercentPerYear: perYear, statutoryRule } = row;
  if (!row.amendment && !row.signedOn) wrong('signedOn', 'required');
  if (row.amendment && !row.validFrom) wrong('validFrom', 'required');
  if (perDay && perYear) wrong('penaltyPercentPerYear', 'either-or');
  if (statutoryRule && (perDay || perYear)) wrong('statutoryRule', 'either-or');
  if (row.penaltyTiers && !perDay) wrong('penaltyPercentPerDay', 'required');
  if (row.penaltyBasis && !perYear) wrong('penaltyPercentPerYear', 'required');
  for (const column of ofPenalty) if (row[column] !== undefined && !perDay && !perYear) wrong(column, 'without-penalty');
  for (const group of together)
    if (group.some((column) => row[column] !== undefined))
      for (const column of group) if (row[column] === undefined) wrong(column, 'required');
  if (row.pickupMostDays !== undefined && row.pickupWindowDays === undefined) wrong('pickupWindowDays', 'required');
});

/** The steps of "31:0.2;91:0" and of the ladder, once the row has been parsed. */
export const tiersOf = (text: string): { fromDay: number; percentPerDay: string | null }[] =>
  list(text).map((part) => {
    const [day = '', share = ''] = part.split(':');
    return { fromDay: Number(day), percentPerDay: /[1-9]/.test(share) ? share : null };
  });
export const stepsOf = (text: string): RegExpExecArray[] =>
  list(text)
    .map((part) => rungText.exec(part))
    .filter((step) => step !== null);
