import { sha256 } from '#domain/chain.ts';
import { base32 } from '#domain/ids.ts';
import type { Performance } from './facts.ts';

/** Breaches that a payment can name: those other than of an invoice, which has a number of its own. */
export type OtherBreachKind = 'packaging' | 'pickup' | 'minimum_volume' | 'refused_acceptance';
const letters: Record<OtherBreachKind, string> = { packaging: 'PK', pickup: 'PU', minimum_volume: 'MV', refused_acceptance: 'RF' };

/** Short enough for the purpose of a payment, and always the same: "PK-7K3M92QF", "MV-0Q8RT4XA-2026-03". `subject`: id of the document, or of the contract. */
export function breachNumber(kind: OtherBreachKind, subject: string, period?: string): string {
  const code = base32(Buffer.from(sha256(`${kind} ${subject}`).slice(0, 10), 'hex'));
  return [letters[kind], code, ...(period ? [period] : [])].join('-');
}
export const breachId = (number: string): string => `br-${number.toLowerCase()}`;
/** The number of the breach with this id; undefined when the id is that of something else. */
export const numberOfBreach = (id: string): string | undefined => (id.startsWith('br-') ? id.slice(3).toUpperCase() : undefined);

/** "MV-0Q8RT4XA" and "2026-03" of "mv-0q8rt4xa-2026-03"; undefined when it can be no number of a breach. */
export function parseBreachNumber(typed: string): { base: string; period?: string | undefined } | undefined {
  const [, base, period] =
    /^((?:PK|PU|MV|RF)-[0-9A-HJKMNP-TV-Z]{8})(?:-(\d{4}(?:-(?:\d{2}|Q[1-4]))?))?$/.exec(typed.trim().toUpperCase()) ?? [];
  return base ? { base, period } : undefined;
}

/** The breach that a document can become the beginning of. */
export function beginsBreach({ kind }: Pick<Performance, 'kind'>): OtherBreachKind | undefined {
  if (kind === 'packaging_out') return 'packaging';
  if (kind === 'pickup_ready') return 'pickup';
  return kind === 'refused' ? 'refused_acceptance' : undefined;
}
