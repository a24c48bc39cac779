import type { PersonId, Reference } from './ids.ts';

export const roles = ['manager', 'head', 'legal', 'finance', 'engineer'] as const;
export type Role = (typeof roles)[number];

/** Who does something. A person may act on behalf of an absent colleague; the system names the step that acted. */
export type Actor =
  | { kind: 'person'; id: PersonId; roles: readonly Role[] }
  | { kind: 'customer'; reference?: Reference; counterClaim?: string } // by a signed link, or unknown at the public door
  | { kind: 'integration'; id: string; scopes: readonly ('claims' | 'imports' | 'counter-claims' | 'payments')[] } // by an API key
  | { kind: 'system'; step: string };

/** As it stands in the log: "person:anna", "customer", "integration:erp", "system:send-receipt". */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return `person:${actor.id}`;
    case 'customer':
      return 'customer';
    case 'integration':
      return `integration:${actor.id}`;
    case 'system':
      return `system:${actor.step}`;
  }
}
