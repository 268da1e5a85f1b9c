// The usual shape of a story: a link of its own, the sign-in up to the prompt in question, the happy end.
import { CODE, USER } from './customer.mjs';
import { WELL } from './backend.mjs';

export class Visit {
  #backend;
  #customer;

  /** The link of this visit, once there is one. */
  link;

  constructor(backend, customer) {
    this.#backend = backend;
    this.#customer = customer;
  }

  /** Signs in as `identifier`, up to the first prompt, of this kind, that the password brings up. */
  async to(kind, password, { identifier = USER, theme } = {}) {
    this.link = await this.#backend.createLink({ theme });
    await this.#customer.signIn(this.link, password, identifier);
    await this.#customer.expectChallenge(kind);
  }

  /** Gives the code that was asked for in the place of something else, and is done. */
  async endsWithCode() {
    await this.#customer.expectChallenge('one_time_code');
    await this.#customer.answer({ code: CODE });
    await this.endsWell();
  }

  /** The customer is done, and the company sees the shortest timeline there is. */
  async endsWell() {
    await this.#customer.expectPage('done');
    await this.#backend.expectTransitions(this.link, WELL);
  }
}
