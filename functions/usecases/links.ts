import type { Deps } from './deps.ts';

/** How long the customer's status link works after the receipt; every later mail brings a fresh one. */
export const claimLinkDays = 400;
export const replyAddressDays = 400;

export const statusUrl = (deps: Deps, token: string): string => `${deps.config.publicUrl}/c/${token}`;
export const sheetUrl = (deps: Deps, token: string): string => `${deps.config.publicUrl}/s/${token}`;

/** "claims+token@acme.example": who writes there with that token writes on that claim. */
export function signedAddress(deps: Deps, token: string): string {
  const at = deps.config.claimsAddress.lastIndexOf('@');
  return `${deps.config.claimsAddress.slice(0, at)}+${token}${deps.config.claimsAddress.slice(at)}`;
}
