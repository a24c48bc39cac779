import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.end());

const open = async (query: Record<string, string> = {}, language = 'en') => {
  const response = await world.app.request(`/calculators?${new URLSearchParams(query).toString()}`, {
    headers: { 'accept-language': language },
  });
  return { status: response.status, text: await response.text() };
};
const asked = {
  part: 'deadline',
  trigger: '2026-07-31',
  length: '1',
  unit: 'working_days',
  start: 'next_day',
  end: 'next_working_day',
  place: 'RU',
};

describe('the calculators page', () => {
  it('opens each part with a form that can be sent as it is', async () => {
    for (const part of ['deadline', 'rule', 'time', 'year', 'interest']) {
      const { status, text } = await open({ part });
      expect(status, part).toBe(200);
      expect(text).toContain(`href="/calculators?part=${part}" aria-current="page"`);
      expect(text).not.toContain('data-error-summary');
    }
  });
  it('answers with the day, the steps in order and the sources, and keeps the question', async () => {
    const { status, text } = await open(asked);
    expect(status).toBe(200);
    expect(text).toContain('<p class="reference">Mon 3 Aug 2026</p>');
    expect(text).toMatch(/<ol><li>Received Fri 31 Jul 2026<\/li><li>The period begins the next day, Sat 1 Aug 2026<\/li>/);
    expect(text).toContain('value="2026-07-31"');
    expect(text).not.toContain('Provisional');
    // The other language keeps the question too.
    expect(text).toContain('/calculators?part=deadline&amp;trigger=2026-07-31');
    expect(text).toContain('&amp;lang=ru');
  });
  it('takes the hour in the zone of the place', async () => {
    const late = await open({ ...asked, trigger: '2026-07-30', hour: '16:00', cutoff: '16:00' });
    const early = await open({ ...asked, trigger: '2026-07-30', hour: '15:59', cutoff: '16:00' });
    expect(late.text).toContain('<p class="reference">Mon 3 Aug 2026</p>');
    expect(early.text).toContain('<p class="reference">Fri 31 Jul 2026</p>');
  });
  it('marks what is provisional', async () => {
    expect((await open({ ...asked, trigger: '2029-07-31' })).text).toContain('Provisional');
  });
  it('counts on own days, one a line', async () => {
    const { text } = await open({ ...asked, place: 'own', holidays: '2026-08-03 Feast\r\n2026-08-04' });
    expect(text).toContain('<p class="reference">Wed 5 Aug 2026</p>');
    expect(text).toContain('Feast');
  });
  it('says what is wrong beside the field and in the summary, in the visitor’s language, and loses nothing', async () => {
    const { status, text } = await open({ ...asked, trigger: '', length: 'ten', zone: 'Mars', place: 'RU', holidays: '2026-08-03' }, 'ru');
    expect(status).toBe(400);
    for (const field of ['trigger', 'length', 'zone', 'holidays']) {
      expect(text).toContain(`<a href="#f-${field}">`);
      expect(text).toContain(`id="f-${field}-error"`);
      expect(text).toContain(`id="f-${field}"`);
    }
    expect(text).toContain('Укажите целое число от 0');
    for (const typed of ['ten', 'Mars', '2026-08-03']) expect(text).toContain(typed);
  });
  it('asks for the hour when hours are counted', async () => {
    expect((await open({ ...asked, unit: 'hours' })).text).toContain('<a href="#f-hour">');
  });
  it('says when nothing can be worked out', async () => {
    const { status, text } = await open({ ...asked, trigger: '1950-01-01' });
    expect(status).toBe(422);
    expect(text).toContain('<a href="#f-ask">');
  });
  it('counts by a rule of the book; one of the Union asks for a country', async () => {
    const rule = { part: 'rule', rule: 'ru-consumer-22-refund', trigger: '2026-07-31', hour: '', place: '' };
    expect((await open(rule)).text).toContain('<p class="reference">Mon 10 Aug 2026</p>');
    const union = await open({ ...rule, rule: 'eu-psd2-101' });
    expect([union.status, union.text.includes('<a href="#f-place">')]).toEqual([400, true]);
    expect((await open({ ...rule, rule: 'eu-psd2-101', place: 'DE-BY' })).text).toContain('<p class="reference">Fri 21 Aug 2026</p>');
  });
  it('tells working time and the moment at which it has passed', async () => {
    const time = { part: 'time', place: 'RU', from: '2026-07-31', fromHour: '16:00' };
    expect((await open({ ...time, to: '2026-08-03', toHour: '10:30' })).text).toContain('<p class="reference">3 h 30 min</p>');
    const after = await open({ ...time, addHours: '3', addMinutes: '30' });
    expect(after.text).toContain('<p class="reference">Mon 3 Aug 2026, 10:30 (Europe/Moscow)</p>');
    expect(after.text).toContain('Assumed opening hours: Monday – Friday, 09:00–18:00.');
    expect((await open({ ...time, addHours: 'x' })).text).toContain('<a href="#f-addHours">');
  });
  it('draws the year with the same days as the table', async () => {
    const { text } = await open({ part: 'year', place: 'RU', year: '2025' }, 'ru');
    expect(text).toContain('247 рабочих дней');
    const months = [...text.matchAll(/<svg viewBox="0 0 168 168" role="img" aria-label="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(months).toHaveLength(12);
    expect(months[10]).toContain('1: Рабочий день в выходные');
    const rows = text.match(/<td data-label="Что"[^>]*>Выходной или праздничный день<\/td>/g) ?? [];
    expect(rows).toHaveLength(months.join().split('Выходной или праздничный день').length - 1);
    const unknown = await open({ part: 'year', place: 'RU', year: '2028' }, 'ru');
    expect([unknown.status, unknown.text.includes('есть только с 2024 по 2027 год')]).toEqual([422, true]);
  });
  it('shows markup as text', async () => {
    const evil = '"><script>alert(1)</script>';
    const { text } = await open({ ...asked, length: evil, zone: evil, place: 'own', holidays: `2026-08-03 ${evil}`, part: 'deadline' });
    expect(text).not.toContain('<script>alert');
  });
});

describe('interest', () => {
  const debt = { part: 'interest', principal: '350 000,00', currency: 'RUB', law: 'ru-395', due: '2026-01-31', until: '2026-08-01' };
  it('is counted row by row with its sources, as the programs’ door counts it', async () => {
    const { status, text } = await open({ ...debt, payments: '2026-05-12 100000,00' });
    expect(status).toBe(200);
    const answer = await world.app.request('/api/v1/calculators/interest', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        principal: '350000.00',
        currency: 'RUB',
        rule: 'ru-395',
        due: '2026-01-31',
        to: '2026-08-01',
        payments: [{ date: '2026-05-12', amount: '100000.00' }],
      }),
    });
    const { total, rows } = (await answer.json()) as { total: string; rows: unknown[] };
    const [whole = '', cents = ''] = total.split('.');
    expect(text.includes(`${whole.replace(/(\d)(?=(\d{3})+$)/g, '$1,')}.${cents}</p>`), total).toBe(true);
    expect(text.match(/<td data-label="Days"/g)).toHaveLength(rows.length + 1);
    expect(text.includes('www.cbr.ru')).toBe(true);
    expect(text.includes('value="350 000,00"')).toBe(true);
  });
  it('says what payment on another day would change', async () => {
    const terms = { ...debt, law: 'custom', percent: '10', until: '2026-03-01', principal: '36500' };
    const text = async (other: string) => (await open({ ...terms, other })).text;
    expect((await text('2026-03-11')).includes('100.00 more.')).toBe(true); // ten days of ten roubles
    expect((await text('2026-02-19')).includes('100.00 less.')).toBe(true);
    expect((await text('2026-03-01')).includes('the same.')).toBe(true);
  });
  it('says what is wrong by field, in Russian too, and loses nothing', async () => {
    const wrong = await open({ ...debt, principal: 'много', payments: 'вчера 5', until: '2026-99-01', other: '2071-01-01' }, 'ru');
    expect(wrong.status).toBe(400);
    for (const part of ['id="f-principal-error"', 'id="f-until-error"', 'id="f-payments-error"', 'value="много"', 'вчера 5'])
      expect(wrong.text.includes(part), part).toBe(true);
    const other = await open({ ...debt, other: '2071-01-01' });
    expect(other.text.includes('id="f-other-error"')).toBe(true);
    const law = await open({ ...debt, law: 'nobody’s' });
    expect([law.status, law.text.includes('id="f-law-error"')]).toEqual([422, true]);
    const agreed = await open({ ...debt, law: 'ru-330' });
    expect([agreed.status, agreed.text.includes('id="f-percent-error"')]).toEqual([400, true]);
  });
});
