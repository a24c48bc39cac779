import type { Language } from '../claims/claim.ts';
import type { Rung } from '../contracts/terms.ts';

export type NoticeKind = 'new-claim' | 'approval-waits' | 'reply-unknown' | 'step-failed' | 'customer-wrote' | 'disputed' | 'assigned';
export type CounterClaimNoticeKind = 'proposed' | 'waiting' | 'to-post' | 'disputed' | 'expired' | 'send-unknown' | 'step-failed';
/** What happened, for the subject; what to do, for the text. */
type Notice = { what: string; todo: string };
type NoticeTexts = {
  claim: Record<NoticeKind, Notice>;
  counterClaim: Record<CounterClaimNoticeKind, Notice>;
  labels: Record<
    'customer' | 'subject' | 'received' | 'next' | 'comment' | 'contract' | 'total' | 'asOf' | 'until' | 'invoices' | 'rung',
    string
  >;
  rungs: Record<Rung, string>;
  provisional: string;
  open: string;
  why: string;
};

const en: NoticeTexts = {
  claim: {
    'new-claim': { what: 'New claim', todo: 'It is assigned and its clocks run. A first draft waits on the desk.' },
    'approval-waits': {
      what: 'A reply waits for your approval',
      todo: 'Nobody has decided in time, so it has come to you. Please approve or return it.',
    },
    'reply-unknown': {
      what: 'Nobody knows whether the reply arrived',
      todo: 'The letter may have left or come back. Please find out and settle it on the desk; it is not sent again by itself.',
    },
    'step-failed': {
      what: 'Something failed and needs a person',
      todo: 'An automatic step failed several times. Nothing is lost; please look at the claim and go on by hand.',
    },
    'customer-wrote': { what: 'The customer has written', todo: 'The new message is on the claim.' },
    disputed: { what: 'The customer does not agree', todo: 'The claim is open again, and its clocks go on where they stood.' },
    assigned: { what: 'A claim is now yours', todo: 'Its clocks run on; history and draft are on the desk.' },
  },
  counterClaim: {
    proposed: {
      what: 'Counter-claim proposed',
      todo: 'The manager may hold it with a reason; legal approves or withdraws it. Nothing leaves without that.',
    },
    waiting: { what: 'Counter-claim waits for a decision', todo: 'It has waited for a week. Please approve or withdraw it.' },
    'to-post': {
      what: 'A letter waits to be posted',
      todo: 'Please print it, hand it to the post and record number and date on the page. Their term runs from that day.',
    },
    disputed: {
      what: 'A part of the counter-claim is disputed',
      todo: 'The disputed part is frozen, the rest goes on. Their reasons and files are on the page; legal decides how much of it is accepted.',
    },
    expired: {
      what: 'The last term of the customer is over',
      todo: 'The ladder has come to its end. The counter-claim is on the court-file list.',
    },
    'send-unknown': {
      what: 'Nobody knows whether the counter-claim arrived',
      todo: 'The letter may have left or come back. Please find out; it is not sent again by itself.',
    },
    'step-failed': {
      what: 'A counter-claim needs a person',
      todo: 'An automatic step failed several times. Nothing is lost; please look at it.',
    },
  },
  labels: {
    customer: 'Customer',
    subject: 'Subject',
    received: 'Received',
    next: 'Next date',
    comment: 'Comment',
    contract: 'Contract',
    total: 'Amount',
    asOf: 'As of',
    until: 'Their last day',
    invoices: 'Invoices',
    rung: 'Step',
  },
  rungs: { reminder: 'reminder', claim: 'claim', pre_suit: 'pre-suit notice' },
  provisional: 'provisional',
  open: 'Open it on the desk',
  why: 'You get this mail because of your part in this case.',
};

const ru: NoticeTexts = {
  claim: {
    'new-claim': { what: 'Новая претензия', todo: 'Ответственный назначен, сроки идут. Черновик ответа готов.' },
    'approval-waits': {
      what: 'Ответ ждёт вашего согласования',
      todo: 'Решения вовремя не было, поэтому ответ передан вам. Согласуйте или верните его.',
    },
    'reply-unknown': {
      what: 'Неизвестно, дошёл ли ответ',
      todo: 'Письмо могло уйти или вернуться. Выясните это и отметьте на рабочем столе: само оно второй раз не уйдёт.',
    },
    'step-failed': {
      what: 'Сбой: нужен человек',
      todo: 'Автоматический шаг несколько раз не удался. Ничего не потеряно; посмотрите претензию и продолжите вручную.',
    },
    'customer-wrote': { what: 'Клиент написал', todo: 'Новое сообщение — в претензии.' },
    disputed: { what: 'Клиент не согласен', todo: 'Претензия снова открыта, сроки продолжаются с того места, где остановились.' },
    assigned: { what: 'Претензия передана вам', todo: 'Сроки продолжаются; история и черновик — на рабочем столе.' },
  },
  counterClaim: {
    proposed: {
      what: 'Предложена встречная претензия',
      todo: 'Менеджер может задержать её с указанием причины, юрист — согласовать или отозвать. Без этого ничего не отправится.',
    },
    waiting: { what: 'Встречная претензия ждёт решения', todo: 'Она ждёт уже неделю. Согласуйте или отзовите её.' },
    'to-post': {
      what: 'Письмо ждёт отправки почтой',
      todo: 'Распечатайте его, сдайте на почту и внесите на странице номер и дату: срок клиента идёт с этого дня.',
    },
    disputed: {
      what: 'Часть встречной претензии оспорена',
      todo: 'Спорная часть заморожена, остальное идёт своим чередом. Доводы и файлы — на странице; решает юрист.',
    },
    expired: { what: 'Последний срок клиента истёк', todo: 'Все шаги пройдены. Встречная претензия — в списке для суда.' },
    'send-unknown': {
      what: 'Неизвестно, дошла ли встречная претензия',
      todo: 'Письмо могло уйти или вернуться. Выясните это: само оно второй раз не уйдёт.',
    },
    'step-failed': {
      what: 'Встречной претензии нужен человек',
      todo: 'Автоматический шаг несколько раз не удался. Ничего не потеряно; посмотрите, пожалуйста.',
    },
  },
  labels: {
    customer: 'Клиент',
    subject: 'Тема',
    received: 'Получено',
    next: 'Ближайший срок',
    comment: 'Комментарий',
    contract: 'Договор',
    total: 'Сумма',
    asOf: 'По состоянию на',
    until: 'Последний день клиента',
    invoices: 'Счета',
    rung: 'Шаг',
  },
  rungs: { reminder: 'напоминание', claim: 'претензия', pre_suit: 'предсудебное уведомление' },
  provisional: 'предварительно',
  open: 'Открыть на рабочем столе',
  why: 'Вы получили это письмо, потому что участвуете в этом деле.',
};

export const noticeTexts: Record<Language, NoticeTexts> = { en, ru };
