import type { Language } from '#domain/claims/claim.ts';
import type { Errors } from '../parts/form.tsx';
import { customerTexts } from '../texts/customer.ts';
import { t } from '../texts/texts.ts';

/** The sentences of the summary begin with the label of their field: "In one line: fill this in". */
export function named(errors: Errors, language: Language): Errors {
  const { form } = customerTexts(language);
  const { demand, ...plain } = form;
  const labels: Record<string, string> = {
    ...plain,
    'contact.name': form.name,
    'contact.email': form.email,
    'contact.taxNumber': form.taxNumber,
    currency: t(language).form.currency,
  };
  const labelOf = (path: string): string | undefined => {
    const [, n, part = ''] = /^demands\.(\d+)\.(\w+)$/.exec(path) ?? [];
    const label = n ? labels[part === 'text' ? 'demandText' : part] : path === 'send' ? undefined : labels[path];
    return n && label ? `${demand(Number(n) + 1)}, ${lower(label)}` : label;
  };
  return new Map(
    [...errors].map(([path, sentence]) => {
      const label = labelOf(path);
      return [path, label ? `${label}: ${lower(sentence)}` : sentence];
    }),
  );
}
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
