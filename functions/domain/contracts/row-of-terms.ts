import type { ContractRow } from './contract-row.ts';
import type { ContractTerms, LateTerms } from './terms.ts';

export type TermColumn = Exclude<keyof ContractRow, 'id' | 'account' | 'number' | 'signedOn' | 'amendment' | 'validFrom' | 'currency'>;

/** The columns of a row that says these terms, as text: what a form begins with, and the inverse of `termsOfRow`. Columns that would be empty are left out. */
export function rowOfTerms(terms: ContractTerms): Partial<Record<TermColumn, string>> {
  const { minimumVolume, packaging, pickup, clauses = {} } = terms;
  const cells: Partial<Record<TermColumn, string | number | undefined>> = {
    paymentDays: terms.paymentDays,
    paymentUnit: terms.paymentUnit,
    paymentStart: terms.paymentStart,
    governingLaw: terms.governingLaw,
    ...lateCells(terms.late),
    answerDays: terms.answerDays,
    answerUnit: terms.answerUnit,
    claimResponseDays: terms.claimResponseDays,
    claimProcedure: terms.claimProcedure,
    noticeAddress: terms.noticeAddress,
    noticeEmail: terms.noticeEmail,
    paymentOrder: terms.paymentOrder,
    renewsOn: terms.renewsOn,
    setOff: terms.setOff,
    minimumVolumePer: minimumVolume?.per,
    minimumVolumeAmount: minimumVolume?.amount,
    minimumVolumeShortfallPercent: minimumVolume?.shortfallPercent,
    packagingReturnDays: packaging?.returnDays,
    packagingSumPerPiece: packaging?.sumPerPiece,
    pickupWindowDays: pickup?.windowDays,
    pickupSumPerDay: pickup?.sumPerDay,
    pickupMostDays: pickup?.mostDays,
    refusalPercent: terms.refusal?.percent,
    limitationMonths: terms.limitationMonths,
    ladder: terms.ladder?.map(stepText).join(';'),
    paymentClause: clauses.payment,
    penaltyClause: clauses.penalty,
    answerClause: clauses.answer,
    minimumVolumeClause: clauses.minimumVolume,
    packagingClause: clauses.packaging,
    pickupClause: clauses.pickup,
    refusalClause: clauses.refusal,
    setOffClause: clauses.setOff,
  };
  return Object.fromEntries(Object.entries(cells).flatMap(([column, cell]) => (cell === undefined ? [] : [[column, String(cell)]])));
}

function lateCells(late: LateTerms): Partial<Record<TermColumn, string | number | undefined>> {
  if (late.kind === 'statutory') return { statutoryRule: late.rule };
  const limits = {
    penaltyCapPercent: late.capPercent,
    penaltyGraceDays: late.graceDays,
    penaltyMinimum: late.minimum,
    penaltyBase: late.base,
  };
  if (late.kind === 'contract-interest') return { penaltyPercentPerYear: late.percentPerYear, penaltyBasis: late.basis, ...limits };
  const tiers = late.tiers?.map(({ fromDay, percentPerDay }) => `${fromDay}:${percentPerDay ?? 0}`).join(';');
  return { penaltyPercentPerDay: late.percentPerDay, penaltyTiers: tiers, ...limits };
}

function stepText({ rung, termDays, fee = '0', language, channel }: NonNullable<ContractTerms['ladder']>[number]): string {
  const more = channel ? [language ?? '', channel] : language ? [language] : [];
  return [rung, termDays, fee, ...more].join(':');
}
