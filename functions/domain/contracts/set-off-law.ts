import type { DemandKind } from '#domain/claims/claim.ts';
import type { Text } from '#domain/deadlines/calendar.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';

/** What a country's law says about set-off. `confidence` as in the rulebook: K is known and not checked against the official text. */
export type SetOffLaw = {
  law: string;
  ground: Text;
  source: string;
  confidence: 'S' | 'K';
  /** Claims of a customer that a one-sided set-off may not meet. */
  barred: readonly { party: 'consumer' | 'any'; demand: DemandKind; why: Text; source: string }[];
  /** The last day on which a debt due on `due` can be sued for, where the contract has no term of its own. */
  suableUntil: (due: LegalDay) => LegalDay;
  timeBarred: Text;
};

const years = (due: LegalDay, n: number): number => Number(due.slice(0, 4)) + n;

export const setOffLaws: readonly SetOffLaw[] = [
  {
    law: 'RU',
    ground: { en: 'art. 410 Civil Code of Russia', ru: 'ст. 410 ГК РФ' },
    source: 'ГК РФ ст. 410, 411; Пленум ВС РФ 11.06.2020 № 6 п. 10–21',
    confidence: 'K',
    barred: [
      {
        party: 'consumer',
        demand: 'damages',
        why: {
          en: 'The claim may be for harm to life or health, which is not set off (art. 411 Civil Code of Russia); legal decides by hand.',
          ru: 'Требование может быть о возмещении вреда жизни или здоровью, зачёт против него не допускается (ст. 411 ГК РФ): решает юрист.',
        },
        source: 'ГК РФ ст. 411',
      },
    ],
    // ГК РФ 196, 200: three years from the day after it was due.
    suableUntil: (due) => `${years(due, 3)}${due.slice(4) === '-02-29' ? '-02-28' : due.slice(4)}`,
    timeBarred: {
      en: 'is time-barred and is left out (art. 411 Civil Code of Russia)',
      ru: 'исковая давность истекла, в зачёт не идёт (ст. 411 ГК РФ)',
    },
  },
  {
    law: 'DE',
    ground: { en: '§§ 387, 388 BGB', ru: '§§ 387, 388 ГГУ' },
    source: 'https://www.gesetze-im-internet.de/bgb/__387.html ff.',
    confidence: 'K',
    barred: [
      {
        party: 'consumer',
        demand: 'damages',
        why: {
          en: 'The claim may come from an intended wrong, against which there is no set-off (§ 393 BGB); legal decides by hand.',
          ru: 'Требование может вытекать из умышленного правонарушения, зачёт против него не допускается (§ 393 ГГУ): решает юрист.',
        },
        source: 'https://www.gesetze-im-internet.de/bgb/__393.html',
      },
    ],
    // BGB 195, 199: three years from the end of the year. What could be set off before it was time-barred still could (§ 215); we leave it out.
    suableUntil: (due) => `${years(due, 3)}-12-31`,
    timeBarred: {
      en: 'is time-barred and is left out (§§ 195, 390 BGB)',
      ru: 'исковая давность истекла, в зачёт не идёт (§§ 195, 390 ГГУ)',
    },
  },
];
export const setOffLawOf = (law: string): SetOffLaw | undefined => setOffLaws.find((entry) => entry.law === law);
