// A site of somebody else that asks for a code before it saves a change.
import { once } from 'node:events';
import { createServer } from 'node:http';

const page = (body) => `<!doctype html><html lang=en><title>Shop</title><body>${body}`;
const DOOR = page(`<form method=post action=/in>
  <label>User name <input name=user autocomplete=username></label>
  <label>Password <input type=password name=pass autocomplete=current-password></label>
  <button>Sign in</button></form>`);
const HOME = page(
  '<h1>Welcome back</h1><p>You are signed in.</p><a href=/out>Sign out</a>',
);
const SETTINGS = page(`<h1>Settings</h1>
  <form id=settings method=post action=/settings><label>Address <input id=address name=address></label>
  <button>Save</button></form>`);
const CODE = page(`<p class=said>We sent a code to your phone.</p>
  <form id=confirm method=post action=/confirm><label>Code <input name=code></label>
  <button>Confirm</button></form>`);

export class Shop {
  #server;

  /** What was posted to it, in order. */
  posts = [];

  static async start() {
    const shop = new Shop();
    shop.#server = createServer((request, response) => shop.#answer(request, response));
    shop.#server.listen(0, '127.0.0.1');
    await once(shop.#server, 'listening');
    return shop;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}/`;
  }

  async stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    if (request.method === 'POST') this.posts.push(`${request.url} ${body}`);
    const go = (to, more) => response.writeHead(303, { location: to, ...more }).end();
    const show = (html) => response.writeHead(200, { 'content-type': 'text/html' }).end(html);
    const isInside = request.headers.cookie?.includes('session=1');
    if (request.url === '/in') return go('/home', { 'set-cookie': 'session=1' });
    if (!isInside) return show(DOOR);
    if (request.url === '/settings' && request.method === 'POST') return go('/confirm');
    if (request.url === '/settings') return show(SETTINGS);
    if (request.url === '/confirm' && request.method === 'POST') return go('/saved');
    if (request.url === '/confirm') return show(CODE);
    if (request.url === '/saved') return show(page('<p id=saved>Saved</p>'));
    return show(HOME);
  }
}
