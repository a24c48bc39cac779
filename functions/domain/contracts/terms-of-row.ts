import { decimalOf, minorOf } from '#domain/money.ts';
import { type ContractRow, stepsOf, tiersOf } from './contract-row.ts';
import type { AccountRecord } from './facts.ts';
import type { ContractTerms, LateTerms, RungTerms } from './terms.ts';

/** The rule of law on late payment that stands in where a contract says nothing, by country; elsewhere that of the Union. */
const ownRule: Readonly<Record<string, string>> = { RU: 'ru-395', GB: 'uk-1998', DE: 'de-288' };

/** The terms that a row of a contract or an amendment says. */
export function termsOfRow(row: ContractRow, { country }: Pick<AccountRecord, 'country'>): ContractTerms {
  const { minimumVolumePer: per, minimumVolumeAmount: least, minimumVolumeShortfallPercent: shortfallPercent } = row;
  const { packagingReturnDays: returnDays, packagingSumPerPiece: perPiece } = row;
  const { pickupWindowDays: windowDays, pickupSumPerDay: perDay } = row;
  return {
    paymentDays: row.paymentDays,
    paymentUnit: row.paymentUnit,
    paymentStart: row.paymentStart,
    late: lateOf(row, country),
    governingLaw: row.governingLaw ?? country,
    answerDays: row.answerDays,
    answerUnit: row.answerDays === undefined ? undefined : (row.answerUnit ?? 'calendar_days'),
    claimResponseDays: row.claimResponseDays,
    claimProcedure: row.claimProcedure,
    noticeAddress: row.noticeAddress,
    noticeEmail: row.noticeEmail,
    paymentOrder: row.paymentOrder,
    renewsOn: row.renewsOn,
    setOff: row.setOff,
    minimumVolume: per && least && shortfallPercent ? { per, amount: exact(least), shortfallPercent } : undefined,
    packaging: returnDays !== undefined && perPiece ? { returnDays, sumPerPiece: exact(perPiece) } : undefined,
    pickup: windowDays !== undefined && perDay ? { windowDays, sumPerDay: exact(perDay), mostDays: row.pickupMostDays } : undefined,
    refusal: row.refusalPercent ? { percent: row.refusalPercent } : undefined,
    limitationMonths: row.limitationMonths,
    ladder: row.ladder ? stepsOf(row.ladder).map(rungOf) : undefined,
    clauses: {
      payment: row.paymentClause,
      penalty: row.penaltyClause,
      answer: row.answerClause,
      minimumVolume: row.minimumVolumeClause,
      packaging: row.packagingClause,
      pickup: row.pickupClause,
      refusal: row.refusalClause,
      setOff: row.setOffClause,
    },
  };
}

function lateOf(row: ContractRow, country: string): LateTerms {
  const limits = {
    capPercent: row.penaltyCapPercent,
    graceDays: row.penaltyGraceDays,
    minimum: row.penaltyMinimum === undefined ? undefined : exact(row.penaltyMinimum),
    base: row.penaltyBase,
  };
  if (row.penaltyPercentPerDay)
    return {
      kind: 'contract-penalty',
      percentPerDay: row.penaltyPercentPerDay,
      tiers: row.penaltyTiers ? tiersOf(row.penaltyTiers) : undefined,
      ...limits,
    };
  if (row.penaltyPercentPerYear)
    return { kind: 'contract-interest', percentPerYear: row.penaltyPercentPerYear, basis: row.penaltyBasis ?? 'act/365', ...limits };
  return { kind: 'statutory', rule: row.statutoryRule ?? ownRule[country] ?? 'eu-2011-7' };
}

function rungOf([, rung, termDays, fee = '0', language, channel]: RegExpExecArray): RungTerms {
  return {
    rung: rung as RungTerms['rung'],
    termDays: Number(termDays),
    fee: /[1-9]/.test(fee) ? exact(fee) : undefined,
    language: language as RungTerms['language'],
    channel: channel as RungTerms['channel'],
  };
}

const exact = (amount: string): string => decimalOf(minorOf(amount));
