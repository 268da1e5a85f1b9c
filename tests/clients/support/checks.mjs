// What a client of ours saw, counted.
let failed = 0;

/** Says whether something is as it should be. */
export function see(what, isGood) {
  if (!isGood) failed += 1;
  console.log(`${isGood ? "ok" : "not ok"} ${what}`);
}

/** Ends the program: with 0 when all was as it should be. */
export function end() {
  process.exit(failed ? 1 : 0);
}
