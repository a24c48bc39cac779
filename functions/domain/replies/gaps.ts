import { Refusal } from '../errors.ts';

const gap = /\{\{|\}\}|\{%|%\}|\[\s*(?:…|\.\.\.)|(?:…|\.\.\.)\s*\]/;

/** Refuses ('data-missing') a text that still holds a placeholder or a gap like "[…]" or "[… what we found …]". */
export function refuseGaps(texts: Record<string, string>): void {
  const open = Object.entries(texts).filter(([, text]) => gap.test(text));
  if (open.length > 0)
    throw new Refusal(
      'data-missing',
      'the text still has gaps',
      open.map(([path]) => ({ path, code: 'gap' })),
    );
}
