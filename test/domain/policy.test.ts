import { describe, expect, it } from 'vitest';
import { roles } from '#domain/actor.ts';
import { type Action, may, type Ownership, policy } from '#domain/policy.ts';
import { customerRoutes, type Route, staffRoutes } from '#pages/routes.ts';

const ownerships: Ownership[] = ['own', 'department', 'other'];

describe('the policy', () => {
  it('every staff route names an action that the policy knows', () => {
    for (const route of staffRoutes as readonly Route[]) {
      if (route.door === 'staff') expect(Object.keys(policy), route.path).toContain(route.action);
      else expect(['/sign-in', '/signed-in']).toContain(route.path);
    }
  });
  it('every action of the policy has a door', () => {
    const used = new Set((staffRoutes as readonly Route[]).map((route) => route.action));
    expect(Object.keys(policy).filter((action) => !used.has(action as Action))).toEqual(['import.write']); // used by the API's import for people
  });
  it('only GET routes read, and the public doors are few', () => {
    expect(customerRoutes.filter((route) => route.door === 'public').map((route) => `${route.method} ${route.path}`)).toEqual([
      'GET /',
      'GET /claims/new',
      'POST /claims',
      'POST /claims/uploads',
      'GET /calculators',
      'GET /assets/:file',
    ]);
  });
  // The whole matrix, role x action x ownership, as it was decided: a change here is a decision.
  it('allows exactly this', () => {
    const matrix = Object.fromEntries(
      Object.keys(policy).map((action) => [
        action,
        roles
          .map((role) => `${role}:${ownerships.filter((ownership) => may([role], action as Action, ownership)).join('+') || '-'}`)
          .join(' '),
      ]),
    );
    expect(matrix).toEqual({
      'claim.read': 'manager:own+department head:own+department legal:own+department+other finance:own+department+other engineer:-',
      'claim.work': 'manager:own head:own+department legal:- finance:- engineer:-',
      'reply.decide': 'manager:own+department head:own+department legal:own+department+other finance:- engineer:-',
      'claim.reassign': 'manager:- head:own+department legal:- finance:- engineer:-',
      'claim.match': 'manager:own+department head:own+department legal:- finance:- engineer:-',
      'queue.read': 'manager:own+department head:own+department legal:own+department+other finance:own+department+other engineer:-',
      'team.read': 'manager:- head:own+department legal:- finance:- engineer:-',
      'substitution.write': 'manager:- head:own+department legal:- finance:- engineer:-',
      'deadlines.read': 'manager:- head:own+department legal:own+department+other finance:- engineer:-',
      'law.read': 'manager:- head:- legal:own+department+other finance:- engineer:-',
      'law.write': 'manager:- head:- legal:own+department+other finance:- engineer:-',
      'counter-claim.read': 'manager:own+department head:own+department legal:own+department+other finance:own+department+other engineer:-',
      'counter-claim.hold': 'manager:own head:own+department legal:- finance:- engineer:-',
      'counter-claim.decide': 'manager:- head:- legal:own+department+other finance:- engineer:-',
      'account.read': 'manager:own+department head:own+department legal:own+department+other finance:own+department+other engineer:-',
      'import.write': 'manager:- head:- legal:- finance:own+department+other engineer:-',
      'quarantine.read': 'manager:own+department+other head:own+department+other legal:- finance:- engineer:own+department+other',
      'quarantine.release': 'manager:own+department+other head:own+department+other legal:- finance:- engineer:-',
      'counter-claim.freeze': 'manager:own head:own+department legal:own+department+other finance:- engineer:-',
      'counter-claim.post': 'manager:own head:own+department legal:own+department+other finance:- engineer:-',
      'court-file.read': 'manager:- head:- legal:own+department+other finance:- engineer:-',
      'session.end': roles.map((role) => `${role}:own+department+other`).join(' '),
      'settlement.read': 'manager:own+department head:own+department legal:own+department+other finance:own+department+other engineer:-',
      'settlement.propose': 'manager:own head:own+department legal:own+department+other finance:- engineer:-',
      'settlement.approve': 'manager:- head:own+department legal:- finance:own+department+other engineer:-',
      'payment-order.export': 'manager:- head:- legal:- finance:own+department+other engineer:-',
      'home.read': roles.map((role) => `${role}:own+department+other`).join(' '),
      'contract.write': 'manager:- head:- legal:own+department+other finance:- engineer:-',
      'breach.read': 'manager:own+department head:own+department legal:own+department+other finance:own+department+other engineer:-',
    });
  });
  it('is deny by default', () => {
    expect(may(['manager'], 'no.such' as Action, 'own')).toBe(false);
    expect(may([], 'claim.read', 'own')).toBe(false);
  });
});
