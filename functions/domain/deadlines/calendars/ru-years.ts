import type { Text } from '../calendar.ts';
import type { LegalDay } from '../legal-day.ts';

/** Days off that the Government moved in one year. A weekend day that is no holiday becomes a working day by being moved away. */
export type RussianYear = {
  readonly year: number;
  readonly decree: Text;
  readonly moved: readonly (readonly [from: LegalDay, to: LegalDay])[];
  readonly confidence: 'S' | 'K';
};

const decree = (number: string, en: string, ru: string): Text => ({
  en: `Government decree ${number} of ${en}`,
  ru: `постановление Правительства РФ от ${ru} № ${number}`,
});

/** Years with confidence S are read from two sources and treated as enacted; K years are from general knowledge and keep results provisional. Checked on 2026-11-23. */
export const russianYears: readonly RussianYear[] = [
  {
    year: 2021,
    decree: decree('1648', '10 Oct 2020', '10.10.2020'),
    moved: [
      ['2021-01-02', '2021-11-05'],
      ['2021-01-03', '2021-12-31'],
      ['2021-02-20', '2021-02-22'],
    ],
    confidence: 'K',
  },
  {
    year: 2022,
    decree: decree('1564', '16 Sep 2021', '16.09.2021'),
    moved: [
      ['2022-01-01', '2022-05-03'],
      ['2022-01-02', '2022-05-10'],
      ['2022-03-05', '2022-03-07'],
    ],
    confidence: 'K',
  },
  {
    year: 2023,
    decree: decree('1505', '29 Aug 2022', '29.08.2022'),
    moved: [
      ['2023-01-01', '2023-02-24'],
      ['2023-01-08', '2023-05-08'],
    ],
    confidence: 'K',
  },
  {
    year: 2024,
    decree: decree('1314', '10 Aug 2023', '10.08.2023'),
    moved: [
      ['2024-01-06', '2024-05-10'],
      ['2024-01-07', '2024-12-31'],
      ['2024-04-27', '2024-04-29'],
      ['2024-11-02', '2024-04-30'],
      ['2024-12-28', '2024-12-30'],
    ],
    confidence: 'S',
  },
  {
    year: 2025,
    decree: decree('1335', '4 Oct 2024', '04.10.2024'),
    moved: [
      ['2025-01-04', '2025-05-02'],
      ['2025-01-05', '2025-12-31'],
      ['2025-02-23', '2025-05-08'],
      ['2025-03-08', '2025-06-13'],
      ['2025-11-01', '2025-11-03'],
    ],
    confidence: 'S',
  },
  {
    year: 2026,
    decree: decree('1466', '24 Sep 2025', '24.09.2025'),
    moved: [
      ['2026-01-03', '2026-01-09'],
      ['2026-01-04', '2026-12-31'],
    ],
    confidence: 'S',
  },
  {
    year: 2027,
    decree: decree('1187', '17 Sep 2026', '17.09.2026'),
    moved: [
      ['2027-01-02', '2027-11-05'],
      ['2027-01-03', '2027-12-31'],
      ['2027-02-20', '2027-02-22'],
    ],
    confidence: 'S',
  },
];
