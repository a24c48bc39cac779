import type { Language } from '../claims/claim.ts';
import type { DigestLine } from '../claims/digest.ts';
import type { InstalmentLine } from '../contracts/instalment-digest.ts';
import { daysBetween, type LegalDay } from '../deadlines/legal-day.ts';
import { groundOf } from './answer-clock.ts';
import { type DigestTexts, digestTexts } from './digest-texts.ts';
import { showDay, showMoney } from './format.ts';
import { type MailPart, type MailText, mailOf } from './mail-parts.ts';

/** More lines than this are counted, not listed: the desk has them all. */
const most = 500;

export type DigestInput = {
  lines: readonly DigestLine[];
  instalments?: readonly InstalmentLine[];
  person: { language: Language };
  day: LegalDay;
  desk: string;
};

/** The day's one mail about dates: what was missed, what falls due, what has no answer yet. `day` is the reader's own. */
export function digestMail({ lines, instalments = [], person, day, desk }: DigestInput): MailText {
  const { language } = person;
  const texts = digestTexts[language];
  const shown = lines.slice(0, most);
  const groups = [
    { title: texts.missed, of: shown.filter(({ clock }) => clock?.state === 'missed') },
    { title: texts.coming, of: shown.filter(({ clock }) => clock && clock.state !== 'missed') },
    { title: texts.noReply, of: shown.filter(({ clock }) => !clock) },
  ];
  const parts: MailPart[] = [{ kind: 'lead', label: texts.lead, text: showDay(day, language) }];
  for (const { title, of } of groups)
    if (of.length > 0) parts.push({ kind: 'rows', title, rows: of.map((line) => rowOf(line, day, texts, language)) });
  if (instalments.length > 0)
    parts.push({
      kind: 'rows',
      title: texts.instalments,
      rows: instalments.slice(0, most).map((line) => instalmentRow(line, texts, language)),
    });
  if (lines.length > most) parts.push({ kind: 'text', text: texts.more(lines.length - most) });
  parts.push({ kind: 'link', label: texts.open, url: desk }, { kind: 'quiet', text: texts.why });
  const missed = lines.filter(({ clock }) => clock?.state === 'missed').length + instalments.filter((line) => line.missed).length;
  return mailOf({ subject: texts.subject(missed, lines.length + instalments.length), language, parts });
}

function instalmentRow({ settlement, instalment, missed }: InstalmentLine, texts: DigestTexts, language: Language): [string, string] {
  const sum = showMoney(instalment.amount, settlement.currency, language);
  return [settlement.accountName, texts.instalment(instalment.number, sum, showDay(instalment.due, language), missed)];
}

function rowOf({ claim, clock, what }: DigestLine, day: LegalDay, texts: DigestTexts, language: Language): [string, string] {
  const who = claim.account?.name ?? claim.contact.name;
  const about = `${who}: ${claim.subject}`;
  if (!clock) return [claim.reference, about];
  const provisional = clock.provisional ? ` (${texts.provisional})` : '';
  const due = `${showDay(clock.lastDay, language)}, ${texts.distance(daysBetween(day, clock.lastDay))}${provisional}`;
  const level = what === 'head' || what === 'legal' ? ` ${texts.climbed}` : '';
  return [claim.reference, `${due}. ${clock.title[language]} (${groundOf(clock, language)}). ${about}.${level}`];
}
