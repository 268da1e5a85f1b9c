// The company's server: it makes links and reads by API what became of them.
import { expect } from '@playwright/test';

/** The transitions of a link that is used once, well. */
export const WELL = 'CREATED ACCESSED AUTHENTICATING IN_PROGRESS COMPLETED';

export class Backend {
  #told;
  #jobs;

  constructor(told) {
    this.#told = told;
  }

  get portal() {
    return this.#told.portal_url;
  }

  /** Makes a link; `theme` is the sandbox's, everything else goes to the API as it is. */
  async createLink({ theme = 'classic', ...wishes } = {}) {
    const { id: job } = await this.#job(theme);
    return this.#call('POST', '/links', { external_id: 'customer-1', job_id: job, ...wishes });
  }

  /** Makes a source, and a job there of one workflow. */
  async createJobOf(source, workflow) {
    const { id: source_id } = await this.#call('POST', '/sources', source);
    const { id } = await this.#call('POST', '/workflows', { ...workflow, source_id });
    const job = { name: workflow.name, source_id, workflow_ids: [id] };
    return (await this.#call('POST', '/jobs', job)).id;
  }

  /** Makes a source like the one of the theme but for these changes, and a job there, without workflows. */
  async createJob(theme, changes) {
    const like = await this.#job(theme);
    const told = await this.#call('GET', `/sources/${like.source_id}`);
    const { id: _, object: __, created_at: ___, icon_url: ____, ...known } = told;
    const { id: source } = await this.#call('POST', '/sources', { ...known, ...changes });
    const job = await this.#call('POST', '/jobs', { name: like.name, source_id: source });
    return job.id;
  }

  link(id) {
    return this.#call('GET', `/links/${id}`);
  }

  /** What the company was told of this type, newest first. */
  async events(type) {
    const { data } = await this.#call('GET', `/events?type=${type}`);
    return data;
  }

  revoke(id) {
    return this.#call('POST', `/links/${id}/revoke`);
  }

  /** What the workflows of a link brought, by name. */
  async artifacts(id) {
    const { job_run_ids: runs } = await this.link(id);
    const found = {};
    for (const run of runs) {
      const { workflow_run_ids: workflows } = await this.#call('GET', `/job-runs/${run}`);
      for (const workflow of workflows) {
        const { data } = await this.#call('GET', `/artifacts?workflow_run_id=${workflow}`);
        for (const { name, content_url: url } of data)
          found[name] = await (await fetch(url)).json();
      }
    }
    return found;
  }

  /** The statuses that a link went through, oldest first. */
  async transitions(id) {
    const { data } = await this.#call('GET', `/links/${id}/transitions`);
    return data.map((transition) => transition.to);
  }

  /** The link goes through exactly these statuses, separated by spaces; jobs may still be at work. */
  async expectTransitions(link, statuses) {
    const seen = async () => (await this.transitions(link.id)).join(' ');
    await expect.poll(seen, { timeout: 10_000 }).toBe(statuses);
  }

  /** The forms that reached the source in the session in which it got this value. */
  async received(value) {
    const forms = await (await fetch(`${this.#told.sandbox_url}/ledger`)).json();
    const first = forms.find((form) => Object.values(form.values).includes(value));
    return forms.filter((form) => form.session === first?.session);
  }

  async #job(theme) {
    this.#jobs ??= Promise.all([this.#call('GET', '/jobs'), this.#call('GET', '/sources')]);
    const [jobs, sources] = await this.#jobs;
    // The demo's own is the oldest: other stories make more like it.
    const source = sources.data.findLast(({ login_url: url }) => url.includes(`/${theme}/`));
    return jobs.data.find((job) => job.source_id === source.id);
  }

  async #call(method, path, body) {
    const answer = await fetch(`${this.#told.api_url}/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#told.api_key}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  }
}
