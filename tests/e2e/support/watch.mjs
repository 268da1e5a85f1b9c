// What must never happen on a customer's page, whatever the story: errors, violations, requests that fail.

/** Notes into `troubles` what goes wrong on the pages of a browser. */
export function watch(context, troubles) {
  const refused = new Set(); // documents that say no, as some are meant to

  context.on('response', (response) => {
    if (response.status() < 400) return;
    // A page that asks how things stand before it goes on sends HEAD for itself.
    const request = response.request();
    const isAboutPage = request.isNavigationRequest() || request.method() === 'HEAD';
    const isPage = isAboutPage && response.status() < 500;
    if (isPage) refused.add(response.url());
    else troubles.push(`${response.status()} ${response.url()}`);
  });
  context.on('requestfailed', (request) => {
    // A page that is left takes back what it asked for: so do a double click and the waiting page.
    if (request.failure().errorText === 'net::ERR_ABORTED') return;
    troubles.push(`${request.failure().errorText} ${request.url()}`);
  });
  context.on('console', (message) => {
    if (message.type() !== 'error' || refused.has(message.location().url)) return;
    troubles.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => troubles.push(`script: ${error.error().stack}`));
}
