// The company's server, which calls the API with its key.

export class Company {
  #told;

  constructor(told) {
    this.#told = told;
  }

  /** Calls the API: what it answers. */
  async call(method, path, body) {
    const answer = await fetch(`${this.#told.api_url}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#told.api_key}`, "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text && JSON.parse(text);
  }

  make(path, body) {
    return this.call("POST", path, body);
  }

  /** A code for a customer of a pool. */
  async code(pool, customer) {
    const body = { external_id: customer, user_pool_id: pool };
    return (await this.make("/auth-codes", body)).authentication_code;
  }
}
