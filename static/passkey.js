// Passkeys, which a page cannot ask for without a script. A form that asks for one stays hidden where there are none.

const decode = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** Has a device of the person sign the challenge. */
async function sign({ challenge, site }) {
  const publicKey = { challenge: decode(challenge), rpId: site, userVerification: 'required' };
  const { rawId, response } = await navigator.credentials.get({ publicKey });
  return {
    credential_id: encode(rawId),
    client_data: encode(response.clientDataJSON),
    authenticator_data: encode(response.authenticatorData),
    signature: encode(response.signature),
  };
}

/** Has a device of the person make a key. */
async function make({ challenge, site, company, user, email, known, algorithms }) {
  const credential = (id) => ({ type: 'public-key', id: decode(id) });
  const publicKey = {
    challenge: decode(challenge),
    rp: { id: site, name: company },
    user: { id: new TextEncoder().encode(user), name: email, displayName: email },
    pubKeyCredParams: algorithms.split(' ').map((alg) => ({ type: 'public-key', alg: Number(alg) })),
    excludeCredentials: known.split(' ').filter(Boolean).map(credential),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    attestation: 'none',
  };
  const { response } = await navigator.credentials.create({ publicKey });
  return {
    client_data: encode(response.clientDataJSON),
    authenticator_data: encode(response.getAuthenticatorData()),
  };
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!globalThis.PublicKeyCredential) break;
  form.hidden = false;
  const { credential } = form.elements;
  const failed = form.querySelector('[data-passkey-failed]');
  const ask = async (button) => {
    failed.hidden = true;
    try {
      const answer = form.dataset.passkey === 'make' ? await make(form.dataset) : await sign(form.dataset);
      credential.value = JSON.stringify(answer);
      form.requestSubmit(button);
    } catch {
      failed.hidden = false;
    }
  };
  form.addEventListener(
    'submit',
    (event) => {
      if (credential.value) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(event.submitter);
    },
    { capture: true },
  );
}
