import type { Claim } from '../claims/claim.ts';
import type { Contract } from '../contracts/facts.ts';
import { dayInZone } from '../deadlines/zone.ts';
import { type Answers, answeredDemands, overallOf } from './answers.ts';
import { appealText } from './appeal.ts';
import { type Company, companyName } from './company.ts';
import { type Facts, fill } from './fill.ts';
import { showDay } from './format.ts';
import { templates } from './templates.ts';

export type DraftInput = { claim: Claim; answers: Answers; contract?: Contract | undefined; company: Company };

/** The first draft of a reply for these answers, in the customer's language. Throws Refusal('data-missing') with the names of what is not known. */
export function draftText({ claim, answers, contract, company }: DraftInput): { opening: string; closing: string } {
  const template = templates[claim.language][overallOf(answeredDemands(claim, answers))];
  const facts = factsOf(claim, contract, company);
  return { opening: fill(template.opening, facts), closing: fill(template.closing, facts) };
}

function factsOf(claim: Claim, contract: Contract | undefined, company: Company): Facts {
  const { language, account } = claim;
  return {
    reference: claim.reference,
    received: showDay(receivedDay(claim, company), language),
    matter: matters[language][claim.kind],
    subject: claim.subject,
    contract: contract?.number ?? claim.contractNumber ?? false,
    clause: contract?.terms.clauses?.answer ?? false,
    order: claim.orderNumber ?? false,
    earlier: claim.sent.at(-1)?.outgoingNumber ?? false,
    appeal: appealText({ country: account?.country ?? company.country, party: account?.party ?? 'consumer', language }),
    company: companyName(company, language),
    phone: company.phone.trim().replaceAll(' ', '\u00a0') || false,
  };
}

const matters = { en: { claim: 'claim', complaint: 'complaint' }, ru: { claim: 'вашу претензию', complaint: 'ваше обращение' } } as const;

/** The day on which the claim came, where its clocks run. */
export const receivedDay = (claim: Pick<Claim, 'receivedAt' | 'clocks'>, company: Company): string =>
  dayInZone(claim.receivedAt, claim.clocks[0]?.zone ?? company.zone);
