// The program under test: `vestibule demo` on a data folder of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const fromRoot = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const executable = process.env.VESTIBULE_TEST_PROGRAM || fromRoot('target/debug/vestibule');
const logs = process.env.VESTIBULE_TEST_LOGS || fromRoot('target/test-logs');

export class Program {
  #folder = mkdtempSync(join(tmpdir(), 'vestibule-e2e-'));
  #child;
  #settings;

  /** What `demo --json` told: `portal_url`, `api_key`, `job_id`, `sandbox_url` and so on. */
  told;

  /** Starts it at an address, without one at a free port, with these settings besides. */
  static async start(address = '127.0.0.1:0', settings = {}) {
    const program = new Program();
    program.#settings = settings;
    try {
      await program.#run(address);
    } catch (error) {
      program.#clear();
      throw error;
    }
    return program;
  }

  /** Dies at once, as in a power cut. */
  async crash() {
    await this.#end('SIGKILL');
  }

  /** Starts again where it was: the same data, the same addresses. */
  async restart() {
    await this.#run(new URL(this.told.portal_url).host);
  }

  /** Stops and leaves nothing behind. */
  async stop() {
    const patience = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    await this.#end('SIGTERM');
    clearTimeout(patience);
    this.#clear();
  }

  #clear() {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #run(address) {
    mkdirSync(logs, { recursive: true });
    const log = openSync(join(logs, 'e2e-program.log'), 'a');
    this.#child = spawn(executable, ['demo', '--json', '--listen', address], {
      env: { ...process.env, ...this.#settings, VESTIBULE_DATA_DIR: this.#folder },
      stdio: ['ignore', 'pipe', log],
    });
    const lines = createInterface({ input: this.#child.stdout });
    const line = await Promise.race([
      once(lines, 'line').then(([line]) => line),
      once(this.#child, 'exit').then(([code]) => {
        throw new Error(`${executable} ended with ${code}; see e2e-program.log`);
      }),
    ]);
    this.told = JSON.parse(line);
  }

  async #end(signal) {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    await ended;
  }
}
