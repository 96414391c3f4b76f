// usage: node front.js ISSUER RESPONSE_TYPE RESPONSE_MODE
// Tokens in front: an ID token alone, or a code and an ID token that vouches for it.
import * as client from 'openid-client'
import { listen, say } from '../app.js'

const [issuer, responseType, responseMode] = process.argv.slice(2)
const app = await listen()
const implicit = responseType === 'id_token'
const config = await client.dynamicClientRegistration(
  new URL(issuer),
  {
    client_name: 'Harvest',
    redirect_uris: [app.callback],
    response_types: [responseType],
    grant_types: implicit ? ['implicit'] : ['authorization_code', 'implicit'],
    scope: 'openid profile email',
    token_endpoint_auth_method: implicit ? 'none' : 'client_secret_post'
  },
  implicit ? client.None() : client.ClientSecretPost(),
  { execute: [
    client.allowInsecureRequests,
    client.enableNonRepudiationChecks,
    implicit ? client.useIdTokenResponseType : client.useCodeIdTokenResponseType
  ] })

const state = client.randomState()
const nonce = client.randomNonce()
const verifier = client.randomPKCECodeVerifier()
const answer = await app.visit(client.buildAuthorizationUrl(config, {
  redirect_uri: app.callback,
  scope: 'openid profile email',
  response_mode: responseMode,
  state,
  nonce,
  ...(implicit ? {} : {
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256'
  })
}))
const arrived = responseMode === 'form_post' ? answer : new URL(answer.url)
const found = implicit
  ? { claims: await client.implicitAuthentication(config, arrived, nonce, { expectedState: state }) }
  : await redeem()

async function redeem() {
  const tokens = await client.authorizationCodeGrant(
    config, arrived, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true })
  const claims = tokens.claims()
  return { claims, userinfo: await client.fetchUserInfo(config, tokens.access_token, claims.sub) }
}

say({ result: { method: answer.method, ...found } })
app.close()
