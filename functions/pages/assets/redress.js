// A little help where there is script; every page works without it.
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

one('[data-error-summary]')?.focus();

// Copy the reference.
const copyButton = one('[data-copy-button]');
if (copyButton && navigator.clipboard) {
  copyButton.hidden = false;
  copyButton.addEventListener('click', async () => {
    await navigator.clipboard.writeText(one('[data-copy]').textContent.trim());
    copyButton.textContent = copyButton.dataset.copied;
  });
}

// Files go up one by one, with progress; only their ids travel with the form.
const held = new Map();
/** Whether the files of a form allow it to go. Those under way hold it until they have settled; one that failed has to be tried again or removed. */
function filesReady(form, submitter) {
  const box = one('[data-files]', form);
  if (!box) return true;
  const failed = one('[data-state=failed]', box);
  const going = one('[data-state=going]', box);
  const status = one('[data-upload-status]', box);
  status.textContent = failed ? box.dataset.refused : going ? box.dataset.held : '';
  if (failed) one('button', failed).focus();
  else if (going) held.set(form, submitter);
  status.scrollIntoView({ block: 'nearest' });
  return !failed && !going;
}
function settled(form) {
  if (!held.has(form) || one('[data-state=going]', form)) return;
  const submitter = held.get(form);
  held.delete(form);
  form.requestSubmit(submitter);
}
for (const box of all('[data-files]')) {
  const input = one('input[type=file]', box);
  const list = one('[data-upload-list]', box);
  const words = box.dataset;
  input.removeAttribute('name');
  const why = JSON.parse(words.why);
  const form = input.form;
  const take = () => {
    for (const file of input.files) void send(file);
    input.value = '';
  };
  input.addEventListener('change', take);
  take(); // whatever was chosen before this script came
  async function send(file) {
    const row = document.createElement('div');
    row.className = 'upload';
    row.dataset.state = 'going';
    const label = document.createElement('span');
    const bar = document.createElement('progress');
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.className = 'quiet compact';
    remove.textContent = words.remove;
    remove.setAttribute('aria-label', `${words.remove}: ${file.name}`);
    remove.addEventListener('click', () => leave(row));
    label.textContent = `${file.name} — ${words.uploading}`;
    bar.max = 1;
    bar.value = 0;
    row.append(label, remove, bar);
    list.append(row);
    try {
      const answer = await fetch(words.action, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-csrf': words.csrf },
        body: JSON.stringify({ name: file.name, type: file.type, size: file.size }),
      });
      if (!answer.ok) throw new Error('refused', { cause: (await answer.json()).code });
      const slot = await answer.json();
      await put(slot, file, (share) => (bar.value = share));
      const hidden = document.createElement('input');
      hidden.type = 'hidden';
      hidden.name = 'upload';
      hidden.value = `${slot.id}:${file.name}`;
      row.append(hidden);
      row.dataset.state = 'done';
      bar.remove();
      label.textContent = `${file.name} — ${words.uploaded}`;
    } catch (error) {
      row.dataset.state = 'failed';
      bar.remove();
      const reason = why[error.cause];
      label.textContent = `${file.name} — ${reason ?? ''}`;
      if (reason) return;
      const again = document.createElement('button');
      again.type = 'button';
      again.className = 'danger compact';
      again.textContent = words.failed;
      again.addEventListener('click', () => {
        leave(row, () => void send(file));
      });
      label.append(again);
    } finally {
      settled(form);
    }
  }
  /** Takes a row away, with another in its place if there is one, and gives the focus back. */
  function leave(row, instead) {
    row.remove();
    instead?.();
    if (!held.has(form)) one('[data-upload-status]', box).textContent = '';
    input.focus();
    settled(form);
  }
}
function put(slot, file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(slot.method, slot.url);
    for (const [name, value] of Object.entries(slot.headers))
      if (!/^(content-length|host)$/i.test(name)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => event.lengthComputable && progress(event.loaded / event.total));
    request.addEventListener('load', () =>
      request.status < 300 || request.status === 412 ? resolve() : reject(new Error(String(request.status))),
    );
    request.addEventListener('error', () => reject(new Error('network')));
    request.send(file);
  });
}

// A form is sent once, however often the button is pressed.
for (const form of all('form[method=post]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent || !filesReady(form, event.submitter)) return event.preventDefault();
    form.dataset.sent = 'yes';
    setTimeout(() => delete form.dataset.sent, 5000);
  });
}

// Another language while a claim is being written: the form comes back in it, with everything typed and uploaded.
const claimForm = one('[data-claim-form]');
for (const link of claimForm ? all('.languages a') : []) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const show = document.createElement('button');
    show.name = 'action';
    show.value = 'show';
    show.hidden = true;
    show.formAction = claimForm.getAttribute('action') + new URL(link.href).search;
    claimForm.append(show);
    claimForm.requestSubmit(show);
  });
}

// Lists by keyboard: j and k move, Enter opens, / searches.
const rows = all('[data-row]');
let at = -1;
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select')) return;
  if (event.key === '/') {
    const search = one('[data-search]');
    if (search) {
      event.preventDefault();
      search.focus();
    }
  }
  if ((event.key === 'j' || event.key === 'k') && rows.length > 0) {
    at = Math.max(0, Math.min(rows.length - 1, at + (event.key === 'j' ? 1 : -1)));
    one('a', rows[at])?.focus();
  }
  for (const [key, name] of [
    ['a', 'approve'],
    ['r', 'return'],
    ['?', 'help'],
  ]) {
    if (event.key === key) one(`[data-key="${name}"]`)?.focus();
  }
});

// A sheet that is made for paper: the button is there only where it works.
for (const button of all('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
