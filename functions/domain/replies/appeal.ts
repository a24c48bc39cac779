import type { Language } from '../claims/claim.ts';
import type { Text } from '../deadlines/calendar.ts';

type Party = 'consumer' | 'business';
type Appeal = { country: string; party: Party | 'any'; text: Text; source: string; confidence: 'S' | 'K' };

/** Where a customer may go who does not accept the answer. What depends on facts that we do not know says so: "where it applies". */
const appeals: readonly Appeal[] = [
  {
    country: 'RU',
    party: 'consumer',
    text: {
      en: 'If you do not agree with this answer, you may go to court, also at the place where you live, and you may turn to Rospotrebnadzor, the consumer protection authority.',
      ru: 'Если вы не согласны с ответом, вы вправе обратиться в суд, в том числе по месту своего жительства, а также в Роспотребнадзор.',
    },
    source: 'Закон РФ от 07.02.1992 № 2300-1, ст. 17, 40',
    confidence: 'K',
  },
  {
    country: 'RU',
    party: 'business',
    text: {
      en: 'If you do not agree with this answer, you may take the dispute to the commercial court (arbitrazh). For claims of money the law asks that 30 calendar days have passed since the claim was sent, unless the law or the contract sets another term or order (art. 4(5) of the Code of Commercial Procedure).',
      ru: 'Если вы не согласны с ответом, вы вправе передать спор в арбитражный суд. По денежным требованиям — по истечении 30 календарных дней со дня направления претензии, если законом или договором не установлен иной срок или порядок (ч. 5 ст. 4 АПК РФ).',
    },
    source: 'АПК РФ, ст. 4(5)',
    confidence: 'K',
  },
  {
    country: 'GB',
    party: 'any',
    text: {
      en: 'Where it applies: if your complaint is about a financial service, you may refer it to the Financial Ombudsman Service, free of charge, within six months of the date of this letter. In any case you may go to court.',
      ru: 'Если это применимо: когда жалоба касается финансовой услуги, вы вправе бесплатно обратиться в Financial Ombudsman Service в течение шести месяцев со дня этого письма. В любом случае вы вправе обратиться в суд.',
    },
    source: 'FCA Handbook, DISP 1.6.2R, 2.8.2R',
    confidence: 'K',
  },
  {
    country: 'DE',
    party: 'consumer',
    text: {
      en: 'Where it applies: you may turn to a consumer arbitration board (Verbraucherschlichtungsstelle) that is competent for the matter. In any case you may go to court.',
      ru: 'Если это применимо: вы вправе обратиться в орган примирения по спорам потребителей (Verbraucherschlichtungsstelle), компетентный в этом вопросе. В любом случае вы вправе обратиться в суд.',
    },
    source: 'VSBG §§ 4, 37',
    confidence: 'K',
  },
  {
    country: 'FR',
    party: 'consumer',
    text: {
      en: 'Where it applies: you may turn to the consumer mediator, free of charge, within one year of your written claim. In any case you may go to court.',
      ru: 'Если это применимо: вы вправе бесплатно обратиться к медиатору по спорам потребителей в течение года со дня письменной претензии. В любом случае вы вправе обратиться в суд.',
    },
    source: 'Code de la consommation, L612-1, L612-2',
    confidence: 'K',
  },
];

const anywhere: Text = {
  en: 'If you do not agree with this answer, all rights that the law and the contract give you remain as they are; that includes going to court.',
  ru: 'Если вы не согласны с ответом, все права, которые дают вам закон и договор, сохраняются, включая право обратиться в суд.',
};

/** The paragraph on rights of appeal; for a country that is not in the list, that no right is lost. */
export function appealText({ country, party, language }: { country: string; party: Party; language: Language }): string {
  const found = appeals.find((appeal) => appeal.country === country && (appeal.party === 'any' || appeal.party === party));
  return (found?.text ?? anywhere)[language];
}
