// The gallery of every page in every state, for those who look for faults.

/** A page as somebody sees it whose browser runs no scripts, but for going on by itself. */
function asWithoutScripts(html) {
  const start = html.indexOf('<body');
  return html.replace(/<meta http-equiv="refresh"[^>]*>|<\/?noscript>/g, (tag, at) =>
    tag.startsWith('<meta') || at > start ? '' : tag,
  );
}

export class Previews {
  #still;
  #request;
  #gallery;

  /** `still`: where the previews are shown. */
  constructor(still, request, program) {
    this.#still = still;
    this.#request = request;
    this.#gallery = `${program.told.portal_url}/console/previews`;
  }

  /** The previews that the gallery lists, each by its query. */
  async list() {
    const page = await (await this.#request.get(this.#gallery)).text();
    const [, listed] = page.split('aria-label="All samples"');
    return [...listed.matchAll(/href="[^"?]+\?([^"]+)"/g)].map(([, query]) =>
      query.replaceAll('&#38;', '&'),
    );
  }

  /**
   * Opens a preview in a language; its query, to say where something was found. A preview forbids scripts, and
   * with them those that look for faults: they look at a copy of the page.
   */
  async open(preview, locale = 'en') {
    const frame = new URL(`${this.#gallery}/frame?${preview}`);
    frame.searchParams.set('locale', locale);
    const answer = await this.#request.get(frame.href);
    if (!answer.ok()) throw new Error(`${answer.status()} ${frame.search}`);
    await this.#still.show(frame.href, asWithoutScripts(await answer.text()));
    return frame.search;
  }
}
