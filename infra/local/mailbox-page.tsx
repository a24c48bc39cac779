import type { Context } from 'hono';
import { documentOf } from '#pages/parts/layout.tsx';

type Mail = {
  id: string;
  at: string;
  to: string;
  from: string;
  subject: string;
  text: string;
  attachments: readonly { name: string; size: number; sha256: string; index: number }[];
};
const link = /(https?:\/\/[^\s<>"]+)/g;

/** All outgoing mail, newest first, as a page to look through. */
export function mailboxPage(c: Context, mails: readonly Mail[]): Response | Promise<Response> {
  return c.html(
    documentOf(
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>Outgoing mail — Redress</title>
          <link rel="stylesheet" href="/assets/redress.css" />
          <link rel="icon" href="/assets/mark.svg" type="image/svg+xml" />
        </head>
        <body>
          <main class="page">
            <h1>Outgoing mail</h1>
            <p>
              Every mail that this machine has sent, newest first. <a href="/local/mailbox.json">As JSON</a> · <a href="/desk">Desk</a> ·{' '}
              <a href="/">Start</a>
            </p>
            {mails.length === 0 && <p>No mail yet. Hand in a claim, and its receipt appears here.</p>}
            {mails.slice(0, 200).map((mail) => (
              <details class="card">
                <summary>
                  <strong>{mail.subject}</strong> — {mail.to} — <time datetime={mail.at}>{mail.at.slice(0, 16).replace('T', ' ')} UTC</time>
                </summary>
                <p class="message-text">
                  {mail.text.split(link).map((part) => (/^https?:/.test(part) ? <a href={part}>{part}</a> : part))}
                </p>
                <ul>
                  {mail.attachments.map((file) => (
                    <li>
                      <a href={`/local/mailbox/${encodeURIComponent(mail.id)}/${file.index}`}>{file.name}</a> ({file.size} bytes, SHA-256{' '}
                      {file.sha256.slice(0, 16)}…)
                    </li>
                  ))}
                </ul>
              </details>
            ))}
          </main>
        </body>
      </html>,
    ),
  );
}
