import { test } from '../support/test.mjs';

const WELL = 'CREATED ACCESSED AUTHENTICATING IN_PROGRESS COMPLETED';

test('A customer signs in with user name and password, and the invoices are read', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'pass_good');
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});
