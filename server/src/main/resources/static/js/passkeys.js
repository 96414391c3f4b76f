// Asks the authenticator what a form wants to know, and sends the form with the answer.
// A form says data-passkey="create" or "get"; its data-options are those of Web Authentication, bytes in base64url.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const withBytes = (credential) => ({ ...credential, id: bytes(credential.id) });

function publicKey(form) {
  const options = JSON.parse(form.dataset.options);
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: withBytes(options.user) }),
    ...(options.excludeCredentials && { excludeCredentials: options.excludeCredentials.map(withBytes) }),
  };
}

function answer(credential) {
  const response = { clientDataJSON: text(credential.response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) {
      response[part] = text(credential.response[part]);
    }
  }
  if (credential.response.getTransports) {
    response.transports = credential.response.getTransports();
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: {},
  });
}

function send(form, credential) {
  form.elements.credential.value = answer(credential);
  form.submit();
}

function complain(form, error) {
  const place = form.querySelector("[data-passkey-error]");
  place.textContent =
    error.name === "InvalidStateError"
      ? "This device has a passkey for your account already."
      : error.name === "NotAllowedError"
        ? "No passkey was given. You can try again."
        : "This browser cannot use a passkey here: " + error.message;
  place.hidden = false;
}

let waiting = new AbortController();

async function ask(form, event) {
  event.preventDefault();
  waiting.abort();
  waiting = new AbortController();
  try {
    const wanted = { publicKey: publicKey(form), signal: waiting.signal };
    const credential = await (form.dataset.passkey === "create"
      ? navigator.credentials.create(wanted)
      : navigator.credentials.get(wanted));
    send(form, credential);
  } catch (error) {
    complain(form, error);
  }
}

// Passkeys among what the browser offers for the field with the name, where it can do that.
async function offer(form) {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) {
    return;
  }
  try {
    const wanted = { publicKey: publicKey(form), mediation: "conditional", signal: waiting.signal };
    send(form, await navigator.credentials.get(wanted));
  } catch (error) {
    if (error.name !== "AbortError") {
      complain(form, error);
    }
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => ask(form, event));
    if (form.dataset.passkey === "get") {
      offer(form);
    }
  }
}
