import type { Claim } from './claim.ts';

/** Words for the search, lower case, three letters and longer, at most 80: subject, names and numbers first, then the text. */
export function wordsOf(
  claim: Pick<Claim, 'subject' | 'contact' | 'contractNumber' | 'orderNumber' | 'account' | 'reference'>,
  text: string,
): string[] {
  const numbers = [claim.contractNumber, claim.orderNumber].flatMap((number) => (number ? [number.toLowerCase()] : []));
  const source = [claim.subject, claim.contact.name, claim.contact.email, claim.account?.name ?? '', text]
    .join(' ')
    .toLowerCase()
    .replaceAll('ё', 'е');
  const words = source.match(/[\p{L}\p{N}][\p{L}\p{N}-]{2,39}/gu) ?? [];
  return [...new Set([...numbers, ...words])].slice(0, 80);
}

/** What somebody typed into the search, as the words are kept. */
export const typedWords = (typed: string): string[] =>
  (
    typed
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\p{N}][\p{L}\p{N}\-/.]{1,39}/gu) ?? []
  ).slice(0, 5);
