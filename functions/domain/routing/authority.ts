import { Refusal } from '#domain/errors.ts';
import type { PersonId } from '#domain/ids.ts';
import { type Money, minorOf } from '#domain/money.ts';
import type { ApprovalStep } from '../claims/claim.ts';
import type { Person } from './people.ts';

export type Authority = { people: readonly Person[] };

/** Managers, heads and legal approve replies; everyone up to their limit. */
const approves = (person: Person): boolean =>
  !person.disabled && person.roles.some((role) => role === 'manager' || role === 'head' || role === 'legal');

export function withinLimit(person: Person, amounts: readonly Money[]): boolean {
  return amounts.every(({ amount, currency }) => minorOf(amount) <= minorOf(person.limits[currency] ?? '0'));
}

/**
 * Who approves in which order. The author is never among them. An amount within the author's own limit needs one approver whose limit covers it
 * or who is a colleague of that rank; above the author's limit two: first any approver of the department, then one whose limit covers it.
 * Throws Refusal('over-limit') when nobody in the company may approve the amount.
 */
export function approvalSteps(
  { people }: Authority,
  reply: { author: PersonId; owner: PersonId; acting: PersonId; amounts: readonly Money[] },
): ApprovalStep[] {
  const author = people.find((person) => person.id === reply.author);
  const others = people.filter((person) => approves(person) && person.id !== reply.author);
  const covering = others.filter((person) => withinLimit(person, reply.amounts));
  if (covering.length === 0) throw new Refusal('over-limit', 'nobody else in the company may approve this amount');
  if (author && withinLimit(author, reply.amounts)) return [{ eligible: covering.map((person) => person.id) }];
  // Two pairs of eyes besides the author: a covering person must remain for the second step after anybody took the first.
  const first = others.filter((person) => covering.some((second) => second.id !== person.id));
  if (first.length === 0) throw new Refusal('over-limit', 'a second approver is missing for this amount');
  return [{ eligible: first.map((person) => person.id) }, { eligible: covering.map((person) => person.id) }];
}
