'use strict';

(() => {
  const root = document.getElementById('root');
  let timer;

  async function load(url, options) {
    clearTimeout(timer);
    const response = await fetch(url, { ...options, headers: { 'X-Fragment': '1' }, credentials: 'same-origin' });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (response.url !== location.href) history.pushState(null, '', response.url);
    document.title = page.title;
    const refresh = page.querySelector('meta[http-equiv=refresh]');
    root.replaceChildren(...page.body.childNodes);
    if (refresh) timer = setTimeout(() => load(location.href), refresh.content * 1000);
  }

  document.addEventListener('submit', (event) => {
    event.preventDefault();
    load(location.href, { method: 'POST', body: new URLSearchParams(new FormData(event.target, event.submitter)) });
  });

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (!link || link.origin !== location.origin || !/^\/app\/[^.]*$/.test(link.pathname)) return;
    event.preventDefault();
    load(link.href);
  });

  addEventListener('popstate', () => load(location.href));
  load(location.href);
})();
