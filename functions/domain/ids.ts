/** Branded ids, so that an account's id cannot be handed over where a claim's reference is wanted. */
declare const brand: unique symbol;
type Id<B extends string> = string & { readonly [brand]: B };
export type Reference = Id<'Reference'>; // of a claim, "7K3M-92QF-W8XT1"
export type AccountId = Id<'AccountId'>;
export type ContractId = Id<'ContractId'>;
export type InvoiceId = Id<'InvoiceId'>;
export type PaymentId = Id<'PaymentId'>;
export type CounterClaimId = Id<'CounterClaimId'>;
export type PerformanceId = Id<'PerformanceId'>;
export type FreezeId = Id<'FreezeId'>;
export type SettlementId = Id<'SettlementId'>;
export type PersonId = Id<'PersonId'>;
export type MailId = Id<'MailId'>;

// Crockford's base 32: no I, L, O, U, so that a reference survives being read aloud. https://www.crockford.com/base32.html
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Random bytes as base 32 characters, ceil(8n/5) of them. */
export function base32(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const length = Math.ceil((bytes.length * 8) / 5);
  let out = '';
  for (let i = 0; i < length; i++) {
    out = alphabet[Number(bits & 31n)] + out;
    bits >>= 5n;
  }
  return out;
}

/** 64 random bits in readable groups: "7K3M-92QF-W8XT1". */
export function referenceOf(bytes: Uint8Array): Reference {
  if (bytes.length !== 8) throw new Error('a reference is made of 8 bytes');
  const text = base32(bytes);
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}` as Reference;
}

/** What a person typed, as a reference: lower case, spaces, missing hyphens and the look-alikes O, I, L are forgiven. Undefined when it is none. */
export function parseReference(typed: string): Reference | undefined {
  const text = typed.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1').replaceAll(/[\s-]/g, '');
  if (!/^[0-9A-HJKMNP-TV-Z]{13}$/.test(text)) return undefined;
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}` as Reference;
}
