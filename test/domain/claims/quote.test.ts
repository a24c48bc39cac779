import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldQuote } from '#domain/claims/quote.ts';

const own = 'The second box is missing too.\n\nIvan';
const samples: Record<string, string> = {
  'Gmail, English': 'On Mon, Nov 23, 2026 at 10:00 AM Polar Fittings <claims@polar.example> wrote:\n\n> We have received\n> your claim.\n',
  'Gmail, English, broken over two lines':
    'On Mon, Nov 23, 2026 at 10:00 AM Polar Fittings Customer Claims <\nclaims+0123456789abcdef@polar.example> wrote:\n\n> We have received\n',
  'Gmail, Russian': 'пн, 23 нояб. 2026 г. в 10:00, Полярная арматура <claims@polar.example>:\n\n> Мы получили\n> вашу претензию.\n',
  Yandex: '23.11.2026, 10:00, "Полярная арматура" <claims@polar.example>:\nМы получили вашу претензию.\n--\nс уважением\n',
  'Mail.ru': 'Понедельник, 23 ноября 2026, 10:00 +03:00 от Полярная арматура <claims@polar.example>:\n \nМы получили вашу претензию.\n',
  'Outlook, English':
    '________________________________\nFrom: Polar <claims@polar.example>\nSent: Monday, November 23, 2026 10:00 AM\nTo: Ivan\nSubject: Receipt\n\nWe have received\n',
  'Outlook, Russian':
    'От: Полярная арматура <claims@polar.example>\nОтправлено: 23 ноября 2026 г. 10:00\nКому: Иван\nТема: Претензия\n\nМы получили\n',
  'Outlook, old': '-----Original Message-----\nFrom: Polar\nSent: x\n\nWe have received\n',
  'Outlook, old, Russian': '-----Исходное сообщение-----\nОт: Полярная\n\nМы получили\n',
  'Thunderbird, English': 'On 23/11/2026 10:00, Polar Fittings wrote:\n> We have received\n>> deeper\n',
  'Thunderbird, Russian': '23.11.2026 10:00, Полярная арматура пишет:\n> Мы получили\n',
  'iPhone, English': '> On 23 Nov 2026, at 10:00, Polar Fittings <claims@polar.example> wrote:\n> \n> We have received\n',
  'iPhone, Russian': '23 нояб. 2026 г., в 10:00, Полярная арматура <claims@polar.example> написал(а):\n\n> Мы получили\n',
  'signs only': '> We have received\n> your claim\n',
};

test.each(Object.entries(samples))('%s', (_, quote) => {
  expect(foldQuote(`${own}\n\n${quote}`)).toEqual({ visible: own, quoted: quote });
});

test.each([
  [
    'an answer between quoted lines',
    'On Mon, 23 Nov 2026 at 10:00 Polar <claims@polar.example> wrote:\n> Which box?\nThe second.\n> Which day?\nMonday.',
  ],
  ['an answer below the quote', '> Which box?\n\nThe second one.'],
  ['nothing but a quote', '> We have received\n> your claim'],
  ['nothing but a quote with its head', 'On Mon, 23 Nov 2026 at 10:00 Polar <claims@polar.example> wrote:\n> We have received'],
  [
    'a forwarded mail',
    'See below.\n\n---------- Forwarded message ---------\nFrom: Shop <s@x.example>\nDate: Mon, 23 Nov 2026\nSubject: Order\n\nYour order',
  ],
  ['plain words that look alike', 'Hello,\nFrom: here on I wait.\nSent: nothing yet\n-- \nIvan'],
  ['a list that ends in a colon', 'I ask for, by 23.11.2026:\n- money\n- a letter'],
  ['an empty text', ''],
])('%s stays in view', (_, text) => {
  expect(foldQuote(text)).toEqual({ visible: text, quoted: '' });
});

test('no word is lost', () => {
  const line = fc.constantFrom('', '> a', 'own', ...Object.values(samples).flatMap((sample) => sample.split('\n')));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const text = lines.join('\n');
      const { visible, quoted } = foldQuote(text);
      expect((visible + quoted).replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      if (text.trim()) expect(visible.trim()).not.toBe('');
    }),
  );
});

// Libraries for this take 20 seconds on 40 KB of blank lines.
test.each(['\n', '> \n', 'On \n', 'From: \n', '1 2 3 ', 'On 1.1.2026, '])('400 000 times %j is no burden', (part) => {
  const noise = part.repeat(400_000);
  expect(foldQuote(`${own}\n\n${noise}\n> quoted`)).toMatchObject({ quoted: expect.stringContaining('> quoted') });
});
