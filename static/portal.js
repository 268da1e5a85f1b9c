// Makes the customer's pages smoother. Every page works without it, and it never sends a form by itself.

const main = document.querySelector('main');
const again = () => location.replace(location.href.split('#')[0]);

// A page out of the browser's memory may be long past: ask the server how things stand.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});

// Waiting, for the source or for something elsewhere: the server says when something changed; should it fall silent, look every few seconds.
if (main.dataset.events) {
  const events = new EventSource(main.dataset.events);
  let gone = false;
  const isTyped = () => [...document.querySelectorAll('.form .text')].some((text) => text.value);
  const look = (event) => {
    if (gone || (!event && isTyped())) return;
    gone = true;
    events.close();
    again();
  };
  events.addEventListener('message', look);
  events.addEventListener('changed', look);
  events.addEventListener('error', () => setTimeout(look, 2000));
  setTimeout(look, 20000);
}

// Begin: tell the server that a person is here, once, on the first thing that only a person does.
if (main.dataset.seen) {
  const signs = ['pointerdown', 'touchstart', 'keydown', 'wheel'];
  const seen = (event) => {
    if (!event.isTrusted) return;
    signs.forEach((sign) => removeEventListener(sign, seen));
    fetch(main.dataset.seen, { method: 'POST', keepalive: true }).catch(() => {});
  };
  signs.forEach((sign) => addEventListener(sign, seen, { passive: true }));
}

// A second press while the first is on its way does nothing; after a while it counts again, for lost connections.
for (const form of document.forms) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = '1';
    for (const input of form.querySelectorAll('[data-show]')) input.type = 'password';
    setTimeout(() => delete form.dataset.sent, 8000);
  });
}

// Times in the reader's own time zone, and as the reader's region writes them.
const { lang } = document.documentElement;
const locale = navigator.languages.find((one) => one.split('-')[0] === lang.split('-')[0]) ?? lang;
for (const time of document.querySelectorAll('main time')) {
  const at = new Date(time.dateTime);
  const isToday = at.toDateString() === new Date().toDateString();
  const style = isToday ? { timeStyle: 'short' } : { dateStyle: 'long', timeStyle: 'short' };
  if (!Number.isNaN(at.getTime())) time.textContent = new Intl.DateTimeFormat(locale, style).format(at);
}

// Hidden fields can be shown.
for (const input of document.querySelectorAll('[data-show]')) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'show' });
  const say = () => {
    const hidden = input.type === 'password';
    button.textContent = hidden ? input.dataset.show : input.dataset.hide;
    button.setAttribute('aria-label', hidden ? input.dataset.showLabel : input.dataset.hideLabel);
  };
  button.setAttribute('aria-controls', input.id);
  button.addEventListener('click', () => {
    input.type = input.type === 'password' ? 'text' : 'password';
    say();
  });
  input.form.addEventListener('submit', () => queueMicrotask(say));
  say();
  input.after(button);
}

// The next code: the button rests until the source will send one, and says how long that is.
for (const button of document.querySelectorAll('[data-available-at]')) {
  const words = button.querySelector('span');
  const said = words.textContent;
  const tick = () => {
    const left = Math.ceil((Date.parse(button.dataset.availableAt) - Date.now()) / 1000);
    button.disabled = left > 0;
    words.textContent = left > 0 ? `${said} (${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')})` : said;
    if (left > 0) setTimeout(tick, 1000);
  };
  tick();
}

// Time limits: a quiet line that says so when little is left, and when it is over.
for (const line of document.querySelectorAll('[data-until]')) {
  const until = Date.parse(line.dataset.until);
  const say = (words) => {
    const said = document.createElement('strong');
    said.setAttribute('role', 'status');
    line.append(' ', said);
    said.textContent = words;
  };
  const at = (moment, words) => words && setTimeout(() => say(words), Math.max(0, moment - Date.now()));
  at(until - 120000, line.dataset.soon);
  at(until, line.dataset.over);
}

// Test sign-ins: a press puts the value into the first empty field, or else into the one used last.
const texts = [...document.querySelectorAll('.form .text')];
let last = texts[0];
for (const text of texts) text.addEventListener('focus', () => { last = text; });
for (const item of texts.length ? document.querySelectorAll('[data-test-values] li') : []) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'fill' });
  button.append(...item.childNodes);
  button.addEventListener('click', () => {
    const target = texts.find((text) => !text.value) ?? last;
    target.value = button.querySelector('code').textContent;
  });
  item.append(button);
}
