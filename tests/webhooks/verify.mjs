// Verifies what receive.py kept, with the library for Node.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { Webhook } = createRequire(new URL("../e2e/package.json", import.meta.url))("standardwebhooks");

function verifies(secret, sample, body) {
  try {
    new Webhook(secret).verify(body, sample.headers);
    return true;
  } catch {
    return false;
  }
}

function say(what, good) {
  console.log(`${good ? "ok" : "not ok"} node: ${what}`);
}

for (const sample of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  for (const secret of sample.secrets) {
    say(`${sample.name}, a true signature is taken`, verifies(secret, sample, sample.body));
    say(`${sample.name}, a tampered body is refused`, !verifies(secret, sample, sample.tampered));
  }
  for (const secret of sample.others) {
    say(`${sample.name}, another secret is refused`, !verifies(secret, sample, sample.body));
  }
}
