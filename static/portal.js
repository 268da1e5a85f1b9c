// Makes the customer's pages smoother. Every page works without it, and it never sends a form by itself.

const main = document.querySelector('main');
const reload = () => location.replace(location.href.split('#')[0]);
const texts = [...document.querySelectorAll('.form .text')];
const isTyped = () => texts.some((text) => text.value !== (text.defaultValue ?? ''));

// A page out of the browser's memory may be long past: ask the server how things stand.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});

// A lost connection must not end on the browser's own error page: this one stays and says so until the server answers.
const offline = document.querySelector('[data-offline]');
let asking = false;
let over = false;
const goOn = async (isOver = false) => {
  over ||= isOver;
  if (asking) return;
  // A form on its way brings what is new by itself, unless it never arrives.
  if (document.querySelector('form[data-sent]')) {
    setTimeout(goOn, 1000);
    return;
  }
  asking = true;
  try {
    await fetch(location.href, { method: 'HEAD', cache: 'no-store', redirect: 'manual' });
    offline.hidden = true;
    if (over || !isTyped()) return reload();
  } catch {
    offline.hidden = false;
    setTimeout(goOn, 4000);
  }
  asking = false;
};
for (const sign of ['online', 'pageshow']) addEventListener(sign, () => offline.hidden || goOn());
document.addEventListener('visibilitychange', () => offline.hidden || document.hidden || goOn());

// While the jobs run, only the lines that say how far they are change.
const follow = async () => {
  try {
    const answer = await fetch(location.href, { cache: 'no-store' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('[data-progress]');
    if (!answer.ok || !fresh) return goOn(true);
    document.querySelector('[data-progress]').replaceChildren(...fresh.childNodes);
    main.dataset.events = page.querySelector('main').dataset.events;
    offline.hidden = true;
    listen();
  } catch {
    goOn(true);
  }
};

// The server says when there is something else to show. A stream that ends is opened again by the browser.
let events;
let lost;
function listen() {
  events = new EventSource(main.dataset.events);
  events.addEventListener('open', () => {
    lost = clearTimeout(lost);
    offline.hidden = true;
  });
  events.addEventListener('changed', () => {
    events.close();
    if (document.querySelector('[data-progress]')) follow();
    else goOn(true);
  });
  events.addEventListener('error', () => {
    const isOver = events.readyState === EventSource.CLOSED;
    lost ??= setTimeout(() => { lost = undefined; goOn(isOver); }, 3000);
  });
}
if (main.dataset.events) {
  listen();
  // For connections that are cut without a word; a page that only a customer moves on has nothing to look for.
  if (document.querySelector('.spinner')) setTimeout(goOn, 20000);
}

// Said once it has taken longer than usual.
for (const line of document.querySelectorAll('[data-slow-in]')) {
  setTimeout(() => { line.hidden = false; }, line.dataset.slowIn * 1000);
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

// More time: what is typed stays, and the line says until when.
const extend = async (form) => {
  const { turn, csrf } = form.elements;
  const body = new URLSearchParams({ turn: turn.value, csrf: csrf.value, action: 'extend' });
  const answer = await fetch(form.getAttribute('action'), { method: 'POST', body });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const [line, fresh] = [form.querySelector('.deadline'), page.querySelector('.deadline')];
  if (!fresh || page.querySelector('main').dataset.turn !== main.dataset.turn) return reload();
  line.replaceWith(fresh);
  fresh.querySelector('span').textContent = fresh.dataset.extended;
  fresh.setAttribute('role', 'status');
  fresh.classList.add('near');
  localise(fresh);
  watchDeadline(fresh);
};

// A second press while the first is on its way does nothing; after a while it counts again, for lost connections.
for (const form of document.forms) {
  form.addEventListener('submit', (event) => {
    const button = event.submitter;
    if (form.dataset.sent) return event.preventDefault();
    if (navigator.onLine === false) {
      event.preventDefault();
      offline.hidden = false;
      return;
    }
    const done = () => {
      delete form.dataset.sent;
      button?.removeAttribute('aria-busy');
    };
    form.dataset.sent = '1';
    button?.setAttribute('aria-busy', 'true');
    if (button?.value === 'extend') {
      event.preventDefault();
      extend(form).catch(() => { offline.hidden = false; }).finally(done);
      return;
    }
    for (const input of form.querySelectorAll('[data-show]')) input.type = 'password';
    setTimeout(done, 8000);
  });
}

// An error is never out of sight, however small the screen and however large the letters.
document.querySelector('.field.wrong')?.scrollIntoView({ block: 'nearest' });

// Times in the reader's own time zone, and as the reader's region writes them.
const { lang } = document.documentElement;
const locale = navigator.languages.find((one) => one.split('-')[0] === lang.split('-')[0]) ?? lang;
function localise(where) {
  for (const time of where.querySelectorAll('time')) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    const isToday = at.toDateString() === new Date().toDateString();
    const style = isToday ? { timeStyle: 'short' } : { dateStyle: 'long', timeStyle: 'short' };
    time.textContent = new Intl.DateTimeFormat(locale, style).format(at);
    const before = time.previousElementSibling;
    if (isToday && before?.dataset.today) before.textContent = before.dataset.today;
  }
}
localise(main);

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

// The end of the sign-in's own time: the line appears near it, and at the end the page is that of a sign-in that is over.
// Counted from what the server says is left, whatever this clock shows.
function watchDeadline(line) {
  const left = line.dataset.left * 1000;
  const isHere = () => line.isConnected;
  setTimeout(() => {
    if (!isHere()) return;
    line.classList.add('near');
    line.querySelector('span').textContent = line.dataset.soon;
  }, Math.max(0, left - 120000));
  setTimeout(() => isHere() && goOn(true), left + 1000);
}
document.querySelectorAll('.deadline').forEach(watchDeadline);

// Test sign-ins: a press puts the value into the field it is for, or chooses it; a value that is for none goes into the
// first empty field.
let last = texts[0];
for (const text of texts) text.addEventListener('focus', () => { last = text; });
for (const item of document.querySelectorAll('[data-test-values] li')) {
  const value = item.querySelector('code').textContent;
  const { field } = item.closest('[data-field]')?.dataset ?? {};
  const named = field ? [...document.querySelectorAll('.form input, .form select, .form textarea')].filter((it) => it.name === field) : [];
  const choice = named.find((it) => it.type === 'radio' && it.value === value);
  const text = named.find((it) => it.type !== 'radio');
  if (field ? !choice && !text : !texts.length) continue;
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'fill' });
  button.append(...item.childNodes);
  button.addEventListener('click', () => {
    if (choice) choice.checked = true;
    else (text ?? texts.find((it) => !it.value) ?? last).value = value;
  });
  item.append(button);
}
