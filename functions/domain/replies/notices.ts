import type { Claim, Language } from '../claims/claim.ts';
import type { CounterClaim } from '../contracts/counter-claim.ts';
import { type Clock, leadingClock } from '../deadlines/clocks.ts';
import { groundOf } from './answer-clock.ts';
import { showDay, showInstant, showMoney } from './format.ts';
import { type MailText, mailOf } from './mail-parts.ts';
import { type CounterClaimNoticeKind, type NoticeKind, noticeTexts } from './notice-texts.ts';

/** Somebody of the company, told in their own language and zone. */
type Reader = { language: Language; zone: string };
type Row = [string, string];
export type NoticeInput = {
  kind: NoticeKind;
  claim: Claim;
  person: Reader;
  url: string;
  comment?: string | undefined;
};

/** Tells a colleague what happened to a claim, what to do, and until when. */
export function noticeMail({ kind, claim, person, url, comment }: NoticeInput): MailText {
  const { language, zone } = person;
  const { labels, ...texts } = noticeTexts[language];
  const notice = texts.claim[kind];
  const customer = [claim.account?.name, claim.contact.name].filter(Boolean).join(', ');
  const rows: Row[] = [
    [labels.customer, customer],
    [labels.subject, claim.subject],
    [labels.received, showInstant(claim.receivedAt, zone, language)],
    ...nextRow(claim.clocks, language),
    ...(comment?.trim() ? [[labels.comment, comment.trim()] as Row] : []),
  ];
  return internalMail({
    subject: `${claim.reference} · ${notice.what}: ${claim.subject}`,
    lead: [notice.what, claim.reference],
    todo: notice.todo,
    rows,
    url,
    language,
  });
}

function nextRow(clocks: readonly Clock[], language: Language): Row[] {
  const clock = leadingClock(clocks);
  return clock
    ? [[noticeTexts[language].labels.next, `${showDay(clock.lastDay, language)}: ${clock.title[language]} (${groundOf(clock, language)})`]]
    : [];
}

export type CounterClaimNoticeInput = {
  kind: CounterClaimNoticeKind;
  counterClaim: CounterClaim;
  person: Reader;
  url: string;
  comment?: string | undefined;
};

/** Tells a colleague what happened to a counter-claim. */
export function counterClaimNotice({ kind, counterClaim, person, url, comment }: CounterClaimNoticeInput): MailText {
  const { language } = person;
  const { labels, ...texts } = noticeTexts[language];
  const { sheet, accountName, contractNumber, response, rung } = counterClaim;
  const notice = texts.counterClaim[kind];
  const total = showMoney(sheet.total, sheet.currency, language);
  const rows: Row[] = [
    [labels.customer, accountName],
    [labels.contract, contractNumber],
    [labels.rung, texts.rungs[rung]],
    [labels.invoices, sheet.lines.map(({ number }) => number).join(', ')],
    [labels.total, sheet.provisional ? `${total} (${texts.provisional})` : total],
    [labels.asOf, showDay(sheet.asOf, language)],
    ...(response ? [[labels.until, showDay(response.lastDay, language)] as Row] : []),
    ...(comment?.trim() ? [[labels.comment, comment.trim().slice(0, 1000)] as Row] : []),
  ];
  return internalMail({
    subject: `${notice.what}: ${accountName}, ${total}`,
    lead: [notice.what, total],
    todo: notice.todo,
    rows,
    url,
    language,
  });
}

type Internal = { subject: string; lead: [string, string]; todo: string; rows: readonly Row[]; url: string; language: Language };
function internalMail({ subject, lead: [label, text], todo, rows, url, language }: Internal): MailText {
  const texts = noticeTexts[language];
  return mailOf({
    subject,
    language,
    parts: [
      { kind: 'lead', label, text },
      { kind: 'text', text: todo },
      { kind: 'rows', rows },
      { kind: 'link', label: texts.open, url },
      { kind: 'quiet', text: texts.why },
    ],
  });
}
