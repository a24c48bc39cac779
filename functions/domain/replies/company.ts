import type { Language } from '../claims/claim.ts';
import type { Sector } from '../deadlines/rule.ts';
import type { PersonId } from '../ids.ts';
import type { Letter } from './letter.ts';

/** Who writes: as on letterheads, both languages. */
export type Company = {
  name: string;
  address: string;
  addressRu: string;
  nameRu: string;
  phone: string;
  registration: string;
  country: string;
  zone: string;
  /** Its trades: special rules of a trade apply only to a company that is in it. */
  sectors?: readonly Sector[] | undefined;
};
/** Who signs or is named in a mail. */
export type Signer = { id: PersonId; name: string; nameRu: string; title: string; titleRu: string; email: string };

export const companyName = (company: Company, language: Language): string => (language === 'en' ? company.name : company.nameRu);
export const personName = (person: Signer, language: Language): string => (language === 'en' ? person.name : person.nameRu) || person.name;
export const personTitle = (person: Signer, language: Language): string =>
  (language === 'en' ? person.title : person.titleRu) || person.title;

export function letterheadOf(company: Company, language: Language): Letter['letterhead'] {
  const lines = [
    language === 'en' ? company.address : company.addressRu,
    [company.phone, company.registration].filter(Boolean).join(' · '),
  ];
  return { name: companyName(company, language), lines: lines.filter(Boolean) };
}
