import type { Language } from '#domain/claims/claim.ts';
import { caseTexts } from '../texts/desk.ts';

/** Where a rule stands: the address by its host (`whole`: in full, for paper), our own rule and the contract in words. */
export function SourceLink({ source, language, whole = false }: { source: string; language: Language; whole?: boolean }) {
  const texts = caseTexts(language);
  const words = source === 'house' ? texts.house : source === 'contract' ? texts.contractSource : source;
  if (!/^https?:\/\//.test(source)) return <span>{words}</span>;
  return (
    <a href={source} rel="noreferrer">
      {whole ? source : new URL(source).hostname}
    </a>
  );
}
