import type { Text } from '#domain/deadlines/calendar.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';

/** Where the law lets nobody ask a fee for a letter of the ladder. K: general knowledge, to be checked before it is relied on. */
type FeeBan = {
  country: string;
  party: 'consumer' | 'business';
  clause: Text;
  source: string;
  checkedOn: LegalDay;
  confidence: 'S' | 'K';
};

const feeBans: readonly FeeBan[] = [
  {
    country: 'RU',
    party: 'consumer',
    clause: {
      en: 'Consumer Protection Act of Russia art. 16: terms that are worse for a consumer than the law are void',
      ru: 'ст. 16 Закона РФ «О защите прав потребителей»: условия, ущемляющие права потребителя, ничтожны',
    },
    source: 'Закон РФ 2300-1 ст. 16; ГК РФ ст. 330, 395',
    checkedOn: '2026-11-26',
    confidence: 'K',
  },
  {
    country: 'DE',
    party: 'consumer',
    clause: {
      en: 'BGB § 288(5) (flat sum not against consumers) and § 309 No. 5, 6 (flat damages and penalties in standard terms)',
      ru: '§ 288 абз. 5 BGB (твёрдая сумма не взыскивается с потребителя) и § 309 № 5, 6 BGB (паушальный ущерб и штраф в типовых условиях)',
    },
    source: 'BGB § 288 Abs. 5, § 309 Nr. 5, 6',
    checkedOn: '2026-11-26',
    confidence: 'K',
  },
];

/** The ban that covers this customer; undefined where a fee that the contract names may be asked. */
export const feeBan = ({ country, party }: { country: string; party: 'consumer' | 'business' }): FeeBan | undefined =>
  feeBans.find((ban) => ban.country === country && ban.party === party);
