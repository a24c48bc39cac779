import type { Language } from '../claims/claim.ts';
import type { Overall } from './answers.ts';

export type Template = { opening: string; closing: string };

/**
 * First drafts, as Liquid. A blank line parts paragraphs. A fact that may be absent is false there and stands within an `if`; any other must be known.
 * "[… …]" is a gap that the author fills; a letter with a gap is refused.
 */
const intro: Record<Language, string> = {
  en:
    'On {{ received }} we received your {{ matter }} “{{ subject }}”{% if contract %} under contract No. {{ contract }}{% if clause %} (term of answer: {{ clause }}){% endif %}{% endif %}' +
    '{% if order %}, order or invoice {{ order }}{% endif %}. It has the number {{ reference }}.{% if earlier %} This letter follows our letter No. {{ earlier }}.{% endif %}',
  ru:
    'Мы получили {{ matter }} «{{ subject }}»{% if contract %} по договору № {{ contract }}{% if clause %} (срок ответа: {{ clause }}){% endif %}{% endif %}' +
    '{% if order %}, заказ или счёт {{ order }}{% endif %}.{% if earlier %} Это письмо продолжает наше письмо № {{ earlier }}.{% endif %} Номер: {{ reference }}, дата получения: {{ received }}',
};
const contact: Record<Language, string> = {
  en: 'If anything in this letter is not clear, write to us{% if phone %} or call {{ phone }}{% endif %}; please name the number {{ reference }}.',
  ru: 'Если что-то в письме осталось неясным, напишите нам{% if phone %} или позвоните по телефону {{ phone }}{% endif %} и назовите номер {{ reference }}.',
};
const made = (language: Language, opening: string, closing: string): Template => ({
  opening: `${intro[language]}\n\n${opening}`,
  closing: closing ? `${closing}\n\n${contact[language]}` : contact[language],
});

export const templates: Record<Language, Record<Overall, Template>> = {
  en: {
    upheld: made(
      'en',
      'We have looked into it and you are right: we uphold everything that you ask for. We are sorry that this happened. The table shows our answer in detail.',
      '',
    ),
    partly: made(
      'en',
      'We have looked into it. Some of what you ask for we uphold, some of it we cannot. The table gives our answer to each demand, with the reason and the rule or clause behind it.',
      '{{ appeal }}',
    ),
    rejected: made(
      'en',
      'We have looked into it with care and cannot give what you ask for. The table gives the reason for each demand and the rule or clause behind it.',
      '{{ appeal }}',
    ),
    settled: made(
      'en',
      'Thank you for finding a solution together with us. The table holds what we have agreed on.',
      'With this, both sides regard the matter as settled once it is carried out.',
    ),
    open: made('en', '[… what we have found out, and what follows from it …]', '{{ appeal }}'),
  },
  ru: {
    upheld: made(
      'ru',
      'Мы всё проверили: вы правы, и мы удовлетворяем требования полностью. Нам жаль, что так получилось. Подробный ответ — в таблице.',
      '',
    ),
    partly: made(
      'ru',
      'Мы всё проверили. Часть требований мы удовлетворяем, часть удовлетворить не можем. В таблице — ответ на каждое требование, его причина и норма или пункт договора, на которых он основан.',
      '{{ appeal }}',
    ),
    rejected: made(
      'ru',
      'Мы внимательно всё проверили и не можем удовлетворить требования. В таблице — причина по каждому из них и норма или пункт договора, на которых основан ответ.',
      '{{ appeal }}',
    ),
    settled: made(
      'ru',
      'Спасибо, что нашли решение вместе с нами. В таблице — то, о чём мы договорились.',
      'После исполнения договорённости обе стороны считают вопрос закрытым.',
    ),
    open: made('ru', '[… что мы выяснили и что из этого следует …]', '{{ appeal }}'),
  },
};
